import { expect, test } from 'vitest'
import { policyOfPython } from './python-policy'

const scriptsOf = (policy: string) => /script-src ([^;]*)/.exec(policy)?.[1]

test('scripts come from the folder of Python alone, under each name of the site', () => {
  const policy = policyOfPython(['learn.example.org', 'localhost:3000', 'localhost:3000'])
  expect(scriptsOf(policy)).toBe(
    "'wasm-unsafe-eval' learn.example.org/_next/static/python/ localhost:3000/_next/static/python/",
  )
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('connect-src')
})

test.each([['evil.example; script-src *'], ['a b'], ['[::1]:3000'], ["'unsafe-eval'"], ['*']])(
  'a name that a policy cannot hold, such as %j, is not written into it',
  (host) => {
    expect(scriptsOf(policyOfPython(['learn.example.org', host]))).toBe("'wasm-unsafe-eval' 'self'")
  },
)
