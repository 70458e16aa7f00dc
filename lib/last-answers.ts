import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { once } from './process'

// Who stops a server waits for ten seconds, and then kills it.
const patienceMs = 5000
const codes = { SIGINT: 130, SIGTERM: 143 }

/**
 * From now on this process, once it is told to stop, gives the answers that are under way and ends then, within six
 * seconds at most. Of itself Node closes the connections that are idle at that moment: it would wait for browsers to let
 * go of those that become idle afterwards, or on which nothing was ever asked.
 */
export function endWithLastAnswer(): void {
  once('last-answers', () => {
    const { stop } = followConnections()
    for (const [signal, code] of Object.entries(codes)) {
      process.once(signal, () => {
        stop()
        // Next waits for what it has begun, even when nobody is there to take the answer.
        setTimeout(() => process.exit(code), patienceMs + 1000).unref()
      })
    }
    return true
  })
}

/**
 * Follows the connections that come from now on; `stop` ends those on which nothing is under way, now and later, and all
 * of them after five seconds.
 */
export function followConnections(): { stop: () => void } {
  const last = new Map<Socket, ServerResponse | undefined>()
  let isStopping = false
  const settle = (socket: Socket) => {
    const response = last.get(socket)
    const isIdle = response === undefined || response.writableFinished
    if (isStopping && isIdle) socket.end()
  }
  subscribe('net.server.socket', (message) => {
    const { socket } = message as { socket: Socket }
    last.set(socket, undefined)
    socket.once('close', () => last.delete(socket))
    settle(socket)
  })
  subscribe('http.server.request.start', (message) => {
    const { socket, response } = message as { socket: Socket; response: ServerResponse }
    last.set(socket, response)
  })
  subscribe('http.server.response.finish', (message) => {
    const { socket } = message as { socket: Socket }
    if (isStopping) setImmediate(settle, socket)
  })
  return {
    stop: () => {
      isStopping = true
      for (const socket of last.keys()) settle(socket)
      setTimeout(() => {
        for (const socket of last.keys()) socket.destroy()
      }, patienceMs).unref()
    },
  }
}
