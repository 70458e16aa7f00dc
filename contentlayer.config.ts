import { defineDocumentType, makeSource } from 'contentlayer2/source-files'
import type { Processor } from 'unified'
import { checkDocument, hashOf } from './lib/library/check'
import { fieldsOf } from './lib/library/contentlayer-fields'

const Lesson = defineDocumentType(() => ({
  name: 'Lesson',
  filePathPattern: 'lessons/**/*.mdx',
  contentType: 'markdown',
  fields: fieldsOf('lesson'),
}))

const ToyProblem = defineDocumentType(() => ({
  name: 'ToyProblem',
  filePathPattern: 'toy-problems/**/*.mdx',
  contentType: 'markdown',
  fields: fieldsOf('toy-problem'),
}))

const Postmortem = defineDocumentType(() => ({
  name: 'Postmortem',
  filePathPattern: 'postmortems/**/*.mdx',
  contentType: 'markdown',
  fields: fieldsOf('postmortem'),
}))

/**
 * Our own checker in the place of contentlayer's Markdown: the "HTML" of a body is the JSON that
 * lib/library/snapshot.ts reads. Contentlayer hands the whole file to it, front matter included.
 */
function useChecker(this: Processor): void {
  this.parser = (text) => ({ type: 'root', children: [], data: { text } }) as never
  this.compiler = (_tree, file) => file.data.snapshot as string
}

function attachCheck() {
  return async (tree: { data?: { text?: string } }, file: { data: Record<string, unknown> }): Promise<void> => {
    const text = tree.data?.text ?? ''
    const path = (file.data.rawDocumentData as { sourceFilePath: string }).sourceFilePath
    file.data.snapshot = JSON.stringify({ path, hash: hashOf(text), checked: await checkDocument(path, text) })
  }
}

export default makeSource({
  contentDirPath: process.env.CONTENT_DIR ?? 'content',
  documentTypes: [Lesson, ToyProblem, Postmortem],
  markdown: ((builder: Processor) => builder.use(useChecker).use(attachCheck as never)) as never,
  // The checker reports what is wrong, in our words; contentlayer must not drop or stop on a file.
  onUnknownDocuments: 'skip-ignore',
  onExtraFieldData: 'ignore',
  onMissingOrIncompatibleData: 'skip-ignore',
  disableImportAliasWarning: true,
})
