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
  return openPython(pyodide, { guard: own('guard.py'), harness: own('harness.py'), plot: own('plot.py'), checks })
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

const everyClass = `
def every_class(kind=object):
    for one in type.__subclasses__(kind):
        if one is type: continue
        yield one
        yield from every_class(one)
`

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
    'it finds the runner among the classes': `${wrong}${everyClass}
for kind in every_class():
    for one in list(vars(kind).values()):
        names = getattr(one, "__globals__", {})
        if "run_check" in names: names["compare"] = names["near"] = lambda *_: True`,
    'it bends what writes the answer': `${wrong}${everyClass}
def bend(*_): return '{"checks": []}'
for kind in every_class():
    if kind.__name__ == "JSONEncoder": kind.encode = kind.iterencode = bend`,
    'it bends what reads the checks': `${wrong}${everyClass}
import ast
ast.Call.__new__ = lambda *_, **__: ast.Constant(True)
for kind in every_class():
    if kind.__name__ == "NodeVisitor": kind.visit = lambda _, node: [setattr(f, "body", f.body[:1]) for f in getattr(node, "body", [])] and node`,
    'it looks for builtins that are the runner’s': `${wrong}
import sys
names = sys.setrecursionlimit.__globals__
names["__builtins__"]["compile"] = names["__builtins__"]["sum"] = lambda *_: 0`,
    'an error brings a traceback of its own': `
import sys
class Trace:
    tb_lineno, tb_next = 1, None
    @property
    def tb_frame(self):
        frame = sys._getframe(0)
        while frame.f_code.co_name != "run_check": frame = frame.f_back
        frame.f_locals["verdict"] = "+"
        return frame
class Own(Exception):
    __traceback__ = property(lambda _: Trace())
def total(rows): raise Own
def root(x): raise Own`,
    'it waits until others look': `${wrong}
import gc, sys
def look(*_):
    try: frame = sys._getframe(0)
    except ValueError: return
    while frame:
        if "verdict" in frame.f_locals: frame.f_locals["verdict"] = "+"
        frame = frame.f_back
class Late:
    def __del__(self): look()
def again():
    late = Late(); late.itself = late
gc.callbacks.append(look)
gc.set_threshold(1, 1, 1)
def total(rows): again(); raise ValueError
def root(x): again(); raise ValueError`,
    'it takes a module without importing it': `${wrong}
import _imp, types
ctypes = _imp.create_builtin(types.SimpleNamespace(name="_ctypes", origin=None, loader=None))
_imp.exec_builtin(ctypes)`,
    'it changes the code of the runner’s functions': `${wrong}
import sys
sys.setrecursionlimit.__code__ = (lambda most: 0).__code__`,
    'it reaches for another interpreter': `${wrong}import _interpreters`,
    'a number has no distance to others': `
class Near(float):
    __sub__ = __rsub__ = lambda *_: 0.0
def total(rows): return Near()
def root(x): return Near()`,
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

/** The results of checks in a Python opened for them, for each code. */
async function passedBy(checks: string, ...codes: string[]) {
  const apart = await open(checks)
  return codes.map((code) => apart.check(code, checks, { check: () => undefined }).results.map(({ passed }) => passed))
}

test('a check that hands a function over, compares several or uses a library is not bent by it', async () => {
  const checks = `from statistics import mean

def check_applied(m):
    assert m.apply(lambda x: x + 1, 2) == 3

def check_between(m):
    assert 1 < m.middle([1, 2, 3]) < 3

def check_mean(m):
    assert mean(m.filled([1.0, 2.0])) == 1.5
`
  const honest = `
def apply(f, x): return f(x)
def middle(rows): return sorted(rows)[len(rows) // 2]
def filled(rows): return rows`
  const bent = `
import builtins
def apply(f, x):
    names = f.__globals__
    names["_compare_"] = names["_chain_"] = lambda *_: True
    return 0
class Yes(float):
    __lt__ = __gt__ = lambda *_: True
    __hash__ = float.__hash__
def middle(rows): return Yes(9)
def filled(rows):
    builtins.sum = builtins.len = lambda *_: 3
    return [9.0, 9.0]`
  expect(await passedBy(checks, bent, honest)).toEqual([
    [false, false, false],
    [true, true, true],
  ])
})

