import type { DatabaseConnection, Dialect, Driver } from 'kysely'
import { withRetries } from './retry'

/**
 * The same dialect, whose statements outside a transaction are run again when they lost: each is a transaction of its
 * own, reading ones too. Within a transaction they are not, since all of it must be run again (`inTransaction`).
 */
export function patient(dialect: Dialect): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => patientDriver(dialect.createDriver()),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  }
}

function patientDriver(driver: Driver): Driver {
  const innerOf = new WeakMap<DatabaseConnection, DatabaseConnection>()
  const transactions = new WeakSet<DatabaseConnection>()
  const inner = (connection: DatabaseConnection) => innerOf.get(connection) ?? connection
  return {
    init: () => driver.init(),
    destroy: () => driver.destroy(),
    acquireConnection: async () => {
      const given = await driver.acquireConnection()
      const connection: DatabaseConnection = {
        executeQuery: (query) =>
          transactions.has(connection) ? given.executeQuery(query) : withRetries(() => given.executeQuery(query)),
        streamQuery: (query, size) => given.streamQuery(query, size),
      }
      innerOf.set(connection, given)
      return connection
    },
    releaseConnection: (connection) => driver.releaseConnection(inner(connection)),
    beginTransaction: async (connection, settings) => {
      transactions.add(connection)
      await driver.beginTransaction(inner(connection), settings)
    },
    commitTransaction: async (connection) => {
      await driver.commitTransaction(inner(connection))
      transactions.delete(connection)
    },
    rollbackTransaction: async (connection) => {
      await driver.rollbackTransaction(inner(connection))
      transactions.delete(connection)
    },
  }
}
