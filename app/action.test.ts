import { describe, expect, test } from 'vitest'
import * as admins from './(admin)/actions'
import * as doors from './(auth)/actions'
import * as own from './(me)/actions'
import * as postmortems from './(write)/postmortem-actions'

type Given = Record<string, string>

function formOf(given: Given): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(given)) form.set(name, value)
  return form
}

const password = 'correct horse battery'
const person = { email: 'ada@example.org', name: 'Ada', password }

const id = 'aaaaaaaa1'

const cases = [
  ['the id of a session', own.endSessionAction, {}, 'id'],
  ['the id of a token', own.revokeTokenAction, {}, 'id'],
  ['the name of a token', own.createTokenAction, { scope: 'read' }, 'name'],
  ['who vouches', own.unlinkAccountAction, { subject: 'a' }, 'issuer'],
  ['who it is elsewhere', own.unlinkAccountAction, { issuer: 'https://id.example.org' }, 'subject'],
  ['an invited address', admins.inviteAction, { role: 'reader' }, 'email'],
  ['the name of the site', admins.changeSiteAction, {}, 'siteName'],
  ['the id of an invitation', admins.withdrawInvitationAction, {}, 'id'],
  ['whose role it is', admins.changeRoleAction, { role: 'reader' }, 'id'],
  ['whose account is closed', admins.setDisabledAction, { disabled: 'yes' }, 'id'],
  ['who is signed out', admins.signOutPersonAction, {}, 'id'],
  ['whose password it is', admins.resetLinkAction, {}, 'id'],
  ['the address of an account', doors.acceptAction.bind(null, 'token'), person, 'email'],
  ['the name of a person', doors.acceptAction.bind(null, 'token'), person, 'name'],
  ['the invitation to take up', doors.signInWithAction, { provider: 'oidc' }, 'invitation'],
  ['what was checked', postmortems.checkPostmortemAction, { id }, 'what'],
  ['why it is withdrawn', postmortems.withdrawPostmortemAction, { id }, 'why'],
  ['whose an action is', postmortems.changeActionAction, { id, index: '0', what: 'W' }, 'owner'],
] as const

test('what the framework adds to a form that is sent before its page comes alive is left aside', async () => {
  const state = await postmortems.closePostmortemAction(
    null,
    formOf({ $ACTION_REF_1: '', '$ACTION_1:0': '{}', id: '?' }),
  )
  expect(Object.keys(state?.fields ?? {})).toEqual(['id'])
})

test('a request that comes without a form is refused too', async () => {
  const state = await own.revokeTokenAction(null, 'no form' as unknown as FormData)
  expect(state?.fields).toHaveProperty('id')
})

describe.each([
  ['a NUL', 'a\0b'],
  ['a control character', 'a\u0085b'],
])('%s, which a database may not hold,', (_, text) => {
  test.each(cases)('in %s is refused, and the field is named', async (_what, action, given, field) => {
    const state = await action(null, formOf({ ...given, [field]: text }))
    expect(state?.failed).toBe('Some fields need a look.')
    expect(Object.keys(state?.fields ?? {})).toEqual([field])
    expect(state?.fields?.[field]).not.toMatch(/^Invalid/)
  })
})
