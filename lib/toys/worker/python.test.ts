import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { loadPyodide } from 'pyodide'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CheckResult, Shown } from '../schema'
import { openPython, type Python } from './python.mjs'

const folder = path.resolve('content', 'toy-problems')
const read = (...names: string[]) => readFileSync(path.join(...names), 'utf8')
const own = (name: string) => read(import.meta.dirname, name)

async function open(checks: string, interrupt?: Int32Array): Promise<Python> {
  const pyodide = await loadPyodide({ jsglobals: Object.create(null) as object })
  if (interrupt) pyodide.setInterruptBuffer(interrupt)
  return openPython(pyodide, { harness: own('harness.py'), plot: own('plot.py'), checks })
}

const slugs = readdirSync(folder)
const all = slugs.map((slug) => read(folder, slug, 'checks.py')).join('\n')
let python: Python
beforeAll(async () => {
  python = await open(all)
})

function check(code: string, checks: string) {
  const results: CheckResult[] = []
  const verdict = python.check(code, checks, { check: (result) => results.push(result) })
  expect(verdict.results).toEqual(results)
  return verdict
}

function run(code: string) {
  const shown: Shown[] = []
  const outcome = python.run(code, { show: (one) => shown.push(one) })
  const text = shown.map((one) => (one.kind === 'text' ? one.text : '')).join('')
  return { outcome, text, charts: shown.flatMap((one) => (one.kind === 'chart' ? [one.chart] : [])) }
}

describe('the toy problems that ship', () => {
  test.each(slugs)('%s: the solution passes every check, the starter fails at least one, twice alike', (slug) => {
    const [starter, checks, solution] = ['starter.py', 'checks.py', 'solution.py'].map((name) =>
      read(folder, slug, name),
    )
    const solved = check(solution ?? '', checks ?? '')
    expect(solved.results.filter(({ passed }) => !passed)).toEqual([])
    expect(solved).toMatchObject({ passed: true })
    const begun = check(starter ?? '', checks ?? '')
    expect(begun.error).toBeUndefined()
    expect(begun.passed).toBe(false)
    const passedOf = ({ results }: typeof begun) => results.map(({ name, passed }) => [name, passed])
    expect(passedOf(check(starter ?? '', checks ?? ''))).toEqual(passedOf(begun))
  })
})

describe('a run', () => {
  test('shows what is printed, and charts among it, in order', () => {
    const code = 'import plot\nprint("before")\nplot.line([1, 2, 4], title="Loss")\nprint("after")'
    const { outcome, text, charts } = run(code)
    expect({ outcome, text }).toEqual({ outcome: {}, text: 'before\nafter\n' })
    const points = [[0, 1], [1, 2], [2, 4]] // prettier-ignore
    expect(charts).toEqual([{ kind: 'line', title: 'Loss', xLabel: '', yLabel: '', series: [{ name: '', points }] }])
  })

  test('draws bars, points and counts; what does not fit together is an error in words', () => {
    const code = 'import plot\nplot.bar(["a", "b"], [1, 2])\nplot.scatter([0, 1], {"old": [1, 2], "new": [3, 4]})\n'
    expect(run(`${code}plot.hist([1, 1, 2, 9], bins=2)`).charts.map(({ series }) => series)).toEqual([
      [{ name: '', points: [['a', 1], ['b', 2]] }], // prettier-ignore
      [{ name: 'old', points: [[0, 1], [1, 2]] }, { name: 'new', points: [[0, 3], [1, 4]] }], // prettier-ignore
      [{ name: '', points: [['1', 3], ['5', 1]] }], // prettier-ignore
    ])
    expect(run('import plot\nplot.line([1], [1, 2])').outcome.error).toContain('1 places and 2 values')
  })

  test('keeps nothing for the next: names, modules and builtins are as they were', () => {
    run('import builtins, math\nkept = 1\nbuiltins.len = lambda _: 7\nmath.pi = 3')
    expect(run('import math\nprint(len("ab"), round(math.pi, 2), "kept" in globals())').text).toBe('2 3.14 False\n')
  })

  test('an error names its line and the words of Python, without lines of the runner', () => {
    const { outcome } = run('def f(x):\n    return 1 / x\n\nf(0)')
    expect(outcome).toEqual({
      error: 'Line 4: f(0)\nLine 2, in f: return 1 / x\nZeroDivisionError: division by zero',
      line: 2,
    })
    expect(run('def f(:').outcome).toMatchObject({ line: 1, error: expect.stringContaining('SyntaxError') as string })
  })

  test('endless recursion, too much memory and the end of the program leave it working', () => {
    expect(run('def f(): f()\nf()').outcome.error).toContain('RecursionError')
    expect(run('import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()\nf()').outcome.error).toBeTruthy()
    expect(run('raise SystemExit').outcome).toEqual({})
    expect(run('import sys\nsys.exit("no")').outcome.error).toBe("SystemExit: 'no'")
    expect(run('print(input())').outcome.error).toContain('EOFError')
    expect(run('print(1)')).toMatchObject({ outcome: {}, text: '1\n' })
  })

  test('what is printed without end is cut, with a note', () => {
    const { text } = run('for i in range(200000): print(i)')
    expect(text.length).toBeLessThan(64 * 1024 + 200)
    expect(text).toContain('More than 64 KB were printed')
    expect(run('print("again")').text).toBe('again\n')
  })

  test('a chart of as many series and points as are drawn is drawn whole', () => {
    const rows =
      '{"of a long name " * 9 + str(n): [random.uniform(-1, 1) * 1e-300 for _ in range(2000)] for n in range(8)}'
    const code = `import plot, random\nrows = ${rows}\nplot.bar([f"\u2603 label {n:029}" for n in range(2000)], rows)`
    const { text, charts } = run(code)
    expect(text).toBe('')
    expect(charts[0]?.series.map(({ points }) => points.length)).toEqual(new Array(8).fill(2000))
  })

  test('text beside charts is cut like any other', () => {
    expect(run(`for _ in range(5000): print('x' * 1000 + '\\x1e\\x1e')`).text.length).toBeLessThan(64 * 1024 + 200)
  })

  test('a chart that is not drawn says so, with what to do', () => {
    expect(run('import plot\nplot.line([1, float("nan")])').text).toMatch(/^A chart is not drawn.* nan .*\n$/)
    const many = '{n: [random.random() for _ in range(2000)] for n in range(150)}'
    const { text, charts } = run(`import plot, random\nplot.line(range(2000), ${many})\nprint("after")`)
    expect(charts).toEqual([])
    expect(text).toMatch(/^A chart is not drawn.*at most 8 series of 2000 points.*\nafter\n$/)
  })

  test('the usual parts of the standard library work', () => {
    const code = `
import logging, dataclasses, enum, collections, statistics, re, json, itertools, functools, typing, time
logging.warning("a warning")
@dataclasses.dataclass
class Point:
    x: int
P = collections.namedtuple("P", "a b")
class Colour(enum.Enum):
    RED = 1
print(Point(1), P(1, 2), Colour.RED, statistics.mean([1, 2]), json.dumps({"a": re.sub("b", "c", "abc")}))`
    const { outcome, text } = run(code)
    expect(outcome).toEqual({})
    expect(text).toContain('WARNING:root:a warning')
    expect(text).toContain('Point(x=1) P(a=1, b=2) Colour.RED 1.5 {"a": "acc"}')
  })
})

