import type { Problem } from '@/lib/markup/schema'
import { FileEntry } from './file-entry'

/** The team's synonyms when they are not taken up: why, what the search goes by meanwhile, and what to do. */
export function SynonymsEntry({ problems }: { problems: Problem[] }) {
  const remedy = (
    <>
      Write each entry as ways to say one thing, such as <code>- leak = leakage</code>. The next query goes by it; on the
      server <code>npm run check</code> names the lines too.
    </>
  )
  return (
    <FileEntry
      path="synonyms.yaml"
      problems={problems}
      instead="the last version that could be read since the server started, or no synonyms."
      remedy={remedy}
    />
  )
}
