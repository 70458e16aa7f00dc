// What XML 1.0 can hold; lone halves of a character fall out too.
const notXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

/** A text for an element whose content is HTML, to be read there as it stands. */
export function toHtml(text: string): string {
  return text.replace(notXml, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A text for an element of plain text, whose `&amp;` the writer takes for one that is escaped already. */
export function toPlain(text: string): string {
  return text.replace(notXml, '').replaceAll('&', '&amp;')
}
