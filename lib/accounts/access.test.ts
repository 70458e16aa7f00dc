import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { config, readConfig } from '@/lib/config'
import { database } from '@/lib/db'
import { onEveryDatabase } from '@/lib/db/fixtures'
import { changeSite, createAccount, fixedSettings, getSiteSettings, listPeople, openSetUp, setUpSite } from '.'
import { isSetUpToken } from './set-up'
import { putSetting } from './store/records'

const password = 'correct horse battery'
const first = { email: 'first@example.org', name: 'First Admin', password }
const before = { ...config() }

/** Makes this process one that was started with such an environment. */
function startWith(env: Record<string, string>): void {
  const settings = config()
  delete settings.siteAccess
  delete settings.siteName
  Object.assign(settings, readConfig(env))
}

onEveryDatabase(() => {
  beforeEach(async () => {
    for (const table of ['users', 'links', 'settings'] as const) await database().deleteFrom(table).execute()
  })
  afterAll(() => void Object.assign(config(), before))

  describe('who may read', () => {
    test.each([
      [{}, undefined, 'public'],
      [{ HOST: '127.0.0.1' }, undefined, 'public'],
      [{ HOST: '::1' }, undefined, 'public'],
      [{ HOST: 'localhost' }, undefined, 'public'],
      [{ HOST: '0.0.0.0' }, undefined, 'members'],
      [{ HOST: '::' }, undefined, 'members'],
      [{ HOST: 'learn.example.org' }, undefined, 'members'],
      [{ SITE_URL: 'https://learn.example.org' }, undefined, 'members'],
      [{ SITE_URL: 'http://localhost:3000' }, undefined, 'public'],
      [{ TRUSTED_PROXIES: '1' }, undefined, 'members'],
      [{ HOST: '0.0.0.0' }, 'public', 'public'],
      [{}, 'members', 'members'],
      [{ HOST: '0.0.0.0' }, 'what an older version wrote', 'members'],
      [{ HOST: '0.0.0.0', SITE_ACCESS: 'public' }, undefined, 'public'],
      [{ SITE_ACCESS: 'public' }, 'members', 'public'],
      [{ SITE_ACCESS: 'members' }, 'public', 'members'],
    ])('by %j and the choice %s: %s', async (env, chosen, access) => {
      startWith(env)
      if (chosen !== undefined) await putSetting(database(), 'site-access', chosen)
      expect((await getSiteSettings()).access).toBe(access)
    })
  })

  describe('the set-up', () => {
    test('leaves what the environment decides alone, and does not need to be told it', async () => {
      startWith({ HOST: '0.0.0.0', SITE_ACCESS: 'members', SITE_NAME: 'By the environment' })
      expect(fixedSettings()).toEqual({ siteName: true, access: true })
      const token = (await openSetUp()) ?? ''
      await setUpSite(token, first, { label: '' })
      expect(await getSiteSettings()).toEqual({ access: 'members', siteName: 'By the environment' })
    })

    test('keeps no choice that the environment overrules', async () => {
      startWith({ SITE_ACCESS: 'members' })
      const token = (await openSetUp()) ?? ''
      await setUpSite(token, { ...first, siteName: 'Lessons', access: 'public' }, { label: '' })
      startWith({ HOST: '0.0.0.0' })
      expect(await getSiteSettings()).toEqual({ access: 'members', siteName: 'Lessons' })
    })

    test('that cannot be prepared leaves nothing, and can be sent again by the same link', async () => {
      startWith({})
      const token = (await openSetUp()) ?? ''
      const given = { ...first, siteName: 'Lessons', access: 'members' } as const
      const prepare = () => Promise.reject(new Error('No room'))
      await expect(setUpSite(token, given, { label: '', prepare })).rejects.toThrow('No room')
      expect(await listPeople('command line')).toEqual([])
      expect((await getSiteSettings()).siteName).toBe('Twelvefold')
      expect(await isSetUpToken(token)).toBe(true)
      const { viewer } = await setUpSite(token, given, { label: '', prepare: () => Promise.resolve() })
      expect(viewer).toMatchObject({ email: first.email, role: 'admin' })
    })
  })

  test('an admin changes nothing that the environment decides', async () => {
    startWith({ SITE_ACCESS: 'members' })
    const admin = await createAccount({ ...first, role: 'admin' })
    await changeSite(admin, { siteName: 'Learnings', access: 'public' })
    expect(await getSiteSettings()).toEqual({ access: 'members', siteName: 'Learnings' })
  })
})
