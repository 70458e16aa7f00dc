import { useEffect, useRef } from 'react'
import type { ToyBench } from '@/lib/library/schema'
import { startLimit } from '@/lib/toys/schema'
import type { Loaded } from '../python/fetch-files'
import type { Python } from '../python/open-python'
import type { Trouble } from '../python/trouble'
import type { PythonState } from './use-python'

/** Opens Python once, and again when it has died or is asked for anew; tells by `change` how far it is. */
export function useOpened({ url, runLimit }: ToyBench, change: (part: Partial<PythonState>) => void) {
  const opened = useRef<Promise<Python | undefined>>(undefined)
  const python = useRef<Python>(undefined)
  const ending = useRef<AbortController>(undefined)
  const open = async (): Promise<Python | undefined> => {
    const controller = new AbortController()
    ending.current = controller
    change({ phase: 'loading', loaded: undefined, trouble: undefined })
    const late = setTimeout(() => change({ trouble: 'slow' }), startLimit)
    try {
      const { openPython } = await import('../python/open-python')
      const onProgress = throttled((loaded: Loaded) => change({ loaded }))
      const checksUrl = `${url}/files/checks.py`
      python.current = await openPython({ checksUrl, runLimit, signal: controller.signal, onProgress })
      if (controller.signal.aborted) python.current.close()
      else change({ phase: 'ready', trouble: undefined })
      return python.current
    } catch (error) {
      if (!controller.signal.aborted) change({ phase: 'asleep', trouble: troubleOf(error) })
      return undefined
    } finally {
      clearTimeout(late)
    }
  }
  const wake = () => {
    if (opened.current && (python.current?.isAlive() ?? true)) return opened.current
    python.current = undefined
    const opening = open()
    opened.current = opening
    void opening.then((made) => {
      if (!made && opened.current === opening) opened.current = undefined
    })
    return opening
  }
  const retry = () => {
    ending.current?.abort()
    opened.current = undefined
    void wake()
  }
  useEffect(
    () => () => {
      ending.current?.abort()
      python.current?.close()
    },
    [],
  )
  return { wake, retry, stop: () => python.current?.stop() }
}

const betweenPaints = 100

/** Tells of no more than ten steps a second, and of the first and the last. */
function throttled(tell: (loaded: Loaded) => void): (loaded: Loaded) => void {
  let told = 0
  return (loaded) => {
    if (loaded.done < loaded.total && performance.now() - told < betweenPaints) return
    told = performance.now()
    tell(loaded)
  }
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof Error && 'trouble' in error) return error.trouble as Trouble
  // The script that opens it could not be fetched.
  return navigator.onLine ? 'broken' : 'no network'
}
