import type { Postmortem } from '@/lib/library/schema'
import { momentText } from '@/components/ui/moment'
import { Icon } from '@/components/ui/icon'
import { actionStates } from './action-states'

/** What is done about it: what, by whom, until when, and where it stands. */
export function ActionsTable({ actions }: { actions: Postmortem['actions'] }) {
  if (actions.length === 0) return null
  return (
    <section className="prose">
      <h2 id="actions">Actions</h2>
      <div className="table-scroll" role="region" aria-label="Actions" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">For</th>
              <th scope="col">Owner</th>
              <th scope="col">Due</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {actions.map(({ what, kind, owner, due, state }, index) => {
              const { icon, word, className } = actionStates[state]
              return (
                <tr key={index}>
                  <td className="min-w-48">{what}</td>
                  <td>{kind}</td>
                  <td>{owner ?? '–'}</td>
                  <td className="whitespace-nowrap">{due ? momentText(due) : '–'}</td>
                  <td className={`whitespace-nowrap font-semibold ${className}`}>
                    <Icon of={icon} className="inline size-3.5" /> {word}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
