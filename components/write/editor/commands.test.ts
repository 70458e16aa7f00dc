import { expect, test } from 'vitest'
import { checkDocument } from '@/lib/library/check'
import { toolGroups } from './commands'
import { applyEdit } from './text-edits'

const front =
  '---\nid: editor00000\ntitle: T\nsummary: S\nlessons: [1]\ncreated: "2026-11-02"\nseverity: minor\nhappened: "2026"\n---\n\n'

test.each(toolGroups.flat().map(({ name, command }) => [name, command] as const))(
  'what %s inserts can be published',
  async (name, command) => {
    for (const [from, to] of [
      [0, 0],
      [7, 12],
    ] as const) {
      const text = from === to ? '' : 'Before words after.'
      const checked = await checkDocument(
        'postmortems/editor.mdx',
        front + applyEdit(text, command({ text, from, to })),
      )
      expect(checked.ok ? [] : checked.problems.map(({ message }) => message), name).toEqual([])
    }
  },
)
