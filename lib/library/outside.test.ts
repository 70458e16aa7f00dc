import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { git } from '@/lib/git'
import { openLibraryAt } from './shelf'

type Library = Awaited<ReturnType<typeof openLibraryAt>>

/** From a change of the working tree to the site. */
const soon = { timeout: 2000, interval: 10 }
const as = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org']

let root: string
let team: string
let contentDir: string
const open: Library[] = []

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'twelvefold-outside-')))
  team = path.join(root, 'team')
  contentDir = path.join(team, 'content')
  await mkdir(team)
  await git(team, ['-c', 'init.defaultBranch=main', 'init', '--quiet'])
  await put('README.md', 'Ours.\n', team)
  await put('postmortems/one.mdx', postmortem('one'))
  await put('postmortems/two.mdx', postmortem('two'))
  await commit()
})

afterEach(async () => {
  for (const library of open.splice(0)) await library.close()
  await rm(root, { recursive: true, force: true })
})

function postmortem(name: string, { title = name, body = 'Text.' } = {}): string {
  const fields = `title: "${title}"\nsummary: S\nlessons: [7]\ncreated: 2026-01-01\nseverity: minor\nhappened: 2026`
  return `---\nid: ${name.padStart(10, '0')}\n${fields}\n---\n\n${body}\n`
}

async function put(file: string, text: string, folder = contentDir): Promise<void> {
  await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
  await writeFile(path.join(folder, file), text)
}

const remove = (file: string, folder = contentDir) => rm(path.join(folder, file))

async function commit(folder = team): Promise<void> {
  await git(folder, ['add', '--all'])
  await git(folder, [...as, 'commit', '--quiet', '-m', 'Change'])
}

// As in a shell; a stash names its files by patterns.
const env = { GIT_LITERAL_PATHSPECS: '0', GIT_EDITOR: 'true' }
const run = (...args: string[]) => git(team, [...as, ...args], { env })
/** What stops half-way and says so. */
const runHalf = (...args: string[]) => expect(run(...args)).rejects.toThrow('Git could not')

/** Makes a branch from where we are, with what `work` does on it, and comes back. */
async function onBranch(name: string, work: () => Promise<unknown>): Promise<void> {
  const back = (await run('symbolic-ref', '--short', 'HEAD')).trim()
  await run('checkout', '--quiet', '-b', name)
  await work()
  await commit()
  await run('checkout', '--quiet', back)
}

let servers = 0

/** A server that has seen nothing before: no snapshot of a build, and a data folder of its own unless it is named. */
async function start(dataDir = path.join(root, `data${servers++}`)): Promise<Library> {
  const library = await openLibraryAt({ contentDir, dataDir, snapshot: new Map(), buildId: 'build' })
  open.push(library)
  return library
}

async function stop(library: Library): Promise<void> {
  open.splice(open.indexOf(library), 1)
  await library.close()
}

/** Address and title of all that is served. */
const served = ({ shelf }: Library) =>
  Object.fromEntries([...shelf.catalogue.byPath.values()].map(({ slug, title }) => [slug, title]))
const refused = ({ shelf }: Library) => [...shelf.catalogue.problems.keys()].sort()
/** What somebody knows who has followed every change, as search does. */
const followed = ({ shelf }: Library) => {
  const known = new Map<string, string>()
  for (const { id, document } of shelf.catalogue.changes) {
    if (document) known.set(id, document.path)
    else known.delete(id)
  }
  return known
}
const paths = ({ shelf }: Library) => new Map([...shelf.catalogue.byId].map(([id, { path: file }]) => [id, file]))
const seen = (library: Library, titles: Record<string, string>, problems: string[] = []) =>
  vi.waitFor(() => expect([served(library), refused(library)]).toEqual([titles, problems]), soon)

