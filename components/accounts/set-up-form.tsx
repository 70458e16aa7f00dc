'use client'

import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react'
import { ActionForm, useFieldError, type Action } from '@/components/ui/action-form'
import { TextField } from '@/components/ui/text-field'
import { NewPassword } from './new-password'

const steps = ['Your account', 'The site'] as const

/** The set-up: short steps, each of which can be gone back to; nothing is made before the last one is sent. */
export function SetUpForm({ setUp, siteName }: { setUp: Action; siteName: string }) {
  const [step, setStep] = useState(0)
  const first = useRef<HTMLFieldSetElement>(null)
  const goOn = () => {
    const fields = [...(first.current?.querySelectorAll('input') ?? [])]
    if (fields.every((field) => field.reportValidity())) setStep(1)
  }
  return (
    <>
      <ol aria-label="Steps" className="mb-6 flex gap-6 text-meta">
        {steps.map((name, index) => (
          <li key={name} aria-current={index === step ? 'step' : undefined}>
            <button
              type="button"
              className={index === step ? 'font-semibold text-ink' : 'text-ink-3'}
              onClick={() => (index === 0 ? setStep(0) : goOn())}
            >
              {index + 1}. {name}
            </button>
          </li>
        ))}
      </ol>
      <ActionForm action={setUp} submit="Set up the site" busy="Setting it up…" isReady={step === 1}>
        <Refused goBack={() => setStep(0)} />
        <fieldset ref={first} hidden={step !== 0} className="grid gap-5">
          <legend className="sr-only">{steps[0]}</legend>
          <TextField name="email" label="E-mail address" type="email" autoComplete="username" required />
          <TextField name="name" label="Name" help="As it stands beside what you write." autoComplete="name" required />
          <NewPassword />
          <div>
            <button type="button" className="button button-primary" onClick={goOn}>
              Next
            </button>
          </div>
        </fieldset>
        <fieldset hidden={step !== 1} className="grid gap-5">
          <legend className="sr-only">{steps[1]}</legend>
          <TextField name="siteName" label="Name of the site" defaultValue={siteName} maxLength={40} required />
          <Access />
          <div>
            <button type="button" className="button" onClick={() => setStep(0)}>
              Back
            </button>
          </div>
        </fieldset>
      </ActionForm>
    </>
  )
}

/** Goes back to the first step when the server refused one of its fields. */
function Refused({ goBack }: { goBack: () => void }) {
  const errors = [useFieldError('email'), useFieldError('name'), useFieldError('password')].join('')
  const handle = useEffectEvent(goBack)
  useEffect(() => {
    if (errors) handle()
  }, [errors])
  return null
}

function Access() {
  return (
    <div role="radiogroup" aria-label="Who may read" className="grid gap-3">
      <p className="font-semibold">Who may read</p>
      <Choice value="public" title="Everybody who can reach the site">
        Writing takes an account all the same.
      </Choice>
      <Choice value="members" title="Members only">
        Without an account nothing but the page to sign in is shown.
      </Choice>
    </div>
  )
}

function Choice({ value, title, children }: { value: string; title: string; children: ReactNode }) {
  return (
    <label className="flex items-baseline gap-3">
      <input
        type="radio"
        name="access"
        value={value}
        defaultChecked={value === 'public'}
        className="size-4 shrink-0 translate-y-0.5"
      />
      <span>
        {title}
        <span className="block text-meta text-ink-3">{children}</span>
      </span>
    </label>
  )
}
