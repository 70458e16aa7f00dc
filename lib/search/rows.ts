import type { LibraryDocument } from '@/lib/library'
import type { Row } from './engine'

/**
 * A document's rows, one for each section. The first stands for the document itself (its section has no anchor)
 * and carries what the front matter says; every row carries title and tags, so that words of both kinds meet.
 */
export function rowsOfDocument(document: LibraryDocument): Row[] {
  const [first] = document.body.sections
  const own = { id: '', heading: '', text: '', code: '' }
  const sections = first?.id === '' ? document.body.sections : [own, ...document.body.sections]
  return sections.map((section, place) => ({
    id: `${document.id}#${place}`,
    documentId: document.id,
    place,
    anchor: section.id,
    title: document.title,
    heading: section.heading,
    tags: tagsOf(document).join(', '),
    summary: place === 0 ? summaryOf(document) : '',
    body: section.text,
    code: place === 0 ? `${starterOf(document)}\n${section.code}` : section.code,
  }))
}

function tagsOf(document: LibraryDocument): string[] {
  if (document.kind !== 'postmortem') return document.tags
  return [...document.tags, ...document.failureClass.filter((name) => name !== 'none of these')]
}

function summaryOf(document: LibraryDocument): string {
  if (document.kind === 'lesson') return `${document.summary} ${document.claim}`
  if (document.kind === 'postmortem' && document.heuristic) return `${document.summary} ${document.heuristic}`
  return document.summary
}

// Never the solution: a search must not give it away.
function starterOf(document: LibraryDocument): string {
  return document.kind === 'toy-problem' ? document.files.starter : ''
}
