'use client'

import { startTransition, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { ActionForm, type Action } from '@/components/ui/action-form'
import { Choice, Choices } from '@/components/ui/choices'
import { TextField } from '@/components/ui/text-field'
import { NewPassword } from './new-password'
import { refusedStep } from './refused-step'
import { AccessField, SiteNameField } from './site-fields'

type Props = {
  setUp: Action
  siteName: string
  access: 'public' | 'members'
  /** What the environment decides; the set-up does not ask for it. */
  isFixed: { siteName: boolean; access: boolean }
  /** False where the configuration names the content folder: then there is nothing to choose. */
  choosesContent: boolean
}

/** The set-up: short steps, each of which can be gone back to; nothing is made before the last one is sent. */
export function SetUpForm({ setUp, choosesContent, ...site }: Props) {
  // Each turn is a new one, also to the step that is shown already: what was refused there is looked for again.
  const [turn, setTurn] = useState({ step: 0 })
  const { step } = turn
  const form = useRef<HTMLDivElement>(null)
  const hasTurned = useRef(false)
  const parts = [
    { title: 'Your account', names: ['email', 'name', 'password'], fields: <AccountFields /> },
    ...(site.isFixed.siteName && site.isFixed.access
      ? []
      : [{ title: 'The site', names: ['siteName', 'access'], fields: <SiteFields {...site} /> }]),
    ...(choosesContent ? [{ title: 'The content', names: ['content'], fields: <ContentFields /> }] : []),
  ]
  const isLast = step === parts.length - 1
  const show = (wanted: number) => {
    hasTurned.current = true
    setTurn({ step: wanted })
  }
  useEffect(() => {
    // The button that led here may be gone, and the keyboard would start at the top of the page again.
    const shown = form.current?.querySelector('fieldset:not([hidden])')
    const field = shown?.querySelector<HTMLElement>('[aria-invalid]') ?? shown?.querySelector('input')
    if (hasTurned.current) field?.focus()
  }, [turn])
  const goTo = (wanted: number) => {
    const shown = [...(form.current?.querySelectorAll('fieldset')[step]?.querySelectorAll('input') ?? [])]
    if (wanted < step || shown.every((field) => field.reportValidity())) show(Math.min(wanted, step + 1))
  }
  const send: Action = async (before, given) => {
    const state = await setUp(before, given)
    const refused = refusedStep(parts, state)
    // Together with what the server said, so that the focus finds the field it is about.
    if (refused !== undefined) startTransition(() => show(refused))
    return state
  }
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || isLast || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    goTo(step + 1)
  }
  return (
    <div ref={form} onKeyDown={handleKeyDown}>
      <Steps titles={parts.map(({ title }) => title)} step={step} goTo={goTo} />
      <ActionForm
        // A single step has nowhere to go back to, and can be sent before the page comes alive.
        action={parts.length > 1 ? send : setUp}
        submit="Set up the site"
        busy="Setting it up…"
        isReady={isLast}
        beside={<Turns step={step} isLast={isLast} goTo={goTo} />}
      >
        {parts.map(({ title, fields }, index) => (
          <fieldset key={title} hidden={step !== index} className="grid gap-5">
            <legend className="sr-only">{title}</legend>
            {fields}
          </fieldset>
        ))}
      </ActionForm>
    </div>
  )
}

type Turn = { step: number; goTo: (wanted: number) => void }

function Steps({ titles, step, goTo }: Turn & { titles: string[] }) {
  return (
    <ol aria-label="Steps" className="mb-6 flex flex-wrap gap-x-6 gap-y-1 text-meta">
      {titles.map((title, index) => (
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
  )
}

function Turns({ step, isLast, goTo }: Turn & { isLast: boolean }) {
  return (
    <>
      {step > 0 && (
        <button type="button" className="button" onClick={() => goTo(step - 1)}>
          Back
        </button>
      )}
      {!isLast && (
        <button type="button" className="button button-primary" onClick={() => goTo(step + 1)}>
          Next
        </button>
      )}
    </>
  )
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

function SiteFields({ siteName, access, isFixed }: Pick<Props, 'siteName' | 'access' | 'isFixed'>) {
  return (
    <>
      {!isFixed.siteName && <SiteNameField siteName={siteName} />}
      {!isFixed.access && <AccessField access={access} />}
    </>
  )
}

function ContentFields() {
  return (
    <Choices name="content" legend="What to begin with">
      <Choice name="content" value="shipped" title="The content that comes with it" isChosen>
        Twelve lessons, their toy problems and 25 public cases; add yours beside them.
      </Choice>
      <Choice name="content" value="empty" title="Nothing">
        An empty folder of your own in the data folder. What comes with the product stays where it is, and can be
        copied.
      </Choice>
    </Choices>
  )
}
