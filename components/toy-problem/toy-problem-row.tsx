import type { ToyProblem } from '@/lib/library/schema'
import { StateGlyph } from '@/components/progress/state-glyph'
import { difficultyWord } from './difficulty'

/** A toy problem in a list. */
export function ToyProblemRow({ toy }: { toy: ToyProblem }) {
  return (
    <li data-kind="toy-problem" className="border-b border-line py-4">
      <div className="flex items-baseline gap-3">
        <a href={toy.url} className="min-w-0 font-serif text-lg font-semibold leading-snug text-kind!">
          {toy.title}
        </a>
        <span className="ml-auto whitespace-nowrap text-meta text-ink-3">
          {toy.minutes} min · {difficultyWord[toy.difficulty]}
        </span>
        <StateGlyph of={toy} />
      </div>
      <p className="mt-1 max-w-[70ch] text-ink-2">{toy.summary}</p>
    </li>
  )
}