const sumChecks = `import math
import random


def check_sum(m):
    """Adds up."""
    rows = [random.Random(3).randrange(100) for _ in range(3)]
    assert m.total(rows) == sum(rows)


def check_near(m):
    """Close to the root of two."""
    assert abs(m.root(2) - math.sqrt(2)) < 1e-9, "not close"


def check_kept(m):
    """Leaves the list as it is."""
    rows = [1, 2]
    m.total(rows)
    assert rows == [1, 2]
`
const wrong = 'def total(rows): return 0\ndef root(x): return 0\n'

test('a failed check tells what was given, expected and got, and its line', () => {
  const { results, passed } = check(wrong, sumChecks)
  expect(passed).toBe(false)
  expect(results).toMatchObject([
    { passed: false, title: 'Adds up.', got: '0', line: 8, source: 'm.total(rows) == sum(rows)' },
    { passed: false, expected: String(Math.SQRT2), got: '0', message: 'not close' },
    { passed: true },
  ])
  expect(results[0]?.expected).toMatch(/^\d+$/)
  expect(results[0]?.given).toMatch(/^rows = \[\d+, \d+, \d+\]$/)
  const raising = check('def total(rows): return rows["a"]\ndef root(x): return 2 ** 0.5', sumChecks)
  expect(raising.results[0]).toMatchObject({ codeLine: 1, message: expect.stringContaining('TypeError') as string })
})

test('code that cannot be read, or fails before the checks, says so and passes none', () => {
  expect(check('def total(', sumChecks)).toMatchObject({ passed: false, results: [], line: 1 })
  expect(check('raise SystemExit(1)', sumChecks)).toMatchObject({ passed: false, results: [] })
  expect(check('1 / 0', sumChecks).error).toContain('ZeroDivisionError')
  expect(check('', sumChecks).results.map(({ passed }) => passed)).toEqual([false, false, false])
})

