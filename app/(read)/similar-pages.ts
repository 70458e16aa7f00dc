import type { DocumentCard } from '@/lib/library'
import { similarTo } from '@/lib/search'
import { similarLimits } from '@/lib/search/schema'

/** What stands at the foot of a document: toy problems and postmortems like it, without those it shows already. */
export function similarPages(id: string, shown: DocumentCard[]): Promise<DocumentCard[]> {
  const without = shown.map((card) => card.id).slice(0, similarLimits.without)
  return similarTo({ to: { id }, kinds: ['toy-problem', 'postmortem'], without, limit: 3 })
}
