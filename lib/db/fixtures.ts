import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { closeDatabase, replaceDatabase } from '.'
import { migrate } from './migrate'
import { openDatabase, type Place } from './open'
import { AppError } from '@/lib/errors'

const engines = ['SQLite', 'PostgreSQL', 'PostgreSQL, serializable'] as const

type Engine = (typeof engines)[number]

/** Runs the same tests on every engine, each on an empty place of its own; `place` opens it a second time. */
export function onEveryEngine(suite: (place: () => Place) => void): void {
  describe.each(engines)('on %s', (engine) => {
    let made: Awaited<ReturnType<typeof makePlace>>
    beforeAll(async () => {
      made = await makePlace(engine)
    })
    afterAll(() => made.remove())
    suite(() => made.place)
  })
}

/** The same with the schema up to date, as the database that operations find. */
export function onEveryDatabase(suite: () => void): void {
  onEveryEngine((place) => {
    beforeAll(async () => {
      const database = openDatabase(place())
      await migrate(database)
      replaceDatabase(database)
    })
    // Before the place goes: hooks that end run in the order opposite to that of those that begin.
    afterAll(closeDatabase)
    suite()
  })
}

async function makePlace(engine: Engine): Promise<{ place: Place; remove: () => Promise<void> }> {
  if (engine === 'SQLite') {
    const folder = await mkdtemp(path.join(tmpdir(), 'twelvefold-db-'))
    return { place: { file: path.join(folder, 'test.db') }, remove: () => rm(folder, { recursive: true, force: true }) }
  }
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name}`)
  const options = engine === 'PostgreSQL' ? '' : '?options=-c%20default_transaction_isolation%3Dserializable'
  return {
    place: { url: `${inject('postgresUrl')}/${name}${options}` },
    remove: () => onServer(`drop database ${name} with (force)`),
  }
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: `${inject('postgresUrl')}/postgres` })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** The code of the error that work is refused with; undefined when it is done, or fails in another way. */
export async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof AppError ? error.code : undefined
}
