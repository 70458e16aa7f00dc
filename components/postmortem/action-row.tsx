import { CalendarX2 } from 'lucide'
import type { OpenAction } from '@/lib/library/schema'
import { ActionForm, type Action } from '@/components/ui/action-form'
import { Icon } from '@/components/ui/icon'
import { momentText } from '@/components/ui/moment'
import { TextField } from '@/components/ui/text-field'
import { actionStates } from './action-states'

export type ActionView = OpenAction

type Edit = { change: Action; send: (form: FormData) => void; isSending: boolean }

type Props = { action: ActionView; namesPostmortem: boolean; edit?: Edit }

/** One action: what, whose, until when, where it stands; and, for who may, one click that changes it. */
export function ActionRow({ action, namesPostmortem, edit }: Props) {
  const { what, kind, owner, postmortem } = action
  return (
    <li className="border-b border-line py-4">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <p className="font-semibold [overflow-wrap:anywhere]">{what}</p>
          <p className="mt-1 flex flex-wrap gap-x-3 text-meta text-ink-3">
            <State action={action} />
            <span>{owner ?? 'Nobody’s yet'}</span>
            <Due action={action} />
            <span>To {purposes[kind]}</span>
          </p>
          {namesPostmortem && (
            <p className="mt-1 text-meta">
              <a href={postmortem.url}>{postmortem.title}</a>
            </p>
          )}
        </div>
        {edit && <StateButtons action={action} edit={edit} />}
      </div>
      {edit && <OwnerAndDay action={action} change={edit.change} />}
    </li>
  )
}

const purposes = {
  mitigate: 'limit the harm',
  prevent: 'prevent it',
  detect: 'see it sooner',
  process: 'work differently',
}

function State({ action: { state } }: { action: ActionView }) {
  const { icon, word, className } = actionStates[state]
  return (
    <span className={`font-semibold ${className}`}>
      <Icon of={icon} className="inline size-3.5" /> {word}
    </span>
  )
}

function Due({ action: { due, state, isOverdue } }: { action: ActionView }) {
  if (due === undefined) return state === 'open' ? <span>No day set</span> : null
  if (!isOverdue) return <span className="tabular-nums">Due {momentText(due)}</span>
  return (
    <strong className="tabular-nums text-bad">
      <Icon of={CalendarX2} className="inline size-3.5" /> Overdue since {momentText(due)}
    </strong>
  )
}

function Which({ action: { postmortem, index, what } }: { action: ActionView }) {
  return Object.entries({ id: postmortem.id, index, what }).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ))
}

const steps = {
  open: [
    { state: 'done', word: 'Done' },
    { state: 'dropped', word: 'Drop' },
  ],
  done: [{ state: 'open', word: 'Open again' }],
  dropped: [{ state: 'open', word: 'Open again' }],
}

function StateButtons({ action, edit }: { action: ActionView; edit: Edit }) {
  return (
    <div className="flex gap-2">
      {steps[action.state].map(({ state, word }) => (
        <form key={state} action={(form) => (edit.isSending ? undefined : edit.send(form))}>
          <Which action={action} />
          <input type="hidden" name="state" value={state} />
          <button className="button button-small" aria-label={`${word}: ${action.what}`} aria-disabled={edit.isSending}>
            {word}
          </button>
        </form>
      ))}
    </div>
  )
}

function OwnerAndDay({ action, change }: { action: ActionView; change: Action }) {
  const { owner = '', due = '', what } = action
  return (
    <details className="mt-2">
      <summary className="min-h-6 w-fit py-0.5 text-meta text-accent" aria-label={`Owner and day: ${what}`}>
        Owner and day
      </summary>
      <ActionForm action={change} submit="Save" look="small" className="mt-3 grid gap-3 sm:max-w-[30rem]">
        <Which action={action} />
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField key={`owner ${owner}`} name="owner" label="Owner" defaultValue={owner} maxLength={80} />
          <TextField key={`due ${due}`} name="due" label="Due" type="date" defaultValue={due} />
        </div>
      </ActionForm>
    </details>
  )
}
