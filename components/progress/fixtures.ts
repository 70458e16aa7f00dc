import { vi } from 'vitest'

type Listener = (event: { key: string | null }) => void

/** A tab of the browser below: it has its own copy of the modules, and is run by itself. */
export type Tab<T> = {
  run: <R>(work: (modules: T) => R) => R
  /** Calls the listeners of the tab's window and document. */
  fire: (type: string) => void
}

/** A browser of tests: one storage, one cookie jar, and tabs that hear of each other's writes when they are told to. */
export type Browser = {
  storage: Map<string, string>
  document: {
    documentElement: { dataset: { reader?: string } }
    cookie: string
    visibilityState: 'visible' | 'hidden'
  }
  /** Makes every write fail, as on a full disk. */
  fill: () => void
  openTab: <T>(load: () => Promise<T>) => Promise<Tab<T>>
  /** Tells every tab what others wrote, and what they write in answer, until nothing is left; how many writes there were. */
  deliver: () => number
}

/** Opens it in place of the globals `window`, `document` and `localStorage`. */
export function openBrowser(reader?: string): Browser {
  const storage = new Map<string, string>()
  const tabs: { type: string; listener: Listener }[][] = []
  const events: { key: string; from: number }[] = []
  let running = -1
  let isFull = false
  const write = (key: string, text: string | undefined) => {
    if (isFull) throw new Error('The quota has been exceeded.')
    if (storage.get(key) === text) return
    if (text === undefined) storage.delete(key)
    else storage.set(key, text)
    events.push({ key, from: running })
  }
  const target = {
    addEventListener: (type: string, listener: Listener) => tabs[running]?.push({ type, listener }),
    removeEventListener: (type: string, listener: Listener) => {
      tabs[running] = tabs[running]?.filter((one) => one.type !== type || one.listener !== listener) ?? []
    },
  }
  const runIn = <R>(tab: number, work: () => R): R => {
    const before = running
    running = tab
    try {
      return work()
    } finally {
      running = before
    }
  }
  const fire = (tab: number, type: string, key: string | null = null) =>
    runIn(tab, () => {
      for (const { listener } of tabs[tab]?.filter((one) => one.type === type) ?? []) listener({ key })
    })
  const dataset = { ...(reader !== undefined && { reader }) }
  const document: Browser['document'] = { documentElement: { dataset }, cookie: '', visibilityState: 'visible' }
  vi.stubGlobal('document', Object.assign(document, target))
  vi.stubGlobal('window', target)
  vi.stubGlobal('localStorage', storageOf(storage, write))
  return {
    storage,
    document,
    fill: () => (isFull = true),
    openTab: async (load) => {
      const tab = tabs.push([]) - 1
      vi.resetModules()
      const modules = await load()
      return { run: (work) => runIn(tab, () => work(modules)), fire: (type) => fire(tab, type) }
    },
    deliver: () => {
      for (let writes = 0; ; writes += 1) {
        const event = events.shift()
        if (!event) return writes
        if (writes > 100) throw new Error('The tabs answer each other without end.')
        tabs.forEach((_, tab) => tab !== event.from && fire(tab, 'storage', event.key))
      }
    },
  }
}

function storageOf(storage: Map<string, string>, write: (key: string, text: string | undefined) => void): object {
  const methods = {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, text: string) => write(key, text),
    removeItem: (key: string) => write(key, undefined),
  }
  // The keys of a storage are what lies in it.
  return new Proxy(methods, {
    ownKeys: () => [...storage.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  })
}
