import type { Postmortem } from '@/lib/library/schema'

/** Values expected beside values observed. */
export function MetricsTable({ metrics }: { metrics: Postmortem['metrics'] }) {
  if (metrics.length === 0) return null
  return (
    <section className="prose mt-8">
      <div className="table-scroll" role="region" aria-label="Metrics" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Metric</th>
              <th scope="col">Expected</th>
              <th scope="col">Observed</th>
              <th scope="col">On</th>
            </tr>
          </thead>
          <tbody>
            {metrics.map(({ name, expected, observed, slice }, index) => (
              <tr key={index}>
                <th scope="row">{name}</th>
                <td>{expected ?? '–'}</td>
                <td>{observed ?? '–'}</td>
                <td>{slice ?? 'all'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
