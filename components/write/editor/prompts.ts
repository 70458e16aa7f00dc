import { Decoration, ViewPlugin, WidgetType, type DecorationSet, type EditorView } from '@codemirror/view'
import { listEmptySections, listFencedLines } from '@/lib/postmortems/sections'
import type { BodySection } from '@/lib/postmortems/schema'

/** Shows the question of each section that is still empty, as words that are not in the text, and blocks of code. */
export function prompts(sections: BodySection[]) {
  return ViewPlugin.define(
    (view) => ({
      decorations: decorate(view, sections),
      update({ docChanged, view: changed }) {
        if (docChanged) this.decorations = decorate(changed, sections)
      },
    }),
    { decorations: ({ decorations }) => decorations },
  )
}

function decorate({ state: { doc } }: EditorView, sections: BodySection[]): DecorationSet {
  const text = doc.toString()
  const fenced = [...listFencedLines(text.split('\n'))].map((line) =>
    Decoration.line({ class: 'md-fence' }).range(doc.line(line + 1).from),
  )
  const asked = listEmptySections(text, sections).flatMap(({ section, promptLine }) =>
    promptLine === undefined
      ? []
      : Decoration.widget({ widget: new Prompt(section.prompt), side: 1 }).range(doc.line(promptLine + 1).from),
  )
  return Decoration.set([...fenced, ...asked], true)
}

// CodeMirror takes widgets as subclasses of its own.
class Prompt extends WidgetType {
  constructor(readonly words: string) {
    super()
  }
  override eq({ words }: Prompt): boolean {
    return words === this.words
  }
  override toDOM(): HTMLElement {
    const shown = document.createElement('span')
    shown.className = 'cm-prompt'
    shown.textContent = this.words
    return shown
  }
  override ignoreEvent(): boolean {
    return false
  }
}
