import { setDiagnostics } from '@codemirror/lint'
import { Decoration, EditorView, keymap, ViewPlugin, type Command as ViewCommand } from '@codemirror/view'
import { minimalSetup } from 'codemirror'
import type { Command } from '@/components/write/editor/text-edits'
import { look } from './look'
import { breakLine, moveIn, moveOut, toggleComment } from './python-edits'
import { tokensOf } from './tokens'

/** An open editor of code. */
export type CodeEditor = {
  setCode: (code: string) => void
  /** Underlines a line and says why; undefined takes that away. */
  mark: (at: { line: number; message: string } | undefined) => void
  focus: () => void
  close: () => void
}

type Options = { parent: HTMLElement; code: string; label: string; onChange: (code: string) => void }

/** Opens CodeMirror for Python in an element. */
export function openCode({ parent, code, label, onChange }: Options): CodeEditor {
  const view = new EditorView({
    parent,
    doc: code,
    extensions: [
      keymap.of(keys),
      minimalSetup,
      colours,
      look,
      EditorView.contentAttributes.of({
        'aria-label': label,
        tabindex: '0',
        spellcheck: 'false',
        autocapitalize: 'off',
      }),
      EditorView.updateListener.of(({ docChanged, state }) => docChanged && onChange(state.doc.toString())),
    ],
  })
  return {
    setCode: (next) => {
      if (next === view.state.doc.toString()) return
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } })
    },
    mark: (at) => view.dispatch(setDiagnostics(view.state, at ? [diagnostic(view, at)] : [])),
    focus: () => view.focus(),
    close: () => view.destroy(),
  }
}

function diagnostic({ state: { doc } }: EditorView, { line, message }: { line: number; message: string }) {
  const { from, to, text } = doc.line(Math.min(Math.max(line, 1), doc.lines))
  return { from: from + (text.length - text.trimStart().length), to, severity: 'error' as const, message }
}

const keys = [
  { key: 'Enter', run: toViewCommand(breakLine) },
  // Escape, then Tab leaves the code: CodeMirror sees to that.
  { key: 'Tab', run: toViewCommand(moveIn), shift: toViewCommand(moveOut) },
  { key: 'Mod-/', run: toViewCommand(toggleComment) },
]

function toViewCommand(command: Command): ViewCommand {
  return (view) => {
    const { doc, selection } = view.state
    const { from, to, insert, anchor, head } = command({ text: doc.toString(), ...rangeOf(selection.main) })
    const changes = { from, to, insert }
    view.dispatch({ changes, selection: { anchor, head }, scrollIntoView: true, userEvent: 'input' })
    return true
  }
}

function rangeOf({ from, to }: { from: number; to: number }) {
  return { from, to }
}

const colours = ViewPlugin.define(
  (view) => ({
    decorations: decorationsOf(view),
    update(update) {
      if (update.docChanged) this.decorations = decorationsOf(update.view)
    },
  }),
  { decorations: ({ decorations }) => decorations },
)

function decorationsOf({ state: { doc } }: EditorView) {
  return Decoration.set(
    tokensOf(doc.toString()).map(({ kind, from, to }) => Decoration.mark({ class: `tok-${kind}` }).range(from, to)),
  )
}
