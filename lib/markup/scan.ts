import { problemAt } from './place'
import type { Problem } from './schema'

/**
 * Limits that keep parsing linear: Markdown's own grammar is not (a table of 2 KB took 3.3 s).
 * Real postmortems and every GFM example stay far below them.
 */
export const limits = {
  lineCharacters: 20_000,
  containerMarkers: 12,
  tableColumns: 40,
  tableCells: 4_000,
  specialsPerBlock: 400,
  blockCharacters: 16_000,
  headings: 500,
  definitions: 500,
  maths: 300,
  specialsInNestedFences: 4_000,
}

const specials = '*_[]~$<{'
const containerPrefix = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))*[ \t]*/

type Fence = { marker: string; length: number; nested: boolean; item: Item }
/** What a line may stand in: where the text of a list item begins, and whether in a quotation. */
type Item = { column: number; quoted: boolean; isEmpty?: boolean }
type Lead = { bare: number; quoted: number }
/** The list items that are open, the innermost last, and the paragraph that may go on. */
type Lists = { items: Item[]; paragraph: { quoted: boolean } | undefined }
type Block = {
  start: number
  characters: number
  counts: Map<string, number>
  rows: number
  columns: number
  isTable: boolean
}
type Totals = { headings: number; definitions: number; dollars: number; nestedSpecials: number }

/** Reads the body once, line by line, and says where it exceeds a limit; at most one problem. */
export function scanBody(text: string, bodyStart: number): Problem[] {
  const totals: Totals = { headings: 0, definitions: 0, dollars: 0, nestedSpecials: 0 }
  let fence: Fence | undefined
  let block = newBlock(bodyStart)
  const lists: Lists = { items: [], paragraph: undefined }
  for (let start = bodyStart; start < text.length;) {
    const newline = text.indexOf('\n', start)
    const end = newline === -1 ? text.length : newline
    const line = text.slice(start, end)
    const refuse = (message: string) => [problemAt(text, start, message)]
    if (line.length > limits.lineCharacters)
      return refuse('This line is longer than 20,000 characters. Break it into paragraphs.')
    const prefix = containerPrefix.exec(line)?.[0] ?? ''
    if (countMarkers(prefix) > limits.containerMarkers) {
      return refuse(`This line nests more than ${limits.containerMarkers} lists or quotations.`)
    }
    if (fence && isLeft(fence.item, leadOf(line))) {
      fence = undefined
      block = newBlock(start)
    }
    if (!fence) followItems(lists, line, prefix)
    if (fence) {
      if (endsFence(fence, line, prefix)) {
        fence = undefined
        block = newBlock(end)
      } else if (fence.nested && (totals.nestedSpecials += countSpecials(line)) > limits.specialsInNestedFences) {
        return refuse('The code blocks inside lists and quotations are too large. Move them out of the list.')
      }
    } else if ((fence = openFence(line, prefix, lists.items)) === undefined) {
      if (line.trim() === '') block = newBlock(end)
      const message = line.trim() === '' ? undefined : addLine(block, line, prefix, totals)
      if (message) return refuse(message)
    }
    start = end + 1
  }
  return []
}

function newBlock(start: number): Block {
  return { start, characters: 0, counts: new Map(), rows: 0, columns: 0, isTable: false }
}

