import type { Expression, ObjectExpression, Program } from 'estree'

export type Literal = string | number | boolean | Literal[] | { [key: string]: Literal }

/** The value of a literal expression, read from its syntax tree and never evaluated; undefined when it is anything else. */
export function literalOf(program: Program | null | undefined): Literal | undefined {
  const statement = program?.body[0]
  if (program?.body.length !== 1 || statement?.type !== 'ExpressionStatement') return undefined
  return valueOf(statement.expression, 0)
}

function valueOf(node: Expression, depth: number): Literal | undefined {
  if (depth > 8) return undefined
  if (node.type === 'Literal') {
    return typeof node.value === 'string' || typeof node.value === 'number' || typeof node.value === 'boolean'
      ? node.value
      : undefined
  }
  if (node.type === 'UnaryExpression' && node.operator === '-') {
    const value = valueOf(node.argument, depth + 1)
    return typeof value === 'number' ? -value : undefined
  }
  if (node.type === 'ArrayExpression') {
    const values = node.elements.map((element) =>
      element && element.type !== 'SpreadElement' ? valueOf(element, depth + 1) : undefined,
    )
    return values.every((value) => value !== undefined) ? values : undefined
  }
  return node.type === 'ObjectExpression' ? objectOf(node, depth) : undefined
}

function objectOf(node: ObjectExpression, depth: number): Literal | undefined {
  const result: Record<string, Literal> = {}
  for (const property of node.properties) {
    if (property.type !== 'Property' || property.computed || property.kind !== 'init' || property.method)
      return undefined
    const key =
      property.key.type === 'Identifier'
        ? property.key.name
        : property.key.type === 'Literal'
          ? String(property.key.value)
          : undefined
    if (key === undefined || key === '__proto__') return undefined
    const value = valueOf(property.value as Expression, depth + 1)
    if (value === undefined) return undefined
    result[key] = value
  }
  return result
}
