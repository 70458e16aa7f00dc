'use client'

import { Fault } from '@/components/shell/fault'

export default function GlobalErrorRoute({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main>
          <Fault id={error.digest} retry={reset} />
        </main>
      </body>
    </html>
  )
}
