import type { Document } from './collection'

/** How many documents an engine is asked for. */
export const depth = 100

/** The ids of the documents that answer a query, best first, at most `depth`. */
export type Searcher = (query: string) => string[] | Promise<string[]>

/** Indexes documents. */
export type Build = (documents: Document[]) => Searcher | Promise<Searcher>
