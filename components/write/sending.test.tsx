import { fromHtml } from 'hast-util-from-html'
import { toString } from 'hast-util-to-string'
import type { Element, Root } from 'hast'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { blankFields } from '@/lib/postmortems/draft'
import { EditEnd, EditHead } from './edit-end'
import { PostmortemForm, type Offered } from './postmortem-form'
import { isUnderWay } from './sending'
import type { DraftInForm } from './use-draft'

const text = { fields: blankFields, body: '' }
const offered: Offered = {
  today: '2026-11-27',
  lessons: [],
  sections: [],
  help: {},
  preview: () => Promise.resolve({ ok: false, problems: [] }),
  listEarlier: () => Promise.resolve([]),
}
const saved = { text, version: 1, updatedAt: '2026-11-27T10:00:00Z' }
const nothing = () => undefined
const written: DraftInForm = {
  draft: { key: 'key', ...text },
  changes: undefined,
  change: nothing,
  discard: nothing,
  status: { is: 'saved', at: 0, isMerged: false },
  theirs: saved,
  choose: nothing,
  startAnother: nothing,
  isMissing: false,
}
const change = { written, why: '', note: nothing, isChanged: true, discard: nothing }

/** What somebody can type into or press, by its name. */
function listWithin(node: Root | Element): string[] {
  return node.children.flatMap((child) => {
    if (child.type !== 'element' || child.properties.inert) return []
    const { ariaLabel, id, name } = child.properties
    const isControl = ['input', 'textarea', 'select', 'button', 'summary'].includes(child.tagName)
    return [...(isControl ? [toString(child) || String(ariaLabel ?? id ?? name)] : []), ...listWithin(child)]
  })
}
const listControls = (of: ReactNode) => listWithin(fromHtml(renderToStaticMarkup(of), { fragment: true }))

function form(isSending: boolean) {
  return (
    <>
      <EditHead title="A page" written={written} isAsked={false} isSending={isSending} />
      <PostmortemForm
        offered={offered}
        written={text}
        change={nothing}
        refused={undefined}
        draftKey="key"
        isSending={isSending}
        onSubmit={nothing}
        onSave={nothing}
      >
        <EditEnd change={change} url="/postmortems/a" whyError={undefined} answer={null} isSending={isSending} />
      </PostmortemForm>
    </>
  )
}

test('while a form is being sent nothing of it can be changed, and its button alone can be reached', () => {
  expect(listControls(form(false))).toEqual(
    expect.arrayContaining(['Keep mine', 'title', 'body', 'why', 'Discard the changes']),
  )
  expect(listControls(form(true))).toEqual(['Publishing…'])
})

test('what it says of itself can be heard meanwhile', () => {
  const html = renderToStaticMarkup(form(true))
  expect(html).toMatch(/role="status">Saved/)
})

test('it is under way until it is refused, or its page is open', () => {
  const refused = { message: 'Some fields need a look.', fields: {}, problems: [] }
  expect([isUnderWay(false, null), isUnderWay(true, null), isUnderWay(true, refused)]).toEqual([false, true, true])
  expect([isUnderWay(false, refused), isUnderWay(false, { url: '/postmortems/a' })]).toEqual([false, true])
})
