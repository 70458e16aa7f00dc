'use client'

import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react'
import { ActionForm, useFieldError, type Action } from '@/components/ui/action-form'
import { TextField } from '@/components/ui/text-field'
import { NewPassword } from './new-password'

type Props = {
  setUp: Action
  siteName: string
  /** False where the configuration names the content folder: then there is nothing to choose. */
  choosesContent: boolean
}

/** The set-up: short steps, each of which can be gone back to; nothing is made before the last one is sent. */
export function SetUpForm({ setUp, siteName, choosesContent }: Props) {
  const [step, setStep] = useState(0)
  const form = useRef<HTMLDivElement>(null)
  const parts = [
    { title: 'Your account', fields: <AccountFields /> },
    { title: 'The site', fields: <SiteFields siteName={siteName} /> },
    ...(choosesContent ? [{ title: 'The content', fields: <ContentFields /> }] : []),
  ]
  const goTo = (wanted: number) => {
    const shown = [...(form.current?.querySelectorAll('fieldset')[step]?.querySelectorAll('input') ?? [])]
    if (wanted < step || shown.every((field) => field.reportValidity())) setStep(Math.min(wanted, step + 1))
  }
  return (
    <div ref={form}>
      <ol aria-label="Steps" className="mb-6 flex flex-wrap gap-x-6 gap-y-1 text-meta">
        {parts.map(({ title }, index) => (
          <li key={title} aria-current={index === step ? 'step' : undefined}>
            <button
              type="button"
              className={`min-h-6 ${index === step ? 'font-semibold text-ink' : 'text-ink-3'}`}
              onClick={() => goTo(index)}
            >
              {index + 1}. {title}
            </button>
          </li>
        ))}
      </ol>
      <ActionForm action={setUp} submit="Set up the site" busy="Setting it up…" isReady={step === parts.length - 1}>
        <Refused goBack={() => setStep(0)} />
        {parts.map(({ title, fields }, index) => (
          <fieldset key={title} hidden={step !== index} className="grid gap-5">
            <legend className="sr-only">{title}</legend>
            {fields}
            <div className="flex gap-3">
              {index > 0 && (
                <button type="button" className="button" onClick={() => goTo(index - 1)}>
                  Back
                </button>
              )}
              {index < parts.length - 1 && (
                <button type="button" className="button button-primary" onClick={() => goTo(index + 1)}>
                  Next
                </button>
              )}
            </div>
          </fieldset>
        ))}
      </ActionForm>
    </div>
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

function AccountFields() {
  return (
    <>
      <TextField name="email" label="E-mail address" type="email" autoComplete="username" required />
      <TextField name="name" label="Name" help="As it stands beside what you write." autoComplete="name" required />
      <NewPassword />
    </>
  )
}

function SiteFields({ siteName }: { siteName: string }) {
  return (
    <>
      <TextField name="siteName" label="Name of the site" defaultValue={siteName} maxLength={40} required />
      <Choices name="access" legend="Who may read">
        <Choice name="access" value="public" title="Everybody who can reach the site" isFirst>
          Writing takes an account all the same.
        </Choice>
        <Choice name="access" value="members" title="Members only">
          Without an account nothing but the page to sign in is shown.
        </Choice>
      </Choices>
    </>
  )
}

function ContentFields() {
  return (
    <Choices name="content" legend="What to begin with">
      <Choice name="content" value="shipped" title="The content that comes with it" isFirst>
        Twelve lessons, their toy problems and 25 public cases; add yours beside them.
      </Choice>
      <Choice name="content" value="empty" title="Nothing">
        An empty folder of your own in the data folder. What comes with the product stays where it is, and can be
        copied.
      </Choice>
    </Choices>
  )
}

function Choices({ name, legend, children }: { name: string; legend: string; children: ReactNode }) {
  return (
    <div role="radiogroup" aria-labelledby={`${name}-legend`} className="grid gap-3">
      <p id={`${name}-legend`} className="font-semibold">
        {legend}
      </p>
      {children}
    </div>
  )
}

type ChoiceProps = { name: string; value: string; title: string; isFirst?: boolean; children: ReactNode }

function Choice({ name, value, title, isFirst = false, children }: ChoiceProps) {
  return (
    <label className="flex items-baseline gap-3">
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={isFirst}
        className="size-4 shrink-0 translate-y-0.5"
      />
      <span>
        {title}
        <span className="block text-meta text-ink-3">{children}</span>
      </span>
    </label>
  )
}
