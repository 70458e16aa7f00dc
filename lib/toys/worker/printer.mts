import type { DrawnChart, Shown } from '../schema'

/** What one run may print, in bytes; what comes after is left out, and a note says so. */
const mostOutput = 64 * 1024

const most = { charts: 20, series: 8, points: 2000, title: 300 }
const between = '\u001e'
// What comes first is told at once: a loop that prints and then hangs never gets to a second flush.
const flushAfter = { pieces: 500, milliseconds: 50, characters: 4096 }

type Stream = 'out' | 'error'

/** Turns what Python writes into what a run shows: text in pieces up to a limit, and charts among it. */
export function newPrinter(show: (shown: Shown) => void) {
  let decoder = { out: new TextDecoder(), error: new TextDecoder() }
  let held: { stream: Stream; text: string } = { stream: 'out', text: '' }
  let chart: string | undefined
  let [bytes, charts, pieces, flushed, isFull] = [0, 0, 0, 0, false]
  const flush = () => {
    if (held.text !== '') show({ kind: 'text', ...held })
    held = { stream: held.stream, text: '' }
    flushed = performance.now()
  }
  const print = (stream: Stream, text: string) => {
    if (stream !== held.stream) flush()
    held = { stream, text: held.text + text }
    const isDue = held.text.length > flushAfter.characters || performance.now() - flushed > flushAfter.milliseconds
    if (isDue || pieces++ < flushAfter.pieces) flush()
  }
  const draw = (text: string) => {
    const drawn = readChart(text)
    if (!drawn || charts++ >= most.charts) return
    flush()
    show({ kind: 'chart', chart: drawn })
  }
  const takeIn = (stream: Stream, text: string) => {
    for (const [index, part] of text.split(between).entries()) {
      if (index > 0) {
        if (chart !== undefined) draw(chart)
        chart = chart === undefined ? '' : undefined
      }
      if (chart !== undefined) chart = (chart + part).slice(0, mostOutput * 4)
      else if (part !== '') print(stream, part)
    }
  }
  return {
    /** Starts anew, for another run. */
    reset: () => {
      decoder = { out: new TextDecoder(), error: new TextDecoder() }
      held = { stream: 'out', text: '' }
      chart = undefined
      ;[bytes, charts, pieces, flushed, isFull] = [0, 0, 0, performance.now(), false]
    },
    write: (stream: Stream, written: Uint8Array): number => {
      if (isFull) return written.length
      // A chart is data and has limits of its own.
      const isData = chart !== undefined || written.includes(between.charCodeAt(0))
      const room = isData ? written.length : mostOutput - bytes
      if (!isData) bytes += written.length
      takeIn(stream, decoder[stream].decode(written.subarray(0, room), { stream: true }))
      if (bytes > mostOutput) {
        isFull = true
        print('error', `\nMore than ${mostOutput / 1024} KB were printed; the rest is left out.\n`)
        flush()
      }
      return written.length
    },
    end: flush,
  }
}

/** A chart out of its text, with no more of it than is drawn; undefined for what is none. */
function readChart(text: string): DrawnChart | undefined {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return undefined
  }
  const { kind, title, xLabel, yLabel, series } = (read ?? {}) as Record<string, unknown>
  if (kind !== 'bar' && kind !== 'line' && kind !== 'scatter') return undefined
  if (!Array.isArray(series)) return undefined
  const readSeries = series.slice(0, most.series).map((one: unknown) => {
    const { name, points } = (one ?? {}) as Record<string, unknown>
    return { name: wordsOf(name), points: Array.isArray(points) ? points.slice(0, most.points).filter(isPoint) : [] }
  })
  if (readSeries.every(({ points }) => points.length === 0)) return undefined
  return { kind, title: wordsOf(title), xLabel: wordsOf(xLabel), yLabel: wordsOf(yLabel), series: readSeries }
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, most.title) : ''
}

function isPoint(point: unknown): point is [string | number, number] {
  if (!Array.isArray(point) || point.length !== 2) return false
  const [place, value] = point as unknown[]
  return (typeof place === 'string' || Number.isFinite(place)) && Number.isFinite(value)
}
