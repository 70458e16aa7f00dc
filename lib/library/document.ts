import type { Body } from '@/lib/markup/schema'
import type { Kind, LessonFields, PostmortemFields, ToyProblemFields } from './schema'

type Common<K extends Kind> = {
  kind: K
  slug: string
  /** Address on this site, such as `/lessons/be-your-own-biggest-sceptic`. */
  url: string
  /** Path of its file below the content folder, with forward slashes. */
  path: string
  /** SHA-256 of its text's file, in hex: the version that is read. */
  version: string
  /** The same with the files beside it, where the kind has some: whether anything has changed. */
  hash: string
  /** The day it should be looked at again, from `reviewBy` or its shelf life; undefined when it never ages. */
  reviewOn?: string
  body: Body
}

/** The files of a toy problem as they are. */
export type ToyFiles = { starter: string; checks: string; solution: string }

export type Lesson = Common<'lesson'> & LessonFields
export type ToyProblem = Common<'toy-problem'> & ToyProblemFields & { files: ToyFiles }
export type Postmortem = Common<'postmortem'> & PostmortemFields

/** Any published document, as the library serves it. */
export type LibraryDocument = Lesson | ToyProblem | Postmortem

/** The document type of a kind. */
export type DocumentOf<K extends Kind> = Extract<LibraryDocument, { kind: K }>
