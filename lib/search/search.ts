import type { Change } from '@/lib/library'
import { answerTo, type Indexed, type SearchRequest } from './answer'
import { createEngine } from './engine'
import { rowsOfDocument } from './rows'
import type { SearchAnswer } from './schema'

/** Where changes come from: `listChanges` of the library, or a test's own. */
export type ListChanges = (since: number) => Promise<{ revision: number; anew: boolean; changes: Change[] }>

/** A search over one source of documents. `prepare` builds the index ahead of the first query. */
export type Search = { search(request: SearchRequest): Promise<SearchAnswer>; prepare(): Promise<void> }

type State = Indexed & { revision: number }

// So long the index may be built without letting other requests through, in milliseconds.
const patience = 30

/** A search that keeps its index in memory and follows the changes of its source before each answer. */
export function createSearch(listChanges: ListChanges): Search {
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
    if (anew) state = await build(changes)
    else for (const change of lastOfEach(changes)) applyChange(state, change)
    state.revision = revision
  }

  async function search(request: SearchRequest): Promise<SearchAnswer> {
    const start = performance.now()
    await prepare()
    const answer = answerTo(request, state)
    return { ...answer, tookMs: Math.round((performance.now() - start) * 10) / 10 }
  }

  return { search, prepare }
}

function emptyState(): State {
  return { revision: -1, engine: createEngine(), documents: new Map() }
}

// Aside from the index in use, which goes on answering whoever asked before.
async function build(changes: Change[]): Promise<State> {
  const state = emptyState()
  let since = performance.now()
  for (const change of changes) {
    applyChange(state, change)
    if (performance.now() - since < patience) continue
    await new Promise((resolve) => setImmediate(resolve))
    since = performance.now()
  }
  return state
}

function applyChange({ engine, documents }: State, { id, document }: Change): void {
  for (const { row } of engine.rowsOf(id)) engine.remove(row.id)
  documents.delete(id)
  if (!document) return
  documents.set(id, document)
  for (const row of rowsOfDocument(document)) engine.put(row)
}

function lastOfEach(changes: Change[]): Iterable<Change> {
  return new Map(changes.map((change) => [change.id, change])).values()
}
