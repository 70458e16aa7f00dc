import type { DatabaseConnection, Dialect, Driver } from 'kysely'
import { expect, test } from 'vitest'
import { patient } from './patient'
import { isPassing, withRetries } from './retry'

const failure = (code: string, change: object = {}) => Object.assign(new Error(code), { code }, change)

/** Work that fails so many times before it does well, and counts how often it was run. */
function failing(times: number, error: Error) {
  const work = {
    runs: 0,
    run: async () => {
      work.runs += 1
      if (work.runs <= times) throw error
      return 'done'
    },
  }
  return work
}

test.each(['40001', '40P01', '42P07', '42710', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT'])(
  'what failed with %s is run again until it does well',
  async (code) => {
    const work = failing(3, failure(code))
    expect(await withRetries(work.run)).toBe('done')
    expect(work.runs).toBe(4)
  },
)

test.each([failure('23505'), failure('22021'), failure('SQLITE_CONSTRAINT_UNIQUE'), new Error('40001')])(
  'what failed otherwise is not: %s',
  async (error) => {
    const work = failing(1, error)
    await expect(withRetries(work.run)).rejects.toBe(error)
    expect(work.runs).toBe(1)
  },
)

test('what fails again and again is given up', async () => {
  const work = failing(Infinity, failure('40P01'))
  await expect(withRetries(work.run)).rejects.toThrow('40P01')
  expect(work.runs).toBe(20)
})

test('two servers that make one table at once pass; a key that is taken does not', () => {
  expect(isPassing(failure('23505', { constraint: 'pg_type_typname_nsp_index' }))).toBe(true)
  expect(isPassing(failure('23505', { constraint: 'users_email_key' }))).toBe(false)
})

test('a statement is run again outside a transaction, and never within one', async () => {
  const work = failing(2, failure('40001'))
  const connection = { executeQuery: () => work.run() } as unknown as DatabaseConnection
  const released: unknown[] = []
  const inner = {
    acquireConnection: async () => connection,
    releaseConnection: async (given: unknown) => void released.push(given),
    beginTransaction: async () => undefined,
    commitTransaction: async () => undefined,
    rollbackTransaction: async () => undefined,
  } as unknown as Driver
  const driver = patient({ createDriver: () => inner } as unknown as Dialect).createDriver()
  const ask = async () => (await (await driver.acquireConnection()).executeQuery({} as never)) as unknown
  expect(await ask()).toBe('done')
  expect(work.runs).toBe(3)

  const own = await driver.acquireConnection()
  for (const end of [driver.rollbackTransaction, driver.commitTransaction]) {
    work.runs = 0
    await driver.beginTransaction(own, {})
    await expect(own.executeQuery({} as never)).rejects.toThrow('40001')
    await end(own)
    work.runs = 0
    expect(await own.executeQuery({} as never)).toBe('done')
  }
  await driver.releaseConnection(own)
  expect(released).toEqual([connection])
})