describe('what git does to the working tree shows within two seconds', () => {
  test('a colleague’s push, pulled', async () => {
    await git(root, ['clone', '--quiet', '--bare', team, 'remote.git'])
    await run('remote', 'add', 'origin', path.join(root, 'remote.git'))
    await git(root, ['clone', '--quiet', 'remote.git', 'colleague'])
    const colleague = path.join(root, 'colleague')
    const library = await start()
    await put('postmortems/two.mdx', postmortem('two', { title: 'Two again' }), path.join(colleague, 'content'))
    await put('postmortems/three.mdx', postmortem('three'), path.join(colleague, 'content'))
    await remove('postmortems/one.mdx', path.join(colleague, 'content'))
    await commit(colleague)
    await git(colleague, ['push', '--quiet', 'origin', 'main'])
    await run('pull', '--quiet', '--ff-only', 'origin', 'main')
    await seen(library, { two: 'Two again', three: 'three' })
  })

  test('branches with many files, back and forth; what both have is never away', async () => {
    const names = Array.from({ length: 120 }, (_, index) => `case-${index}`)
    await put('postmortems/kept.mdx', postmortem('kept'))
    await put('postmortems/moved.mdx', postmortem('moved'))
    await commit()
    await onBranch('many', async () => {
      for (const name of names) await put(`postmortems/${name}.mdx`, postmortem(name.replace('-', '')))
      await put('postmortems/kept.mdx', postmortem('kept', { title: 'Kept and changed' }))
      await rename(path.join(contentDir, 'postmortems/moved.mdx'), path.join(contentDir, 'postmortems/zmoved.mdx'))
      await remove('postmortems/one.mdx')
    })
    const library = await start()
    const main = { one: 'one', two: 'two', kept: 'kept', moved: 'moved' }
    const many = {
      two: 'two',
      kept: 'Kept and changed',
      zmoved: 'moved',
      ...Object.fromEntries(names.map((name) => [name, name.replace('-', '')])),
    }
    const away: string[] = []
    const { byId } = library.shelf.catalogue
    const watching = setInterval(() => {
      for (const id of ['0000000two', '000000kept', '00000moved']) if (!byId.has(id)) away.push(id)
    }, 1)
    await run('checkout', '--quiet', 'many')
    await vi.waitFor(() => expect(served(library)).toEqual(many), { timeout: 20_000, interval: 10 })
    for (const [branch, titles] of [
      ['main', main],
      ['many', many],
      ['main', main],
    ] as const) {
      await run('checkout', '--quiet', branch)
      await seen(library, titles)
    }
    clearInterval(watching)
    expect(away).toEqual([])
    expect(followed(library)).toEqual(paths(library))
  })

  test('a rebase that stops at a conflict, goes on, and ends', async () => {
    await onBranch('topic', async () => {
      await put('postmortems/three.mdx', postmortem('three'))
      await commit()
      await put('postmortems/one.mdx', postmortem('one', { title: 'Topic' }))
    })
    await put('postmortems/one.mdx', postmortem('one', { title: 'Main' }))
    await commit()
    await run('checkout', '--quiet', 'topic')
    const library = await start()
    await seen(library, { one: 'Topic', two: 'two', three: 'three' })
    await runHalf('rebase', 'main')
    await vi.waitFor(() => expect(refused(library)).toEqual(['postmortems/one.mdx']), soon)
    expect(['Main', 'Topic']).toContain(served(library).one)
    await put('postmortems/one.mdx', postmortem('one', { title: 'Both' }))
    await run('add', '--all')
    await run('rebase', '--continue')
    await seen(library, { one: 'Both', two: 'two', three: 'three' })
  })

  test('a stash, with new files, taken and given back', async () => {
    const library = await start()
    await put('postmortems/one.mdx', postmortem('one', { title: 'Not yet committed' }))
    await put('postmortems/three.mdx', postmortem('three'))
    const changed = { one: 'Not yet committed', two: 'two', three: 'three' }
    await seen(library, changed)
    for (let round = 0; round < 3; round++) {
      await run('stash', '--quiet', '--include-untracked')
      await seen(library, { one: 'one', two: 'two' })
      await run('stash', 'pop', '--quiet')
      await seen(library, changed)
    }
  })

  test('a branch without the folder, and back', async () => {
    await onBranch('bare', () => rm(contentDir, { recursive: true }))
    await onBranch('lessons', async () => {
      await rm(path.join(contentDir, 'postmortems'), { recursive: true })
      await put('toy-problems/note.txt', 'A folder with no document.')
    })
    const library = await start()
    for (let round = 0; round < 2; round++) {
      await run('checkout', '--quiet', 'bare')
      await seen(library, {})
      await run('checkout', '--quiet', 'main')
      await seen(library, { one: 'one', two: 'two' })
      await run('checkout', '--quiet', 'lessons')
      await seen(library, {})
      await run('checkout', '--quiet', 'main')
      await seen(library, { one: 'one', two: 'two' })
    }
  })

  test('two documents that change their addresses with each other, and one that moves into a folder', async () => {
    await onBranch('swapped', async () => {
      const of = (file: string) => path.join(contentDir, 'postmortems', file)
      const [one, two] = await Promise.all([readFile(of('one.mdx'), 'utf8'), readFile(of('two.mdx'), 'utf8')])
      await put('postmortems/one.mdx', two)
      await put('postmortems/two.mdx', one)
    })
    await onBranch('renewed', () => put('postmortems/one.mdx', postmortem('another', { title: 'Another' })))
    await onBranch('folder', async () => {
      await rename(path.join(contentDir, 'postmortems/one.mdx'), path.join(root, 'one.mdx'))
      await put('postmortems/one/index.mdx', await readFile(path.join(root, 'one.mdx'), 'utf8'))
    })
    const library = await start()
    for (const [branch, titles] of [
      ['swapped', { one: 'two', two: 'one' }],
      ['folder', { one: 'one', two: 'two' }],
      ['swapped', { one: 'two', two: 'one' }],
      ['renewed', { one: 'Another', two: 'two' }],
      ['main', { one: 'one', two: 'two' }],
    ] as const) {
      await run('checkout', '--quiet', branch)
      await seen(library, titles)
      expect(followed(library)).toEqual(paths(library))
    }
  })

  test('two lessons that change their numbers with each other', async () => {
    const lesson = (id: string, number: number) =>
      `---\nid: ${id.padStart(10, '0')}\ntitle: T${number}\nsummary: S\nlessons: [${number}]\ncreated: 2026-01-01\nnumber: ${number}\nclaim: C\n---\n\nText.\n`
    await rm(path.join(contentDir, 'postmortems'), { recursive: true })
    await put('lessons/a.mdx', lesson('a', 1))
    await put('lessons/b.mdx', lesson('b', 2))
    await commit()
    await onBranch('renumbered', async () => {
      await put('lessons/a.mdx', lesson('a', 2))
      await put('lessons/b.mdx', lesson('b', 1))
    })
    const library = await start()
    for (const [branch, titles] of [
      ['renumbered', { a: 'T2', b: 'T1' }],
      ['main', { a: 'T1', b: 'T2' }],
    ] as const) {
      await run('checkout', '--quiet', branch)
      await seen(library, titles)
    }
  })

  test('a folder that was made anew in an instant, and what changes in it later', async () => {
    const library = await start()
    for (const folder of [path.join(contentDir, 'postmortems'), contentDir]) {
      rmSync(folder, { recursive: true })
      mkdirSync(path.join(contentDir, 'postmortems'), { recursive: true })
      writeFileSync(path.join(contentDir, 'postmortems/one.mdx'), postmortem('one', { title: 'Anew' }))
      await seen(library, { one: 'Anew' })
      await put('postmortems/one.mdx', postmortem('one', { title: 'Later' }))
      await seen(library, { one: 'Later' })
    }
  })

  test('a change in the midst of others that do not end', async () => {
    const library = await start()
    const end = new AbortController()
    const others = (async () => {
      for (let index = 0; !end.signal.aborted; index++) {
        await put('postmortems/two.mdx', postmortem('two', { title: `Two ${index}` }))
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    })()
    await put('postmortems/one.mdx', postmortem('one', { title: 'In between' }))
    await vi.waitFor(() => expect(served(library).one).toBe('In between'), soon).finally(() => end.abort())
    await others
  })
})

/** Both sides change the title of `one`; ours is checked out, and theirs also brings `three`. */
async function diverge(): Promise<void> {
  await onBranch('theirs', async () => {
    await put('postmortems/one.mdx', postmortem('one', { title: 'Theirs' }))
    await put('postmortems/three.mdx', postmortem('three'))
  })
  await put('postmortems/one.mdx', postmortem('one', { title: 'Ours' }))
  await commit()
}

describe('a document that is refused keeps its last good version', () => {
  const kept = { one: 'Ours', two: 'two', three: 'three' }
  const problem = ['postmortems/one.mdx']

  test('in a merge with a conflict: while the server runs, after a restart, and until it is finished', async () => {
    await diverge()
    const library = await start()
    await runHalf('merge', 'theirs')
    await seen(library, kept, problem)
    const restarted = await start()
    await seen(restarted, kept, problem)
    expect(restarted.shelf.catalogue.problems.get('postmortems/one.mdx')?.problems[0]).toMatchObject({
      line: 3,
      column: 1,
      message: expect.stringContaining('unfinished merge') as string,
    })
    await put('postmortems/one.mdx', postmortem('one', { title: 'Both' }))
    await commit()
    for (const either of [library, restarted]) await seen(either, { ...kept, one: 'Both' })
  })

  test('in a merge that is given up', async () => {
    await diverge()
    const library = await start()
    await runHalf('merge', 'theirs')
    await seen(library, kept, problem)
    await run('merge', '--abort')
    await seen(library, { one: 'Ours', two: 'two' })
  })

  test('in a merge with a conflict in a file that one side has renamed', async () => {
    await diverge()
    await run('mv', 'content/postmortems/one.mdx', 'content/postmortems/uno.mdx')
    await commit()
    await run('checkout', '--quiet', 'theirs')
    const library = await start()
    await runHalf('merge', 'main')
    const { one, ...others } = { ...kept, uno: 'Theirs' }
    expect(one).toBe('Ours')
    await seen(library, others, ['postmortems/uno.mdx'])
    await seen(await start(), others, ['postmortems/uno.mdx'])
  })

  test.each([
    ['a listing', (side: string) => postmortem('one', { title: 'Code', body: `\`\`\`python\n${side}\n\`\`\`` })],
    ['a paragraph', (side: string) => postmortem('one', { title: 'Code', body: `Text.\n\n${side}` })],
  ])('with a conflict in %s', async (_, textOf) => {
    await put('postmortems/one.mdx', textOf('both = 0'))
    await commit()
    await onBranch('theirs', () => put('postmortems/one.mdx', textOf('theirs = 1')))
    await put('postmortems/one.mdx', textOf('ours = 1'))
    await commit()
    const library = await start()
    await runHalf('merge', 'theirs')
    for (const either of [library, await start()]) {
      await seen(either, { one: 'Code', two: 'two' }, problem)
      const body = JSON.stringify(either.shelf.catalogue.bySlug.get('postmortem/one')?.body)
      expect(body).toContain('ours')
      expect(body).not.toContain('theirs')
    }
  })

  test('with a conflict in the code of a toy problem', async () => {
    const front = 'id: toytoytoy1\ntitle: T\nsummary: S\nlessons: [1]\ncreated: 2026-01-01'
    const toy = `---\n${front}\nminutes: 5\ndifficulty: 1\nlanguage: python\n---\n\nText.\n`
    await put('toy-problems/toy/index.mdx', toy)
    await put('toy-problems/toy/starter.py', 'a = 0\n')
    await put('toy-problems/toy/checks.py', 'b = 0\n')
    await commit()
    await onBranch('theirs', async () => {
      await put('toy-problems/toy/starter.py', 'a = 1\n')
      await put('toy-problems/toy/checks.py', 'b = 1\n')
    })
    await put('toy-problems/toy/starter.py', 'a = 2\n')
    await commit()
    const library = await start()
    await runHalf('merge', 'theirs')
    for (const either of [library, await start()]) {
      await seen(either, { one: 'one', two: 'two', toy: 'T' }, ['toy-problems/toy/index.mdx'])
      // Text and code that belong together.
      expect(either.shelf.catalogue.byId.get('toytoytoy1')).toMatchObject({
        files: { starter: 'a = 2\n', checks: 'b = 0\n' },
      })
      expect(either.shelf.catalogue.problems.get('toy-problems/toy/index.mdx')?.problems[0]?.message).toContain(
        'starter.py',
      )
    }
  })

  test.each([
    ['is committed', () => commit(), 'one'],
    ['is not committed', () => Promise.resolve(), 'one'],
  ])('after a restart from the last commit that is good, when what is refused %s', async (_, finish, title) => {
    await put('postmortems/one.mdx', postmortem('one', { body: '{broken' }))
    await commit()
    await put('postmortems/one.mdx', postmortem('one', { body: '{broken again' }))
    await finish()
    const library = await start()
    await seen(library, { one: title, two: 'two' }, problem)
    await put('postmortems/one.mdx', postmortem('one', { title: 'Mended' }))
    await seen(library, { one: 'Mended', two: 'two' })
  })

  test.each([
    ['another engine', () => put('postmortems/one.mdx', '---js\n{}\n---\n')],
    [
      'a symbolic link',
      async () => {
        await remove('postmortems/one.mdx')
        await symlink('two.mdx', path.join(contentDir, 'postmortems/one.mdx'))
      },
    ],
  ])('when it is refused by its name or its first line: %s', async (_, breakIt) => {
    const running = await start()
    await breakIt()
    await commit()
    for (const library of [running, await start()]) await seen(library, { one: 'one', two: 'two' }, problem)
    await run('reset', '--quiet', '--hard', 'HEAD^')
    for (const library of open) await seen(library, { one: 'one', two: 'two' })
  })

  test('after a restart, when the last good text was never committed', async () => {
    const dataDir = path.join(root, 'data')
    const library = await start(dataDir)
    await put('postmortems/one.mdx', postmortem('one', { title: 'Never committed' }))
    await seen(library, { one: 'Never committed', two: 'two' })
    await put('postmortems/one.mdx', postmortem('one', { title: 'Broken', body: '{' }))
    await seen(library, { one: 'Never committed', two: 'two' }, problem)
    await stop(library)
    await seen(await start(dataDir), { one: 'Never committed', two: 'two' }, problem)
  })

  test('but not an older one, when it was mended in the meantime', async () => {
    const dataDir = path.join(root, 'data')
    const library = await start(dataDir)
    await put('postmortems/one.mdx', postmortem('one', { body: '{' }))
    await seen(library, { one: 'one', two: 'two' }, problem)
    await put('postmortems/one.mdx', postmortem('one', { title: 'Mended' }))
    await seen(library, { one: 'Mended', two: 'two' })
    await commit()
    await stop(library)
    await put('postmortems/one.mdx', postmortem('one', { body: '{' }))
    await seen(await start(dataDir), { one: 'Mended', two: 'two' }, problem)
  })

  test('after a restart, whatever its body says of withdrawing', async () => {
    await put('postmortems/one.mdx', postmortem('one', { body: '{broken\n\nwithdrawn: the offer' }))
    await seen(await start(), { one: 'one', two: 'two' }, problem)
  })

  test('and nothing is served where there is no good one, or no repository', async () => {
    await put('postmortems/three.mdx', postmortem('three', { body: '{' }))
    await seen(await start(), { one: 'one', two: 'two' }, ['postmortems/three.mdx'])
    await rm(path.join(team, '.git'), { recursive: true })
    await put('postmortems/one.mdx', postmortem('one', { body: '{' }))
    await seen(await start(), { two: 'two' }, ['postmortems/one.mdx', 'postmortems/three.mdx'])
  })
})

describe('two files of which one can be served', () => {
  test('when the first goes, the other is served', async () => {
    await put('postmortems/same.mdx', postmortem('one', { title: 'The same id' }))
    const library = await start()
    await seen(library, { one: 'one', two: 'two' }, ['postmortems/same.mdx'])
    await remove('postmortems/one.mdx')
    await seen(library, { same: 'The same id', two: 'two' })
  })
})
