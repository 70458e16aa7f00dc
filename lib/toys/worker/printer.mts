import type { DrawnChart, Shown } from '../schema'

/** What one run may print, in bytes; what comes after is left out, and a note says so. */
const mostOutput = 64 * 1024

// A chart's label may be longer than this where others are shorter; the text of all of it has the limit.
const most = { charts: 20, series: 8, points: 2000, words: 300, label: 40 }
// All charts of a run together have as many points as one may: each is drawn, and stands in a table.
const mostPoints = most.series * most.points
const mostOfChart = longestChart()
const mark = 0x1e
// What comes first is told at once: a loop that prints and then hangs never gets to a second flush.
const flushAfter = { pieces: 500, milliseconds: 50, characters: 4096 }

const notes = {
  full: `\nMore than ${mostOutput / 1024} KB were printed; the rest is left out.\n`,
  tooBig: `A chart is not drawn: it is too big. Draw at most ${most.series} series of ${most.points} points, with short labels.\n`,
  unreadable:
    'A chart is not drawn: it cannot be read. Draw with the functions of plot: at least one point, and neither nan nor inf.\n',
  tooMany: `More than ${most.charts} charts or ${mostPoints} points were drawn; the rest is left out. Draw fewer points, or several series in one chart.\n`,
}

type Stream = 'out' | 'error'

/** Turns what Python writes into what a run shows: text in pieces up to a limit, and charts among it. */
export function newPrinter(show: (shown: Shown) => void) {
  const text = newText(show)
  let chart: { text: string; decoder: TextDecoder } | undefined
  let [charts, points, isFull] = [0, 0, false]
  const draw = (written: string) => {
    const drawn = written.length > mostOfChart ? undefined : readChart(written)
    if (!drawn) return text.note(written.length > mostOfChart ? notes.tooBig : notes.unreadable)
    if (isFull) return
    charts += 1
    points += drawn.series.reduce((sum, one) => sum + one.points.length, 0)
    isFull = charts > most.charts || points > mostPoints
    if (isFull) return text.note(notes.tooMany)
    text.flush()
    show({ kind: 'chart', chart: drawn })
  }
  const turn = () => {
    if (chart) draw(chart.text)
    chart = chart ? undefined : { text: '', decoder: new TextDecoder() }
  }
  const takeIn = (stream: Stream, part: Uint8Array) => {
    if (!chart) return text.print(stream, part)
    // One character too many tells that it is too big.
    const room = Math.max(0, mostOfChart + 1 - chart.text.length)
    chart.text += chart.decoder.decode(part.subarray(0, room), { stream: true })
  }
  return {
    /** Starts anew, for another run. */
    reset: () => {
      text.reset()
      chart = undefined
      ;[charts, points, isFull] = [0, 0, false]
    },
    write: (stream: Stream, written: Uint8Array): number => {
      for (const { part, isAfterMark } of partsOf(written)) {
        if (text.isFull()) break
        if (isAfterMark) turn()
        takeIn(stream, part)
      }
      return written.length
    },
    end: () => {
      if (chart) turn()
      text.flush()
    },
  }
}

/** Text of a run up to the limit, in pieces. */
function newText(show: (shown: Shown) => void) {
  let decoder = { out: new TextDecoder(), error: new TextDecoder() }
  let held: { stream: Stream; text: string } = { stream: 'out', text: '' }
  let [bytes, pieces, flushed] = [0, 0, 0]
  const flush = () => {
    if (held.text !== '') show({ kind: 'text', ...held })
    held = { stream: held.stream, text: '' }
    flushed = performance.now()
  }
  const add = (stream: Stream, text: string) => {
    if (text === '') return
    if (stream !== held.stream) flush()
    held = { stream, text: held.text + text }
    const isDue = held.text.length > flushAfter.characters || performance.now() - flushed > flushAfter.milliseconds
    if (isDue || pieces++ < flushAfter.pieces) flush()
  }
  const isFull = () => bytes > mostOutput
  const print = (stream: Stream, written: Uint8Array) => {
    if (isFull()) return
    const room = mostOutput - bytes
    bytes += written.length
    add(stream, decoder[stream].decode(written.subarray(0, room), { stream: true }))
    if (!isFull()) return
    add('error', notes.full)
    flush()
  }
  return {
    isFull,
    flush,
    print,
    /** Prints words of ours, which count like any other: code can have as many of them said as it likes. */
    note: (words: string) => print('error', new TextEncoder().encode(words)),
    reset: () => {
      decoder = { out: new TextDecoder(), error: new TextDecoder() }
      held = { stream: 'out', text: '' }
      ;[bytes, pieces, flushed] = [0, 0, performance.now()]
    },
  }
}

/** What stands before, between and after the marks of charts; one by one, since code can write a million marks. */
function* partsOf(written: Uint8Array) {
  let from = 0
  for (let at = written.indexOf(mark); at !== -1; at = written.indexOf(mark, from)) {
    yield { part: written.subarray(from, at), isAfterMark: from > 0 }
    from = at + 1
  }
  yield { part: written.subarray(from), isAfterMark: from > 0 }
}

/** How long the text of a chart within the limits may be, as Python writes it: six characters for one, 24 for a number. */
function longestChart(): number {
  const words = 6 * most.words
  const point = '["", ], '.length + 6 * most.label + 24
  const series = '{"name": "", "points": []}, '.length + words + most.points * point
  const rest = '{"kind": "scatter", "title": "", "xLabel": "", "yLabel": "", "series": []}'.length + 3 * words
  return rest + most.series * series
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
  return typeof value === 'string' ? value.slice(0, most.words) : ''
}

function isPoint(point: unknown): point is [string | number, number] {
  if (!Array.isArray(point) || point.length !== 2) return false
  const [place, value] = point as unknown[]
  return (typeof place === 'string' || Number.isFinite(place)) && Number.isFinite(value)
}
