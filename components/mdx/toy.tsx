import { ToyEmbed } from '@/components/toy-problem/toy-embed'
import type { References } from './document-link'

/** A toy problem inside another page: its promise, a bench to work on it, and the way to its own page. */
export function Toy({ toy }: { toy: References[string] | undefined }) {
  if (!toy) return <p className="text-bad">[A toy problem that is not here any more]</p>
  return (
    <section data-kind="toy-problem" aria-label={`Toy problem: ${toy.title}`} className="block kind-rule font-sans">
      <p className="eyebrow m-0!">Toy problem · {toy.minutes} min</p>
      <p className="m-0! mt-1! font-serif text-lg font-semibold">
        <a href={toy.url}>{toy.title}</a>
      </p>
      <p className="m-0! mt-1! text-ui text-ink-2">{toy.summary}</p>
      {toy.bench && <ToyEmbed bench={toy.bench} />}
    </section>
  )
}
