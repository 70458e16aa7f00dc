import { ActionForm, type Action } from '@/components/ui/action-form'
import { Moment } from '@/components/ui/moment'
import { TextField } from '@/components/ui/text-field'

export type TokenView = { id: string; name: string; scope: string; createdAt: string; lastUsedAt: string | null }

type Props = { tokens: TokenView[]; mayPublish: boolean; create: Action; revoke: Action }

/** A person's tokens for programs, and the form of a new one. */
export function TokenList({ tokens, mayPublish, create, revoke }: Props) {
  return (
    <>
      <p className="mb-4 text-ink-2">
        For programs that act as you: they send one as{' '}
        <code className="font-mono text-sm">Authorization:&nbsp;Bearer&nbsp;…</code>
        {tokens.length === 0 && '. You have none.'}
      </p>
      <ul className="mb-6 border-t border-line empty:hidden">
        {tokens.map(({ id, name, scope, createdAt, lastUsedAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-5 gap-y-2 border-b border-line py-3">
            <div className="min-w-0 flex-1 basis-56">
              <p className="font-semibold [overflow-wrap:anywhere]">{name}</p>
              <p className="text-meta tabular-nums text-ink-3">
                May {scope === 'publish' ? 'read and publish' : 'read'}. Made{' '}
                <Moment at={createdAt} className="whitespace-nowrap" />, {lastUsedAt ? 'last used ' : 'never used'}
                {lastUsedAt && <Moment at={lastUsedAt} className="whitespace-nowrap" />}
              </p>
            </div>
            <ActionForm action={revoke} submit="Revoke" look="smallDanger" confirm={`Revoke ${name}?`}>
              <input type="hidden" name="id" value={id} />
            </ActionForm>
          </li>
        ))}
      </ul>
      <ActionForm action={create} submit="Make a token" look="plain" className="grid max-w-[26rem] gap-5">
        <TextField name="name" label="What it is for" maxLength={60} required />
        <label className="font-semibold">
          What it may do
          <select name="scope" className="field mt-1 font-normal">
            <option value="read">Read</option>
            {mayPublish && <option value="publish">Read and publish</option>}
          </select>
        </label>
      </ActionForm>
    </>
  )
}
