import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freeSlug, isDeviceName, titleToSlug } from './slug'

const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

describe('titleToSlug', () => {
  it.each([
    ['The score was too good', 'the-score-was-too-good'],
    ['  Ärger mit Größe  ', 'arger-mit-grosse'],
    ['Don’t trust one split', 'dont-trust-one-split'],
    ['../../etc/passwd', 'etc-passwd'],
    ['--force -x', 'force-x'],
    ['ﬁne ② ÅNGSTRÖM', 'fine-2-angstrom'],
    ['CON', 'postmortem-con'],
    ['COM¹', 'postmortem-com1'],
    ['データ', 'postmortem'],
    ['!!!', 'postmortem'],
    ['', 'postmortem'],
  ])('makes %j into %j', (title, slug) => expect(titleToSlug(title)).toBe(slug))

  it('cuts a long title at a word, and a long word anywhere', () => {
    expect(titleToSlug('learning '.repeat(20))).toBe(`${'learning-'.repeat(8)}learning`)
    expect(titleToSlug('deep learning '.repeat(20))).toBe(`${'deep-learning-'.repeat(5)}deep`)
    expect(titleToSlug('x'.repeat(200))).toBe('x'.repeat(80))
  })

  it('makes a valid slug from any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (title) => {
        const slug = titleToSlug(title)
        expect(slug).toMatch(slugPattern)
        expect(slug.length).toBeLessThanOrEqual(80)
        expect(isDeviceName(slug)).toBe(false)
      }),
    )
  })
})

describe('freeSlug', () => {
  it('numbers what is taken', () => {
    const taken = new Set(['leak', 'leak-2'])
    expect(freeSlug('Leak', (slug) => taken.has(slug))).toBe('leak-3')
    expect(freeSlug('LEAK!', (slug) => taken.has(slug))).toBe('leak-3')
    expect(freeSlug('Drift', (slug) => taken.has(slug))).toBe('drift')
  })

  it('stays within 80 characters and never ends a word with two hyphens', () => {
    const taken = new Set<string>()
    for (const title of [
      ...Array<string>(12).fill('x'.repeat(90)),
      ...Array<string>(12).fill(`${'x'.repeat(77)} y z`),
    ]) {
      const slug = freeSlug(title, (candidate) => taken.has(candidate))
      expect(slug).toMatch(slugPattern)
      expect(slug.length).toBeLessThanOrEqual(80)
      expect(taken.has(slug)).toBe(false)
      taken.add(slug)
    }
  })
})
