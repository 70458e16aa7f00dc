import { lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { EditorView, keymap, type Command as ViewCommand } from '@codemirror/view'
import { minimalSetup } from 'codemirror'
import type { Problem } from '@/lib/markup/schema'
import type { BodySection } from '@/lib/postmortems/schema'
import { keyedTools } from './commands'
import { look } from './look'
import { marks } from './marks'
import { addPictures, pictures, type SendPicture } from './pictures'
import { prompts } from './prompts'
import { continueLine, indentLines, outdentLines, type Command, type TextEdit } from './text-edits'

/** An open editor of a text. */
export type Editor = {
  /** Puts another text in the place of what is there; the caret stays where it can. */
  setText: (text: string) => void
  setProblems: (problems: Problem[]) => void
  /** Puts other attributes in the place of those of its text. */
  setAttributes: (attributes: Record<string, string>) => void
  run: (command: Command) => void
  addPictures: (files: readonly File[]) => void
  goTo: (place: { line: number; column: number }) => void
  focus: () => void
  close: () => void
}

type Options = {
  parent: HTMLElement
  text: string
  selection: { from: number; to: number } | undefined
  sections: BodySection[]
  attributes: Record<string, string>
  onChange: (text: string) => void
  /** Called when somebody has typed `[[`. */
  onAskLink: () => void
  sendPicture: SendPicture
  /** Called with what is to be said about a picture. */
  onWords: (words: string) => void
}

/** Opens CodeMirror in an element. */
export function openEditor(options: Options): Editor {
  const { parent, text, selection, sections, onChange, onAskLink, sendPicture, onWords } = options
  let { attributes } = options
  const picturesTo = { send: sendPicture, onWords }
  // What was put in from outside is not typed.
  let known = text
  const tell = (now: string) => {
    if (now === known) return
    known = now
    onChange(now)
  }
  const view = new EditorView({
    parent,
    doc: text,
    ...(selection && { selection: { anchor: selection.from, head: selection.to } }),
    extensions: [
      keymap.of([...keys, ...lintKeymap]),
      minimalSetup,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of(() => attributes),
      EditorView.updateListener.of(({ docChanged, state }) => docChanged && tell(state.doc.toString())),
      EditorView.inputHandler.of((typedIn, from, _to, typed) => {
        if (typed === '[' && typedIn.state.sliceDoc(from - 1, from) === '[') setTimeout(onAskLink)
        return false
      }),
      look,
      marks,
      prompts(sections),
      pictures(picturesTo),
    ],
  })
  return {
    setText: (next) => {
      known = next
      setText(view, next)
    },
    setProblems: (problems) => view.dispatch(setDiagnostics(view.state, toDiagnostics(view, problems))),
    setAttributes: (next) => {
      attributes = next
      // They are read again with every transaction, also with an empty one.
      view.dispatch({})
    },
    run: (command) => {
      apply(view, command(selected(view)))
      view.focus()
    },
    addPictures: (files) => {
      addPictures(view, files, picturesTo)
      view.focus()
    },
    goTo: (place) => goTo(view, place),
    focus: () => view.focus(),
    close: () => view.destroy(),
  }
}

const keys = [
  ...keyedTools.map(({ key: { shift, letter }, command }) => ({
    key: `Mod-${shift ? 'Shift-' : ''}${letter}`,
    run: toViewCommand(command),
  })),
  { key: 'Enter', run: toViewCommand(continueLine) },
  // Escape, then Tab leaves the text: CodeMirror sees to that.
  { key: 'Tab', run: toViewCommand(indentLines), shift: toViewCommand(outdentLines) },
]

function toViewCommand(command: (selection: ReturnType<typeof selected>) => TextEdit | undefined): ViewCommand {
  return (view) => {
    const edit = command(selected(view))
    if (edit) apply(view, edit)
    return edit !== undefined
  }
}

function selected({ state }: EditorView) {
  const { from, to } = state.selection.main
  return { text: state.doc.toString(), from, to }
}

function apply(view: EditorView, { from, to, insert, anchor, head }: TextEdit): void {
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor, head },
    scrollIntoView: true,
    userEvent: 'input',
  })
}

function goTo(view: EditorView, { line, column }: { line: number; column: number }): void {
  const { doc } = view.state
  const { from, to } = doc.line(Math.min(line, doc.lines))
  view.dispatch({
    selection: { anchor: Math.min(from + column - 1, to) },
    effects: EditorView.scrollIntoView(from, { y: 'center' }),
  })
  view.focus()
}

/** Changes what differs and nothing else, so that caret, scroll and history stay. */
function setText(view: EditorView, next: string): void {
  const now = view.state.doc.toString()
  if (now === next) return
  const most = Math.min(now.length, next.length)
  let start = 0
  while (start < most && now[start] === next[start]) start++
  let end = 0
  while (end < most - start && now[now.length - 1 - end] === next[next.length - 1 - end]) end++
  view.dispatch({
    changes: { from: start, to: now.length - end, insert: next.slice(start, next.length - end) },
  })
}

function toDiagnostics({ state: { doc } }: EditorView, problems: Problem[]): Diagnostic[] {
  return problems.map(({ line, column, message, rewrite }) => {
    const { from: start, to: end } = doc.line(Math.min(line, doc.lines))
    const at = Math.min(start + column - 1, end)
    const word = /^\S+/.exec(doc.sliceString(at, Math.min(at + 40, end)))?.[0].length ?? 1
    const from = rewrite ? Math.min(rewrite.start, doc.length) : at
    const to = Math.min(rewrite ? Math.max(rewrite.end, from + 1) : at + word, doc.length)
    const actions = rewrite && [
      {
        name: rewrite.label,
        // The text may have changed since; CodeMirror says where the place is now.
        apply: (view: EditorView, now: number) =>
          view.dispatch({ changes: { from: now, to: now + rewrite.end - rewrite.start, insert: rewrite.text } }),
      },
    ]
    return { from, to, severity: 'error', message, ...(actions && { actions }) }
  })
}
