import type { ColumnType } from 'kysely'

// Both engines hold the same: ids are text made in code, times UTC ISO text, booleans 0 or 1.

type Id = ColumnType<string, string, never>
type Made = ColumnType<string, string, never>

/** People with an account. */
export type UsersTable = {
  /** Made once, never used again. */
  id: Id
  /** In lower case; what a person signs in with. */
  email: string
  /** As it stands in commits and on pages. */
  name: string
  /** `reader`, `writer` or `admin`. */
  role: string
  /** argon2id in PHC form; null for somebody who signs in elsewhere only. */
  password_hash: string | null
  /** 1 when the account is closed: no sign-in, no session, no token. */
  is_disabled: number
  /** When the account was made. */
  created_at: Made
}

/** Who is signed in where; without its row a session's cookie is worth nothing. */
export type SessionsTable = {
  /** Random; stands in the signed cookie. */
  id: Id
  /** Whose session it is. */
  user_id: Id
  /** The browser, in words a person knows it by. */
  label: Made
  /** When it was signed in. */
  created_at: Made
  /** When it was last used, to the minute. */
  last_seen_at: string
  /** After this it counts as gone. */
  expires_at: string
}

/** Links that work once: to set up the site, to take up an invitation, to set a new password. */
export type LinksTable = {
  /** Made once, for lists and for withdrawing it. */
  id: Id
  /** `setup`, `invitation` or `reset`. */
  purpose: Made
  /** SHA-256 of the token in the link, in hex; the token itself is kept nowhere. */
  token_hash: Made
  /** The only address an invitation is for; null when whoever has the link may take it up. */
  email: string | null
  /** The role an invitation gives. */
  role: string | null
  /** Whose password a reset link sets. */
  user_id: string | null
  /** Who made the link; null when the server or the command line did. */
  created_by: string | null
  /** When it was made. */
  created_at: Made
  /** After this it counts as gone. */
  expires_at: Made
  /** When it was used; it cannot be used again. */
  used_at: string | null
}

/** Tokens for programs. */
export type ApiTokensTable = {
  /** Made once, for lists and for revoking it. */
  id: Id
  /** Who it acts for. */
  user_id: Id
  /** What its owner calls it. */
  name: Made
  /** `read`, or `publish`, which includes reading. */
  scope: Made
  /** SHA-256 of the token, in hex; the token itself was shown once. */
  token_hash: Made
  /** When it was made. */
  created_at: Made
  /** When it was last used, to the minute; null when never. */
  last_used_at: string | null
}

/** Accounts elsewhere with which people sign in here. */
export type LinkedAccountsTable = {
  /** Who vouches: the origin of the provider. */
  issuer: Id
  /** Who it is there; never changes, unlike an e-mail address. */
  subject: Id
  /** Whose account here it opens. */
  user_id: Id
  /** What it was called when it was linked: an e-mail address or a name. */
  label: Made
  /** When it was linked. */
  linked_at: Made
}

/** What happened to accounts and access, for admins to read; rows are only ever added. */
export type AuditLogTable = {
  /** Made once. */
  id: Id
  /** When it happened. */
  at: Made
  /** Who did it, by id; null for the server, the command line, or somebody unknown. */
  actor_id: string | null
  /** Who did it, as they were called then. */
  actor: Made
  /** What was done, in one word with a dot: `sign-in.refused`. */
  act: Made
  /** To whom or what, in words. */
  subject: Made
}

/** What an admin decided for the whole site, by name. */
export type SettingsTable = {
  /** The name of the setting. */
  name: Id
  /** Its value. */
  value: string
}

/** What a person has done with a document; one row for each pair. */
export type ProgressTable = {
  /** Whose progress it is. */
  user_id: Id
  /** The document; it may be gone from the library by now. */
  document_id: Id
  /** `unread`, `reading`, `read`, `tried`, `applied` or `skipped`: of the mark that counts. */
  state: string
  /** `manual` when the person said so, `auto` when the page noticed. */
  source: string
  /** When the state was set. */
  state_at: string
  /** When the text was read; null when it was not. */
  read_at: string | null
  /** Hash of the text that the mark is about; null when unknown. */
  version_read: string | null
  /** Address of the work it was applied in. */
  applied_link: string | null
  /** `lesson`, `toy-problem` or `postmortem`, as last seen. */
  kind: string | null
  /** Number of its home lesson, as last seen. */
  lesson: number | null
  /** When it was first open for five seconds. */
  first_opened_at: string
  /** When it was last on screen. */
  last_seen_at: string
  /** Where to resume, as JSON: id, heading and time of the section. */
  last_section: string | null
  /** Its other marks, as JSON by version and sort; they let copies merge in any order. */
  other_marks: string
  /** Ticks of checklists, as JSON by key. */
  ticks: string
  /** Answers and guesses, as JSON by key. */
  answers: string
}

/** Postmortems that somebody is writing, and changes of published ones that are not sent yet. */
export type DraftsTable = {
  /** The key that the form made; of a new postmortem its document's id follows from it. */
  id: Id
  /** Who writes it. */
  user_id: Id
  /** The published document it changes; null for a new one. */
  document_id: string | null
  /** The version of that document the change starts from: the SHA-256 of its file. */
  base_version: string | null
  /** For lists; empty while there is none. */
  title: string
  /** The fields of the form, as JSON. */
  fields: string
  /** The text, as Markdown. */
  body: string
  /** Grows by one whenever the text changes. */
  version: number
  /** When it was first saved. */
  created_at: Made
  /** When its text last changed. */
  updated_at: string
}

/** Links by which colleagues read a draft; a draft has one at a time. */
export type DraftSharesTable = {
  /** SHA-256 of the token in the link, in hex; the token itself was shown once. */
  token_hash: string
  /** The draft it shows. */
  draft_id: Id
  /** When it was made. */
  created_at: string
}

/** Queries that led to nothing, counted without anybody's name. */
export type MissedSearchesTable = {
  /** The query in lower case, its spaces folded. */
  text: string
  /** How often nothing was found for it. */
  without_hit: number
  /** How often something was found and nothing of it was opened. */
  without_click: number
  /** When that was last. */
  last_at: string
}

/** What a person wrote for a toy problem: the last versions of it, each a row. */
export type ToyCodeTable = {
  /** Who wrote it, and the only one who may read it. */
  user_id: Id
  /** The toy problem; it may be gone from the library by now. */
  document_id: Id
  /** Counts a person's versions of the problem, from 1. */
  number: ColumnType<number, number, never>
  /** The code, as it was written. */
  code: Made
  /** How many checks passed when they last ran on it; null when they did not. */
  checks_passed: number | null
  /** Of how many checks; null when they did not run. */
  checks_total: number | null
  /** When it was first saved, by the server's clock. */
  saved_at: Made
}

/** Every table of the database. */
export type Tables = {
  users: UsersTable
  sessions: SessionsTable
  links: LinksTable
  api_tokens: ApiTokensTable
  linked_accounts: LinkedAccountsTable
  audit_log: AuditLogTable
  settings: SettingsTable
  progress: ProgressTable
  drafts: DraftsTable
  draft_shares: DraftSharesTable
  missed_searches: MissedSearchesTable
  toy_code: ToyCodeTable
}
