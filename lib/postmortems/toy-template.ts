/** The body of a new toy problem: its sections in order, with what belongs there. */
export const toyBody = `## The problem

What is given, what looks tidy and is wrong, and what is to be written. Here: a sensor sends values, and None where it failed. The usual shortcut counts the failures as 0, and the mean comes out too low.

One sentence that says why this matters at work.

Write or repair in \`starter.py\`:

- \`mean_of_known(values)\`: The mean of the values that are not None; 0.0 when none is known.

When it is right, running the file prints:

\`\`\`text
2.0
\`\`\`

## Hints

<Hint>

Where to look. Here: print what the sum is divided by.

</Hint>

<Hint>

What to do. Here: leave the None values out before anything is counted.

</Hint>

<Hint>

How to do it. Here: make a list of the known values, and divide its sum by its length.

</Hint>

## Discussion

<Solution>

What was wrong, with numbers, and what the repair does. Here: two of three values are known, so 4 is divided by 2, not by 3.

\`\`\`python
def mean_of_known(values):
    """The mean of the values that are not None; 0.0 when none is known."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0
\`\`\`

### Be careful

Where the repair itself would mislead.

</Solution>
`

const around = (lines: string) => `"""What this is about, in one line."""


def mean_of_known(values):
    """The mean of the values that are not None; 0.0 when none is known."""
${lines}


if __name__ == "__main__":
    print(mean_of_known([1, None, 3]))
`

/** The files of a new toy problem: the starter makes the mistake, the checks find it, the solution passes them. */
export const toyFiles: Record<'starter.py' | 'checks.py' | 'solution.py', string> = {
  'starter.py': around('    return sum(value or 0 for value in values) / len(values)'),
  'solution.py': around(`    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0`),
  'checks.py': `def check_left_out(m):
    """Unknown values are left out, and do not count as 0."""
    got = m.mean_of_known([1, None, 3])
    assert got == 2, f"expected 2, got {got}"


def check_none_known(m):
    """Without a known value the mean is 0.0."""
    assert m.mean_of_known([None, None]) == 0.0
    assert m.mean_of_known([]) == 0.0


def check_unchanged(m):
    """The values that come in are not changed."""
    values = [1, None, 3]
    m.mean_of_known(values)
    assert values == [1, None, 3]
`,
}
