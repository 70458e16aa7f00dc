import type { LibraryDocument } from '@/lib/library'
import type { Section } from '@/lib/markup/schema'
import type { ListChanges } from './search'
import type { Row } from './engine'

/** A row for tests; what is left out is empty. */
export function rowOf(row: Partial<Row> & { documentId: string }): Row {
  const empty = { title: '', heading: '', tags: '', summary: '', body: '', code: '', place: 0, anchor: '' }
  return { ...empty, id: `${row.documentId}#${row.place ?? 0}`, ...row }
}

/** A lesson, toy problem or postmortem for tests, with text as its one section or sections of its own. */
export function documentOf(given: {
  id: string
  title?: string
  kind?: LibraryDocument['kind']
  lessons?: number[]
  text?: string
  sections?: Partial<Section>[]
  tags?: string[]
}): LibraryDocument {
  const { id, kind = 'postmortem', title = id, lessons = [1], text = '', tags = [] } = given
  const sections = (given.sections ?? [{ text }]).map((one) => ({
    id: '',
    heading: '',
    depth: 2,
    text: '',
    code: '',
    ...one,
  }))
  const common = {
    id,
    title,
    lessons,
    tags,
    slug: id,
    url: `/${kind}s/${id}`,
    path: `${kind}s/${id}.mdx`,
    version: 'v',
    hash: id,
    summary: `On ${title}.`,
    created: '2026-01-01',
    authors: [],
    aliases: [],
    sources: [],
    body: {
      tree: { type: 'root' as const, children: [] },
      headings: [],
      sections,
      links: [],
      words: 1,
      minutes: 1,
    },
  }
  if (kind === 'lesson') return { ...common, kind, number: lessons[0] ?? 1, claim: '' }
  if (kind === 'toy-problem') {
    return {
      ...common,
      kind,
      minutes: 5,
      difficulty: 1,
      runLimit: 10,
      language: 'python',
      files: { starter: '', checks: '', solution: '' },
    }
  }
  return {
    ...common,
    kind,
    severity: 'minor',
    status: 'published',
    happened: '2025',
    failureClass: ['none of these'],
    metrics: [],
    actions: [],
    recursFrom: [],
    checks: [],
  }
}

/** A source of changes that a test writes to. */
export function sourceOf(...documents: LibraryDocument[]): {
  listChanges: ListChanges
  put(document: LibraryDocument): void
  drop(id: string): void
  asked: number[]
} {
  const changes: { id: string; document: LibraryDocument | undefined }[] = []
  const asked: number[] = []
  const put = (document: LibraryDocument) => void changes.push({ id: document.id, document })
  documents.forEach(put)
  return {
    put,
    asked,
    drop: (id) => void changes.push({ id, document: undefined }),
    listChanges: async (since) => {
      asked.push(since)
      return { revision: changes.length, anew: since < 0, changes: changes.slice(Math.max(0, since)) }
    },
  }
}
