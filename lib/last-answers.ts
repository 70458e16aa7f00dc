import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { once } from './process'

/**
 * From now on this process, once it is told to stop, gives the answers that are under way and ends then. Of itself Node
 * closes the connections that are idle at that moment: it would wait for browsers to let go of those that become idle
 * afterwards, or on which nothing was ever asked.
 */
export function endWithLastAnswer(): void {
  once('last-answers', () => {
    const { stop } = followConnections()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
    return true
  })
}

// Who stops a server waits for ten seconds, and then kills it.
const patienceMs = 5000

/**
 * Follows the connections that come from now on; `stop` ends those on which nothing is under way, now and later, and all
 * of them after five seconds.
 */
export function followConnections(): { stop: () => void } {
  const underWay = new Map<Socket, number>()
  let isStopping = false
  const settle = (socket: Socket) => {
    if (isStopping && underWay.get(socket) === 0) socket.end()
  }
  subscribe('net.server.socket', (message) => {
    const { socket } = message as { socket: Socket }
    underWay.set(socket, 0)
    socket.once('close', () => underWay.delete(socket))
    settle(socket)
  })
  subscribe('http.server.request.start', (message) => {
    const { socket, response } = message as { socket: Socket; response: ServerResponse }
    underWay.set(socket, (underWay.get(socket) ?? 0) + 1)
    response.once('close', () => {
      if (socket.destroyed) return
      underWay.set(socket, (underWay.get(socket) ?? 1) - 1)
      settle(socket)
    })
  })
  return {
    stop: () => {
      isStopping = true
      for (const socket of underWay.keys()) settle(socket)
      setTimeout(() => {
        for (const socket of underWay.keys()) socket.destroy()
      }, patienceMs).unref()
    },
  }
}
