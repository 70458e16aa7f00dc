import type { Root } from 'hast'
import { z } from 'zod'

export { addressProblem } from './address'

/** A change of the source that would lift a problem; offsets are UTF-16 positions in the submitted text. */
export const rewriteSchema = z
  .strictObject({
    start: z.int().min(0),
    end: z.int().min(0),
    text: z.string().describe('What to write from start to end.'),
    label: z.string().describe('What it does, in a few words.'),
  })
  .describe('A change that would lift a problem; start and end are UTF-16 positions in the text that was sent.')

export type Rewrite = z.infer<typeof rewriteSchema>

/** Why a source is refused, in plain words, with the place (both counted from 1) and, where there is one, the way out. */
export const problemSchema = z
  .strictObject({
    line: z.int().min(1),
    column: z.int().min(1),
    message: z.string().min(1),
    field: z.exactOptional(z.string()).describe('The field that it is about, such as actions.0.due.'),
    rewrite: z.exactOptional(rewriteSchema),
  })
  .describe('What stands in the way of a text, and where; line and column are counted from 1.')

export type Problem = z.infer<typeof problemSchema>

/** A heading of the body as the table of contents lists it. */
export type Heading = { id: string; text: string; depth: number }

/**
 * The part of a document under one heading: the unit of search hits and of reading progress.
 * `id` is the anchor; it is empty for what stands before the first heading.
 */
export type Section = { id: string; heading: string; depth: number; text: string; code: string }

/** Where a body points: at a document by its id, at an address, or at an image file beside it. */
export type Link =
  | { kind: 'document'; id: string; line: number; column: number }
  | { kind: 'address'; address: string; line: number; column: number }
  | { kind: 'image'; file: string; line: number; column: number }

/**
 * A checked and compiled body. It is plain JSON: it can be cached, sent to the browser and rendered
 * without a compiler. `tree` holds elements only; runs without components are folded into `Html` elements.
 */
export type Body = {
  tree: Root
  headings: Heading[]
  sections: Section[]
  links: Link[]
  /** Words of prose, code left out. */
  words: number
  /** Reading time in whole minutes, at 220 words a minute, at least 1. */
  minutes: number
}

/** The answer of the checker: a document, or what stands in its way. */
export type Checked<T> = { ok: true; document: { frontMatter: T; body: Body } } | { ok: false; problems: Problem[] }
