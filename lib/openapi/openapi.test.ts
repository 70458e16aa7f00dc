import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { config } from '@/lib/config'
import { searchQuerySchema } from '@/lib/search/schema'
import manifest from '@/package.json'
import { describeApi } from '.'

const open = { isOpen: true, sessionCookie: 'next-auth.session-token' }
const api = describeApi(open)
const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
)

/** Every object within a value. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return []
  const own = Array.isArray(value) ? [] : [value as Record<string, unknown>]
  return [...own, ...Object.values(value).flatMap(objectsIn)]
}

// The validator changes what it reads.
const validate = (document: object) =>
  new Validator().validate(JSON.parse(JSON.stringify(document)) as Record<string, unknown>)

describe('the document', () => {
  test('is OpenAPI 3.1 by the standard’s own schema, on an open site and on one for members', async () => {
    for (const isOpen of [true, false]) {
      expect(await validate(describeApi({ ...open, isOpen }))).toEqual({ valid: true })
    }
  })

  test('would not be with an operation that answers nothing', async () => {
    const broken = {
      ...api,
      paths: { '/api/search': { get: { ...api.paths['/api/search']?.get, responses: 'none' } } },
    }
    expect(await validate(broken)).toMatchObject({ valid: false })
  })

  test('says whose it is: version, address, and the cookie of this site', () => {
    expect(api.info.version).toBe(manifest.version)
    expect(api.servers).toEqual([{ url: config().siteUrl }])
    expect(api.components.securitySchemes).toMatchObject({
      token: { scheme: 'bearer' },
      session: { in: 'cookie', name: 'next-auth.session-token' },
    })
  })

  test('names no schema that is not there, and none that nobody needs', () => {
    const named = objectsIn(api).flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref.split('/').at(-1)] : []))
    expect([...new Set(named)].sort()).toEqual(Object.keys(api.components.schemas).sort())
  })

  test('knows every field: an object of an answer has those that are named, and no other', () => {
    const loose = objectsIn(api.components.schemas).filter(
      ({ properties, additionalProperties, $ref }) => properties && !$ref && additionalProperties !== false,
    )
    expect(loose).toEqual([])
  })
})

describe('the operations', () => {
  test('are those of the routes', () => {
    const methodsOf = (path: string) => {
      const route = readFileSync(`app${path.replace(/\{(\w+)\}/g, '[$1]')}/route.ts`, 'utf8')
      return [...route.matchAll(/^export (?:async )?function ([A-Z]+)\(/gm)].map(([, method]) => `${method} ${path}`)
    }
    expect(operations.map(({ name }) => name).sort()).toEqual(Object.keys(api.paths).flatMap(methodsOf).sort())
  })

  test('are all that docs/api.md tells of', () => {
    const told = readFileSync('docs/api.md', 'utf8').matchAll(/(?:\$SITE|`(?:[A-Z]+ )?)(\/api\/[a-z./]+)/g)
    const paths = new Set([...told].map(([, path = '']) => path.replace(/\/$/, '/{id}')))
    expect([...paths].sort()).toEqual([...Object.keys(api.paths), '/api/openapi.json'].sort())
  })

  test.each(operations)('$name has its words, a name of its own, and an answer to a fault', ({ operation }) => {
    const { operationId, summary, parameters = [], responses } = operation
    expect(operations.filter((one) => one.operation.operationId === operationId)).toHaveLength(1)
    for (const { description } of [...parameters, ...Object.values(responses)]) expect(description).toMatch(/\w.*\.$/)
    expect(summary).toMatch(/\w/)
    expect(Object.keys(responses)).toContain('500')
  })

  test('search takes every parameter that the query’s schema knows', () => {
    const parameters = api.paths['/api/search']?.get?.parameters?.map(({ name }) => name)
    expect(parameters).toEqual(Object.keys(searchQuerySchema.shape))
  })

  test('reading is for everybody on an open site alone; writing never is', () => {
    const forEverybody = (isOpen: boolean) =>
      Object.values(describeApi({ ...open, isOpen }).paths)
        .flatMap((methods) => Object.values(methods))
        .filter(({ security }) => security.some((one) => Object.keys(one).length === 0))
        .map(({ operationId }) => operationId)
    expect(forEverybody(true)).toEqual(['search', 'findSimilar', 'listLessons', 'readPostmortem'])
    expect(forEverybody(false)).toEqual([])
  })

  test('what may be tried again says when', () => {
    const waiting = operations.flatMap(({ operation }) =>
      Object.entries(operation.responses).filter(([status]) => ['413', '429', '503'].includes(status)),
    )
    expect(waiting.length).toBeGreaterThan(5)
    for (const [, { headers }] of waiting) expect(headers).toHaveProperty('Retry-After')
  })
})
