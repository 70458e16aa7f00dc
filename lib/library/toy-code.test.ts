import { expect, test } from 'vitest'
import { listChecks } from './toy-code'

test('checks are listed with the first line of their docstring, else by name', () => {
  const text = `import math


def helper(x):
    """Not a check."""


def check_sum(m):
    """Adds up.

    And more about it.
    """
    assert m.total([1]) == 1


def check_bare(m):
    assert True


def check_one(m):
    'In single quotes'
    def check_inside(m):
        """Not at the top."""
`
  expect(listChecks(text)).toEqual([
    { name: 'check_sum', title: 'Adds up.' },
    { name: 'check_bare', title: 'check_bare' },
    { name: 'check_one', title: 'In single quotes' },
  ])
})
