import { Agent, createServer, get, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { followConnections } from './last-answers'

afterEach(() => vi.useRealTimers())

test('a server that is told to stop answers what is under way and ends then, whatever connections are kept', async () => {
  const { stop } = followConnections()
  const server = createServer({ keepAliveTimeout: 3_600_000 })
  const arrived = new Promise<ServerResponse>((resolve) => server.once('request', (_, response) => resolve(response)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const silent = connect({ port, host: '127.0.0.1' })
  const isLetGo = new Promise<boolean>((resolve) => silent.resume().once('end', () => resolve(true)))
  await new Promise((resolve) => silent.once('connect', resolve))
  const agent = new Agent({ keepAlive: true })
  const answered = new Promise<string>((resolve, reject) => {
    get({ port, host: '127.0.0.1', agent }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString())).once('end', () => resolve(text))
    }).once('error', reject)
  })
  const response = await arrived
  const ended = new Promise<string>((resolve) => server.close(() => resolve('ended')))
  stop()
  expect(await isLetGo).toBe(true)
  const whole = 'whole '.repeat(100_000)
  response.end(whole)
  expect(await answered).toBe(whole)
  expect(await ended).toBe('ended')
  agent.destroy()
})

test('what is still not answered after five seconds is given up', async () => {
  const { stop } = followConnections()
  const server = createServer()
  const arrived = new Promise((resolve) => server.once('request', resolve))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const failed = new Promise<boolean>((resolve) => {
    get({ port, host: '127.0.0.1' }).once('error', () => resolve(true))
  })
  await arrived
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const ended = new Promise<string>((resolve) => server.close(() => resolve('ended')))
  stop()
  vi.advanceTimersByTime(5000)
  expect([await failed, await ended]).toEqual([true, 'ended'])
})