test('a Counter is as good as a dict, unless it decides by itself', async () => {
  const checks = 'def check_counts(m):\n    assert m.counts("aab") == {"a": 2, "b": 1}\n'
  const counter = 'from collections import Counter\n'
  const own = '    __eq__ = lambda *_: True\n    items = lambda _: {"a": 2, "b": 1}.items()\n'
  const yes = `${counter}class Yes(Counter):\n${own}def counts(text): return Yes()`
  expect(await passedBy(checks, `${counter}def counts(text): return Counter(text)`, yes)).toEqual([[true], [false]])
})

describe('what one run leaves is not there in the next', () => {
  test.each([
    'import plot\nopen(plot.__file__, "w").write("raise ValueError")',
    'import plot, os\nos.remove(plot.__file__)',
    'open("random.py", "w").write("raise ValueError")',
    'import gc, builtins\ndef bend(*_): builtins.len = lambda _: 9\ngc.callbacks.append(bend)\ngc.set_threshold(1, 1, 1)',
    'import abc\nabc.ABCMeta.__instancecheck__ = lambda *_: False',
    'import sys\nsys.path_hooks.clear()\nsys.path_importer_cache.clear()',
    'import sys\nsys.stdout.close()',
    'import sys\nsys.stdout.detach()',
    'import sys\nsys.stdout.reconfigure(encoding="utf-16")',
    'import os\nos.chdir("/")',
  ])('%s', (code) => {
    run(code)
    const next = `
import collections.abc, json, os, plot, random
plot.line([1, 2])
print(len("ab"), isinstance([], collections.abc.Sequence), json.dumps(random.Random(1).random() < 1), os.getcwd() != "/")`
    const { outcome, text, charts } = run(next)
    expect([outcome, text, charts.length]).toEqual([{}, '2 True true True\n', 1])
  })

  test('what is printed without an end of line is shown with its run', () => {
    expect(run('import sys\nprint("abc", end="")\nsys.stderr.write("d")').text).toMatch(/^(abcd|dabc)$/)
    expect(run('print("next")').text).toBe('next\n')
  })
})

test('an error that nobody can tell ends the run in words, and the next works', () => {
  const errors = [
    'class M(type):\n    __name__ = property(lambda _: 1 / 0)\nclass E(Exception, metaclass=M): pass\nraise E',
    'class E(Exception):\n    def __str__(self): raise SystemExit\nraise E',
    'error = SyntaxError("x"); error.lineno = float("nan"); raise error',
    'error = SyntaxError("x"); error.lineno = object(); raise error',
    'class R:\n    def __repr__(self): raise KeyboardInterrupt\nraise SystemExit(R())',
    'class R:\n    def __eq__(self, _): raise ValueError\nraise SystemExit(R())',
    'class S(str):\n    def __getitem__(self, _): return object()\nclass E(Exception):\n    def __str__(self): return S("x")\nraise E',
  ]
  for (const code of errors) expect(run(code).outcome.error, code).toMatch(/\w/)
  expect(run('print(1)').text).toBe('1\n')
})

test('a traceback is printed where an error is caught', () => {
  const { outcome, text } = run(`
import logging, traceback
def divide():
    try: 1 / 0
    except Exception as error:
        traceback.print_exc()
        logging.exception("no")
        print(traceback.format_tb(error.__traceback__))
divide()`)
  expect(outcome).toEqual({})
  expect(text.match(/File "your code", line 4, in divide/g)).toHaveLength(3)
  expect(text).toContain('ERROR:root:no')
})

test('a loop without end stops when it is told to, and the next run works', async () => {
  const interrupt = new Int32Array(new SharedArrayBuffer(4))
  const apart = await open(sumChecks, interrupt)
  // What it prints is told at once, and here sets the flag that another thread would.
  const stop = { show: () => (interrupt[0] = 2) }
  expect(apart.run('print("begun")\nwhile True: pass', stop)).toEqual({ stopped: true })
  expect(apart.run('print(1)', { show: () => undefined })).toEqual({})
})
