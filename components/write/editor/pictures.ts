import { EditorView } from '@codemirror/view'
import type { AddedImage } from '../upload-image'

/** Sends a picture to where the draft keeps its pictures, and gives the Markdown of it. */
export type SendPicture = (file: File) => Promise<AddedImage>

type Options = { send: SendPicture; onWords: (words: string) => void }

const altWords = 'Added. Write in the square brackets what the picture shows.'

/** Takes in pictures that are pasted or dropped. */
export function pictures(options: Options) {
  return EditorView.domEventHandlers({
    paste: (event, view) => take(view, picturesOf(event.clipboardData), options),
    drop: (event, view) => {
      const files = picturesOf(event.dataTransfer)
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY })
      if (files.length > 0 && at !== null) view.dispatch({ selection: { anchor: at } })
      return take(view, files, options)
    },
  })
}

/** Adds pictures at the caret, each after a line that holds its place while it is sent. */
export function addPictures(view: EditorView, files: readonly File[], options: Options): void {
  take(view, files, options)
}

function picturesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
}

function take(view: EditorView, files: readonly File[], options: Options): boolean {
  for (const file of files) void add(view, file, options)
  return files.length > 0
}

async function add(view: EditorView, file: File, { send, onWords }: Options): Promise<void> {
  const holder = `![Uploading ${crypto.randomUUID().slice(0, 8)}…]()`
  const { from, to } = view.state.selection.main
  view.dispatch({ changes: { from, to, insert: holder }, selection: { anchor: from + holder.length } })
  onWords('Uploading…')
  const added = await send(file)
  const at = view.state.doc.toString().indexOf(holder)
  onWords('failed' in added ? added.failed : altWords)
  // Whoever took the place away has changed their mind.
  if (at === -1) return
  const insert = 'failed' in added ? '' : added.markdown
  view.dispatch({
    changes: { from: at, to: at + holder.length, insert },
    ...(insert && { selection: { anchor: at + '!['.length } }),
  })
}
