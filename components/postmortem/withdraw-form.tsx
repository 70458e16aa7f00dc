import { ActionForm, type Action } from '@/components/ui/action-form'
import { TextField } from '@/components/ui/text-field'

/** Takes a postmortem out of the library, for admins. */
export function WithdrawForm({ id, withdraw }: { id: string; withdraw: Action }) {
  return (
    <details className="no-print mt-12 border-t border-line pt-4">
      <summary className="min-h-6 w-fit py-0.5 text-meta text-ink-2">Withdraw this postmortem</summary>
      <ActionForm
        action={withdraw}
        submit="Withdraw"
        look="small"
        className="mt-3 grid max-w-[38rem] gap-3"
        confirm="Withdraw this postmortem? Its address will say so and why; an admin can publish it again."
      >
        <input type="hidden" name="id" value={id} />
        <TextField
          name="why"
          label="Why"
          help="In a line; everybody who comes to its address reads it. The text stays in git."
          maxLength={400}
          required
        />
      </ActionForm>
    </details>
  )
}
