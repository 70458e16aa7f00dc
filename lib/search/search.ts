import type { Change, LibraryDocument } from '@/lib/library'
import { takeTurns } from '@/lib/turns'
import { answerTo, type Indexed, type SearchRequest } from './answer'
import { createDocuments } from './documents'
import { createEngine } from './engine'
import { rowsOfDocument } from './rows'
import type { SynonymGroup } from './synonyms'
import type { SearchAnswer, SimilarQuery } from './schema'
import { similarIn } from './similar'

/** Where changes come from: `listChanges` of the library, or a test's own. */
export type ListChanges = (since: number) => Promise<{ revision: number; anew: boolean; changes: Change[] }>

/** Where the team's synonyms come from. */
type ListSynonyms = () => Promise<SynonymGroup[]>

const noSynonyms: ListSynonyms = () => Promise.resolve([])

/** A search over one source of documents. `prepare` builds the index ahead of the first query. */
export type Search = {
  search(request: SearchRequest): Promise<SearchAnswer>
  similarTo(query: SimilarQuery): Promise<LibraryDocument[]>
  prepare(): Promise<void>
}

/** `similar` keeps what is nearest to a document: it stands on every page, and changes with the library alone. */
type State = Indexed & { revision: number; similar: Map<string, LibraryDocument[]> }

// In milliseconds: how long the index may be built without letting other requests through, and how long a query waits
// for what has changed. What takes longer (a library that was moved, thousands of files at once) is indexed meanwhile.
const turnLength = 30
const patience = 250
// What may be asked for is without end, and each answer is kept.
const mostSimilar = 5000

// No revision: nothing is indexed yet.
const none = -1

/** A search that keeps its index in memory and follows the changes of its source before each answer. */
export function createSearch(listChanges: ListChanges, listSynonyms: ListSynonyms = noSynonyms): Search {
  let state: State = emptyState()
  let turn: Promise<void> = Promise.resolve()

  // One after the other: two at once would apply the same changes twice, or older ones over newer.
  function prepare(): Promise<void> {
    const next = turn.then(catchUp)
    turn = next.catch(() => undefined)
    return next
  }

  async function catchUp(): Promise<void> {
    const { revision, anew, changes } = await listChanges(state.revision)
    // Anew aside from the index in use, which goes on answering.
    const next = anew ? emptyState() : state
    await applyAll(next, changes)
    next.revision = revision
    state = next
  }

  async function follow(): Promise<void> {
    const ready = prepare()
    if (state.revision === none) return ready
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, patience)))
    return Promise.race([ready, late]).finally(() => clearTimeout(timer))
  }

  async function search(request: SearchRequest): Promise<SearchAnswer> {
    const start = performance.now()
    await follow()
    const answer = answerTo(request, state, await listSynonyms())
    return { ...answer, tookMs: Math.round((performance.now() - start) * 10) / 10 }
  }

  async function similarTo(query: SimilarQuery): Promise<LibraryDocument[]> {
    await follow()
    if (!('id' in query.to) || state.engine.numberOf(query.to.id) === undefined) return similarIn(state, query)
    const key = JSON.stringify(query)
    const similar = state.similar.get(key) ?? similarIn(state, query)
    if (state.similar.size >= mostSimilar) state.similar.clear()
    state.similar.set(key, similar)
    return similar
  }

  return { search, similarTo, prepare }
}

function emptyState(): State {
  return { revision: none, engine: createEngine(), documents: createDocuments(), similar: new Map() }
}

async function applyAll(state: State, changes: Change[]): Promise<void> {
  const turns = takeTurns(turnLength)
  for (const change of lastOfEach(changes)) {
    applyChange(state, change)
    await turns.next()
  }
}

function applyChange({ engine, documents, similar }: State, { id, document }: Change): void {
  similar.clear()
  for (const { row } of engine.rowsOf(id)) engine.remove(row.id)
  const before = engine.numberOf(id)
  if (before !== undefined) documents.take(before)
  if (!document) return
  for (const row of rowsOfDocument(document)) engine.put(row)
  const number = engine.numberOf(id)
  if (number !== undefined) documents.put(number, document)
}

function lastOfEach(changes: Change[]): Iterable<Change> {
  return new Map(changes.map((change) => [change.id, change])).values()
}
