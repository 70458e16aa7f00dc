import type { SnippetPart } from '@/lib/search/schema'

/** A passage with the words that answer marked. */
export function Snippet({ parts }: { parts: SnippetPart[] }) {
  return parts.map(({ text, match }, index) =>
    match ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
  )
}