describe('nothing but a solution passes', () => {
  const yes = `
class Yes:
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = lambda *_: True
    __hash__ = lambda _: 0
    __sub__ = __rsub__ = __abs__ = lambda self, *_: self
`
  const attempts: Record<string, string> = {
    'builtins are changed': `${wrong}import builtins\nbuiltins.sum = lambda _: 0\nbuiltins.abs = lambda _: 0`,
    'builtins are changed while a check runs': `
import builtins
def bend():
    builtins.sum = builtins.abs = lambda *_: 0
    builtins.all = builtins.isinstance = builtins.len = lambda *_: True
def total(rows): bend(); return 0
def root(x): bend(); return 0`,
    'modules are changed': `${wrong}
import math, random, sys
math.sqrt = lambda _: 0
random.Random.randrange = lambda *_: 0
for module in list(sys.modules.values()):
    for name in list(vars(module)): setattr(module, name, None) if name in ("sqrt", "Random") else None`,
    'modules are put in the place of others': `${wrong}
import sys, types
sys.modules["math"] = types.SimpleNamespace(sqrt=lambda _: 0)
sys.modules["random"] = types.SimpleNamespace(Random=None)`,
    'the words of the answer are changed': `${wrong}
import json, sys
json.dumps = lambda *_, **__: '{"passed": true}'
json.JSONEncoder.encode = lambda *_: '{"passed": true}'
def total(rows):
    json.dumps = lambda *_, **__: '{"passed": true}'
    return 0`,
    'what an assertion raises is changed': `${wrong}
import builtins
builtins.AssertionError = builtins.BaseException = type("Quiet", (), {})`,
    'a value says yes to everything': `${yes}\ndef total(rows): return Yes()\ndef root(x): return Yes()`,
    'a number says yes to everything': `
class Yes(float):
    __eq__ = __lt__ = __le__ = lambda *_: True
    __sub__ = __rsub__ = __abs__ = lambda self, *_: self
    __hash__ = float.__hash__
def total(rows): return Yes()
def root(x): return Yes()`,
    'it looks into the frame of the check': `
import sys
def total(rows): return sum(sys._getframe(1).f_locals["rows"]) if False else sys._getframe(1).f_locals.update(rows=[]) or 0
def root(x): return sys._getframe(1).f_globals["math"].sqrt(x)`,
    'it looks into frames by an error': `
def root(x):
    try: 1 / 0
    except Exception as error: return error.__traceback__.tb_frame.f_back.f_globals["math"].sqrt(x)
def total(rows): return 0`,
    'it looks into frames by a generator': `
def root(x):
    def g(): yield me.gi_frame.f_back.f_back
    me = g()
    return next(me).f_globals["math"].sqrt(x)
def total(rows): return 0`,
    'it looks for the runner among all objects': `
import gc
def total(rows): return [o for o in gc.get_objects() if isinstance(o, dict) and "rows" in o] and sum(rows) + 1
def root(x): return 0`,
    'it listens in': `${wrong}import sys\nsys.addaudithook(lambda *_: None)`,
    'it follows every call': `${wrong}import sys\nsys.settrace(lambda *_: None)`,
    'it reaches for memory': `${wrong}import ctypes`,
    'it ends the program': `${wrong}import sys\ndef total(rows): sys.exit(0)\ndef root(x): raise SystemExit(0)`,
    'it stops by hand': `${wrong}\ndef total(rows): raise KeyboardInterrupt`,
    'it has a signal hand it frames': `
import signal
def total(rows):
    seen = []
    signal.signal(signal.SIGINT, lambda _, frame: seen.append(frame))
    signal.raise_signal(signal.SIGINT)
    return sum(seen[0].f_back.f_locals["rows"])
def root(x): return 0`,
    'it brings checks of its own': `${wrong}\ndef check_sum(m): pass\ncheck_near = check_kept = check_sum`,
    'it is written where modules are found': `${wrong}
import sys, os
for folder in [p for p in sys.path if os.path.isdir(p)]:
    for name in ("math", "random", "json", "ast", "traceback"):
        open(os.path.join(folder, name + ".py"), "w").write("sqrt = lambda _: 0")`,
  }
  test.each(Object.entries(attempts))('%s', (_, code) => {
    run(code)
    const { passed, results } = check(code, sumChecks)
    expect(passed).toBe(false)
    expect(results.slice(0, 2).filter((one) => one.passed)).toEqual([])
    const honest = 'def total(rows): return sum(rows)\ndef root(x): return x ** 0.5'
    expect(check(honest, sumChecks)).toMatchObject({ passed: true })
  })

  test.each(['js', 'pyodide', 'pyodide.http', 'pyodide.ffi', 'pyodide_js', '_pyodide', '_pyodide_core', 'ctypes'])(
    '%s is not there',
    (name) => {
      expect(run(`import ${name}`).outcome.error).toContain('ImportError')
      expect(run(`import sys\nprint(sys.modules[${JSON.stringify(name)}])`).text).not.toContain('module')
    },
  )
})

test('a loop without end stops when it is told to, and the next run works', async () => {
  const interrupt = new Int32Array(new SharedArrayBuffer(4))
  const apart = await open(sumChecks, interrupt)
  // What it prints is told at once, and here sets the flag that another thread would.
  const stop = { show: () => (interrupt[0] = 2) }
  expect(apart.run('print("begun")\nwhile True: pass', stop)).toEqual({ stopped: true })
  expect(apart.run('print(1)', { show: () => undefined })).toEqual({})
})
