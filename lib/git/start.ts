import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { once } from '@/lib/process'

/** A call of git: where, with what, and for how long. */
export type GitCall = {
  args: string[]
  input: string
  options: {
    cwd: string
    env: NodeJS.ProcessEnv
    encoding: 'utf8' | 'latin1'
    timeout: number
    maxBuffer: number
    windowsHide: boolean
  }
  /** When one is killed that did not end at its timeout, in milliseconds. */
  lastResortMs: number
}

/** What git printed, and how it ended when it did not end well. */
export type GitEnd = { stdout: string; stderr: string; error?: Error & { code?: unknown; killed?: boolean } }

type Report = { id: number; stdout: string; stderr: string; error: { message: string } | null }

type Starter = { child: ChildProcess; waiting: Map<number, (end: GitEnd) => void> }

type Desk = { starter: Starter | undefined; calls: number }

/**
 * Runs git by a small process beside this one (starter.mjs says why), which is started with the first call, ends with
 * this process, and is replaced when it has died.
 */
export function startGit(call: GitCall): Promise<GitEnd> {
  const desk = once('git-starter', (): Desk => ({ starter: undefined, calls: 0 }))
  if (!desk.starter?.child.connected) desk.starter = openStarter()
  const { child, waiting } = desk.starter
  const id = ++desk.calls
  return new Promise((resolve) => {
    waiting.set(id, resolve)
    keepAlive(desk.starter)
    child.send({ id, ...call }, (error) => {
      if (error) settle(desk.starter, id, { stdout: '', stderr: '', error })
    })
  })
}

function openStarter(): Starter {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'git', 'starter.mjs')
  const child = spawn(process.execPath, [file], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const starter: Starter = { child, waiting: new Map() }
  child.on('message', ({ id, stdout, stderr, error }: Report) => {
    const failed = error && Object.assign(new Error(error.message), error)
    settle(starter, id, { stdout, stderr, ...(failed && { error: failed }) })
  })
  const die = (cause: unknown) => {
    const error = new Error('The process that starts git has ended.', { cause })
    for (const id of starter.waiting.keys()) settle(starter, id, { stdout: '', stderr: '', error })
  }
  child.on('error', die)
  child.on('exit', die)
  child.unref()
  return starter
}

function settle(starter: Starter | undefined, id: number, end: GitEnd): void {
  const resolve = starter?.waiting.get(id)
  starter?.waiting.delete(id)
  keepAlive(starter)
  resolve?.(end)
}

/** A call that is under way keeps this process running; a starter that waits for one does not. */
function keepAlive(starter: Starter | undefined): void {
  if (starter && starter.waiting.size > 0) starter.child.channel?.ref()
  else starter?.child.channel?.unref()
}
