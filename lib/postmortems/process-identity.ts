import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** A process, told apart from a later one that got the same number. */
export type Identity = {
  pid: number
  /** The machine's boot and the tick the process started at; empty where the system does not tell. */
  startTime: string
  /** Numbers of processes mean something on one machine (or container) only. */
  host: string
}

/** The identity of this process. */
export function ownIdentity(): Identity {
  return { pid: process.pid, startTime: startTimeOf(process.pid) ?? '', host: hostname() }
}

/** Whether two identities name the same process. */
export function isSameProcess(one: Identity, other: Identity): boolean {
  return one.pid === other.pid && one.host === other.host && one.startTime === other.startTime
}

/** Whether a process of this machine still runs; when the system does not tell, it does. */
export function isRunning({ pid, startTime }: Identity): boolean {
  const found = startTimeOf(pid)
  if (found === undefined) return false
  return !found || !startTime || found === startTime
}

/** Undefined when there is no such process, empty when the system does not tell since when it runs. */
function startTimeOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The program's name stands in brackets and may hold anything; the state is the first field behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A dead child that nobody has waited for still has its number.
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`
  } catch {
    return ''
  }
}
