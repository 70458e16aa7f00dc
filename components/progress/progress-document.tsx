'use client'

import { createContext, useContext, type ReactNode } from 'react'

const DocumentContext = createContext<string | undefined>(undefined)

/** Names the document under whose record ticks, answers and guesses inside are kept; undefined keeps them nowhere. */
export function ProgressDocument({ documentId, children }: { documentId: string | undefined; children: ReactNode }) {
  return <DocumentContext value={documentId}>{children}</DocumentContext>
}

/** The document around a component. */
export function useDocumentId(): string | undefined {
  return useContext(DocumentContext)
}
