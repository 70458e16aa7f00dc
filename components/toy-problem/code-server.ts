'use client'

import { askServer, putting, type Answer } from '@/components/progress/ask-server'
import type { ChecksResult, CodeVersion } from '@/lib/toys/code-version'

/** Sends code to be kept as the newest version; the answer is that version, without the code. */
export async function putCode(
  reader: string,
  { toyId, ...sent }: { toyId: string; code: string; checks?: ChecksResult | undefined },
  atLeave = false,
): Promise<Answer<Omit<CodeVersion, 'code'>>> {
  const request = putting(sent, atLeave)
  const answer = await askServer<{ version: Omit<CodeVersion, 'code'> }>(reader, addressOf(toyId), request)
  return answer.is === 'answer' ? { is: 'answer', value: answer.value.version } : answer
}

/** A reader's versions of a toy problem that the server keeps, newest first. */
export async function fetchVersions(reader: string, toyId: string): Promise<Answer<CodeVersion[]>> {
  const answer = await askServer<{ versions: CodeVersion[] }>(reader, addressOf(toyId), { method: 'GET' })
  return answer.is === 'answer' ? { is: 'answer', value: answer.value.versions } : answer
}

function addressOf(toyId: string): string {
  return `/api/toy-problems/${toyId}/code`
}
