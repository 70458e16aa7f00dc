'use client'

import { Fault } from '@/components/shell/fault'

export default function ErrorRoute({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <Fault id={error.digest} retry={reset} />
}
