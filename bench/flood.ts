import { startSite, type Site } from '../e2e/support/site'
import { percentile, timed, type Table } from './measure'
import { signInMany } from './people'
import path from 'node:path'

const seconds = 8
const attackers = 8

/** What readers feel, and what attackers get, while wrong passwords come in as fast as the site answers them. */
export async function measureFlood(): Promise<Table> {
  const site = await startSite({ env: { TRUSTED_PROXIES: '1' } })
  try {
    await signInMany(site, { file: path.join(site.dataDir, 'twelvefold.db') }, { count: 1 })
    const calm = await readFor(site, seconds / 2)
    const counts = { 'wrong password': 0, limited: 0, other: 0 }
    const until = Date.now() + seconds * 1000
    const attacks = Array.from({ length: attackers }, (_, index) => attack(site, { index, until, counts }))
    const flooded = await readFor(site, seconds)
    await Promise.all(attacks)
    const row = (name: string, values: number[]) => [
      name,
      percentile(values, 0.5).toFixed(0),
      percentile(values, 0.99).toFixed(0),
    ]
    return {
      title: 'Sign-in under a flood',
      columns: ['Reading a lesson', 'p50, ms', 'p99, ms', 'Guesses compared', 'Guesses turned away', 'Other answers'],
      rows: [
        [...row('in peace', calm), 0, 0, 0],
        [...row('in the flood', flooded), counts['wrong password'], counts.limited, counts.other],
      ],
      note: `${attackers} attackers send wrong passwords for ${seconds} s, one after the other, for one account and for made-up ones, each from another address; one reader loads a lesson meanwhile.`,
    }
  } finally {
    await site.stop()
  }
}

type Attack = { index: number; until: number; counts: Record<'wrong password' | 'limited' | 'other', number> }

async function attack(site: Site, { index, until, counts }: Attack): Promise<void> {
  const page = await (await fetch(`${site.address}/sign-in`)).text()
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)]
  for (let guess = 0; Date.now() < until; guess++) {
    const form = new FormData()
    for (const [, name = '', value = ''] of hidden) form.set(name, value.replaceAll('&quot;', '"'))
    form.set('email', guess % 2 === 0 ? 'p0@example.org' : `nobody${index}${guess}@example.org`)
    form.set('password', `guess number ${guess}`)
    const response = await fetch(`${site.address}/sign-in`, {
      method: 'POST',
      // A new address each time: the limits by account and of comparisons at once are what holds.
      headers: { origin: site.address, 'x-forwarded-for': `10.${index}.${guess >> 8}.${guess & 255}` },
      body: form,
    })
    const text = await response.text()
    if (text.includes('do not belong together')) counts['wrong password'] += 1
    else if (text.includes('Too many attempts')) counts.limited += 1
    else counts.other += 1
  }
}

async function readFor(site: Site, time: number): Promise<number[]> {
  const until = Date.now() + time * 1000
  const values: number[] = []
  while (Date.now() < until) {
    values.push(await timed(async () => (await fetch(`${site.address}/lessons/the-rubber-duck`)).text()))
  }
  return values
}
