import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { expect, type APIRequestContext, type APIResponse } from '@playwright/test'

type Operation = { operationId: string; responses: Record<string, Described>; parameters?: { name: string }[] }
type Described = { headers?: Record<string, object>; content: Record<string, object> }
type Document = { paths: Record<string, Record<string, Operation>>; servers: { url: string }[] }

/** What a site says of its API, and the means to hold its answers to it. */
export type Contract = {
  document: Document
  /** Fails for an answer that the operation does not name: its status, its headers, its type, any field of its body. */
  hold: (operationId: string, response: APIResponse) => Promise<unknown>
  /** The operations with the statuses that answers were held to. */
  held: Map<string, Set<number>>
}

/** Reads the description of a running site. */
export async function readContract(request: APIRequestContext): Promise<Contract> {
  const document = (await (await request.get('/api/openapi.json')).json()) as Document
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false })
  ajv.addSchema(document, 'api')
  const held = new Map<string, Set<number>>()
  const hold = async (operationId: string, response: APIResponse) => {
    const { place, described } = placeOf(document, operationId, response)
    for (const name of Object.keys(described.headers ?? {})) {
      expect(response.headers(), `${operationId} ${response.status()}`).toHaveProperty(name.toLowerCase())
    }
    const type = response.headers()['content-type']?.split(';')[0] ?? ''
    expect(Object.keys(described.content), `${operationId} ${response.status()}`).toContain(type)
    const body: unknown = type === 'application/json' ? await response.json() : await response.text()
    const validate = ajv.compile({ $ref: `api#${place}/content/${escaped(type)}/schema` })
    expect(
      problemsOf(validate, body),
      `${operationId} ${response.status()} ${JSON.stringify(body).slice(0, 300)}`,
    ).toEqual([])
    held.set(operationId, (held.get(operationId) ?? new Set()).add(response.status()))
    return body
  }
  return { document, hold, held }
}

function placeOf({ paths }: Document, operationId: string, response: APIResponse) {
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (operation.operationId !== operationId) continue
      const status = String(response.status())
      const described = operation.responses[status]
      if (!described) throw new Error(`${operationId} does not say that it may answer ${status}`)
      return { place: `/paths/${escaped(path)}/${method}/responses/${status}`, described }
    }
  }
  throw new Error(`There is no operation ${operationId}`)
}

function problemsOf(validate: ValidateFunction, body: unknown): string[] {
  if (validate(body)) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  )
}

function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))
}