function addLine(block: Block, line: string, prefix: string, totals: Totals): string | undefined {
  const rest = line.slice(prefix.length)
  block.characters += line.length
  if (block.characters > limits.blockCharacters)
    return 'This paragraph is longer than 16,000 characters. Break it into several.'
  for (const character of rest) {
    if (specials.includes(character)) block.counts.set(character, (block.counts.get(character) ?? 0) + 1)
  }
  for (const [character, count] of block.counts) {
    if (count > limits.specialsPerBlock) {
      return `This paragraph holds more than ${limits.specialsPerBlock} times \`${character}\`. Break it up, or put it into a code block.`
    }
  }
  if (/^(#{1,6}[ \t]|#{1,6}$)/.test(rest) || /^(=+|-+)[ \t]*$/.test(rest)) totals.headings++
  if (/^\[[^\]]*\]:/.test(rest)) totals.definitions++
  totals.dollars += rest.split('$').length - 1
  if (totals.headings > limits.headings) return `The document has more than ${limits.headings} headings.`
  if (totals.definitions > limits.definitions)
    return `The document has more than ${limits.definitions} link definitions.`
  if (totals.dollars > limits.maths * 4) return `The document has more than ${limits.maths} formulas.`
  return addTableRow(block, rest)
}

function addTableRow(block: Block, rest: string): string | undefined {
  block.rows++
  block.columns = Math.max(block.columns, rest.split('|').length - 1)
  if (/^[|:\-\s]+$/.test(rest) && rest.includes('-')) block.isTable = true
  if (!block.isTable || block.columns === 0) return undefined
  if (block.columns > limits.tableColumns + 1) return `The table has more than ${limits.tableColumns} columns.`
  if (block.columns * block.rows > limits.tableCells) {
    return `The table has more than ${limits.tableCells.toLocaleString('en')} cells. Link to a file with the data instead.`
  }
  return undefined
}

function openFence(line: string, prefix: string, items: Item[]): Fence | undefined {
  const rest = line.slice(prefix.length)
  const match = /^(`{3,})[^`]*$/.exec(rest) ?? /^(~{3,})/.exec(rest)
  const marker = match?.[1]
  if (!marker) return undefined
  const bare = prefix.trim() === ''
  return {
    marker: marker[0] ?? '`',
    length: marker.length,
    nested: !bare || prefix.length > 3,
    item: { column: items.at(-1)?.column ?? 0, quoted: prefix.includes('>') },
  }
}

function endsFence(fence: Fence, line: string, prefix: string): boolean {
  // What opens a list or a quotation elsewhere is text in a listing.
  if ((fence.item.quoted ? /[^ \t>]/ : /[^ \t]/).test(prefix)) return false
  const rest = line.slice(prefix.length)
  const run = fence.marker === '`' ? /^`+/.exec(rest) : /^~+/.exec(rest)
  return run !== null && run[0].length >= fence.length && rest.slice(run[0].length).trim() === ''
}

/** Whether a line stands outside of a list item or a quotation, so that what was open in it has ended. */
function isLeft({ column, quoted }: Item, lead: Lead): boolean {
  return (quoted ? lead.quoted : lead.bare) < column
}

/** Where the text of a line begins, which for an empty one is nowhere; and where it does within a quotation, if it is in one. */
function leadOf(line: string): Lead {
  const [spaces, signs] = [/^[ \t]*/, /^[ \t>]*/].map((lead) => lead.exec(line)?.[0] ?? '') as [string, string]
  const widthBefore = (lead: string) => (lead.length < line.length ? widthOf(lead) : Infinity)
  return { bare: widthBefore(spaces), quoted: signs.includes('>') ? widthBefore(signs) : -1 }
}

/** Keeps the list items that a line stands in. A paragraph may go on without its indent. */
function followItems(lists: Lists, line: string, prefix: string): void {
  const { items, paragraph } = lists
  const rest = line.slice(prefix.length)
  const lead = leadOf(line)
  const isRule = /^[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$/.test(line)
  // Below a paragraph a hyphen makes a heading of it, and begins no item.
  const isUnderline =
    paragraph?.quoted === false && /^[ \t]*-[ \t]*$/.test(line) && !items.some((item) => isLeft(item, lead))
  const markers = isRule || isUnderline ? [] : [...prefix.matchAll(/(?:[-+*]|\d+[.)])([ \t]*)/g)]
  const isQuotation = /^[ \t]*>/.test(line) && items.at(-1)?.quoted === false
  const isLeaf = isRule || /^(?:#{1,6}(?:[ \t]|$)|`{3}|~{3})/.test(rest)
  lists.paragraph = rest === '' || isLeaf ? undefined : { quoted: prefix.includes('>') }
  if (paragraph && lists.paragraph && !isQuotation && markers.length === 0) {
    lists.paragraph.quoted ||= paragraph.quoted
    return
  }
  const left = items.findIndex((item) => isLeft(item, lead))
  if (left !== -1) items.length = left
  const last = items.at(-1)
  // An item that begins with two empty lines holds nothing else.
  if (last?.isEmpty && line.trim() === '') items.pop()
  else if (last) last.isEmpty = false
  for (const { 0: marker, 1: spaces = '', index } of markers) {
    const before = prefix.slice(0, index)
    const isEmpty = rest === ''
    const text = isEmpty ? `${before}${marker.slice(0, marker.length - spaces.length)} ` : before + marker
    items.push({ column: widthOf(text), quoted: before.includes('>'), isEmpty })
  }
}

// Tabs are as wide as Markdown takes them.
function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += character === '\t' ? 4 - (width % 4) : 1
  return width
}

function countMarkers(prefix: string): number {
  return (prefix.match(/>|[-+*]|\d+[.)]/g) ?? []).length
}

function countSpecials(line: string): number {
  let count = 0
  for (const character of line) if (specials.includes(character)) count++
  return count
}
