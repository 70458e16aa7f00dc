'use client'

import { useEffect, useState } from 'react'
import { Coloured } from '../code/coloured'
import { fromFragment } from './share'

type Props = { onRun: (code: string) => void; onTake: (code: string) => void }

/** Code that somebody shared by a link, beside one's own: it is read, run or taken over, and never put in its place unasked. */
export function SharedCode({ onRun, onTake }: Props) {
  const [code, setCode] = useState<string>()
  useEffect(() => {
    const read = () => void fromFragment(location.hash).then(setCode)
    read()
    window.addEventListener('hashchange', read)
    return () => window.removeEventListener('hashchange', read)
  }, [])
  if (code === undefined) return null
  const close = () => {
    history.replaceState(history.state, '', location.pathname + location.search)
    setCode(undefined)
  }
  return (
    <section aria-label="Somebody’s code" className="border border-line-strong bg-surface">
      <p className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
        <strong className="mr-auto">Somebody’s code, from a link</strong>
        <button type="button" className="button button-small" onClick={() => onRun(code)}>
          Run it
        </button>
        <button
          type="button"
          className="button button-small"
          onClick={() => {
            onTake(code)
            close()
          }}
        >
          Take it over
        </button>
        <button type="button" className="button button-small" onClick={close}>
          Close
        </button>
      </p>
      <pre tabIndex={0} className="shared-code">
        <Coloured code={code} />
      </pre>
    </section>
  )
}
