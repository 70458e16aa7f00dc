/** A text as both engines keep it: without U+0000, which PostgreSQL refuses, and without halves of characters. */
export function toColumn(text: string): string {
  return text.toWellFormed().replaceAll('\0', '')
}
