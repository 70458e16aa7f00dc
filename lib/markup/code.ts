import { toHtml } from 'hast-util-to-html'
import { codeBlock } from './to-hast'

/** A file of code as finished, escaped HTML: highlighted, with a Copy button, as code blocks of documents are. */
export async function codeToHtml(code: string, language: string): Promise<string> {
  return toHtml(await codeBlock(code.replace(/\n$/, ''), language))
}
