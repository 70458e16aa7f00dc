import type { z } from 'zod'

// As much of OpenAPI 3.1 as this description uses; a test holds the whole of it to the standard's own schema.

export type JsonSchema = z.core.JSONSchema.BaseSchema

export type Content = Record<string, { schema: JsonSchema }>

export type Header = { description: string; schema: JsonSchema }

export type Answer = { description: string; headers?: Record<string, Header>; content: Content }

export type Parameter = {
  name: string
  in: 'query' | 'path' | 'header'
  description: string
  required?: boolean
  schema: JsonSchema
}

/** Ways to say who asks: any one of them suffices, and an empty one is to say nothing. */
export type Security = Partial<Record<'token' | 'session', []>>[]

export type Operation = {
  operationId: string
  summary: string
  description?: string
  tags: string[]
  security: Security
  parameters?: Parameter[]
  requestBody?: { required: true; description: string; content: Content }
  responses: Record<string, Answer>
}

export type Paths = Record<string, Partial<Record<'get' | 'post' | 'put', Operation>>>
