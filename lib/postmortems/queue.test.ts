import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { inQueue, inTurnOf } from './queue'

describe('inQueue', () => {
  it('runs one task at a time, in order', async () => {
    const seen: string[] = []
    const task = (name: string, ms: number) => async () => {
      seen.push(`${name} begins`)
      await pause(ms)
      seen.push(`${name} ends`)
      return name
    }
    expect(await Promise.all([inQueue(task('a', 20)), inQueue(task('b', 1))])).toEqual(['a', 'b'])
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  it('goes on after a task that fails', async () => {
    const failing = inQueue(async () => {
      throw new Error('no')
    })
    const after = inQueue(async () => 'yes')
    await expect(failing).rejects.toThrow('no')
    await expect(after).resolves.toBe('yes')
  })

  it('is one queue for all copies of the module', async () => {
    vi.resetModules()
    const copy = await import('./queue')
    expect(copy.inQueue).not.toBe(inQueue)
    const seen: number[] = []
    const first = inQueue(async () => {
      await pause(20)
      seen.push(1)
    })
    await Promise.all([first, copy.inQueue(async () => seen.push(2))])
    expect(seen).toEqual([1, 2])
  })
})

describe('inTurnOf', () => {
  it('keeps the tasks of a document apart, after a failure too, and lets others go on', async () => {
    const seen: string[] = []
    let end = (): void => undefined
    const held = inTurnOf('a', async () => {
      await new Promise<void>((resolve) => (end = resolve))
      seen.push('first of a')
      throw new Error('no')
    })
    const next = inTurnOf('a', async () => seen.push('second of a'))
    await inTurnOf('b', async () => seen.push('b'))
    end()
    await expect(held).rejects.toThrow('no')
    await next
    expect(seen).toEqual(['b', 'first of a', 'second of a'])
  })
})
