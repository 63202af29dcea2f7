import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { Agent, createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { callOut, type OutgoingCall } from '#kernel'
import { authority } from '../recipient/certificates.ts'

let caPem: string
let own: { keyPem: string; certificatePem: string }
let server: Server
let agent: Agent

beforeAll(async () => {
  const ca = await authority()
  caPem = ca.pem
  own = await ca.issue('CN=localhost')
})
afterEach(() => {
  agent.destroy()
  server.closeAllConnections()
  server.close()
})

/** Serves once, and returns what calls it. */
async function served(answer: RequestListener) {
  server = createServer({ key: own.keyPem, cert: own.certificatePem }, answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  agent = new Agent({ ca: caPem, keepAlive: true })
  const url = `https://localhost:${(server.address() as AddressInfo).port}/`
  return (more: Partial<OutgoingCall> = {}) =>
    callOut(url, {
      ...{ method: 'POST', headers: { accept: 'text/plain' }, agent, limitBytes: 100 },
      ...{ signal: AbortSignal.timeout(5_000), ...more },
    })
}

test('an answer comes whole, with every header line and the redirect that nobody followed', async () => {
  const call = await served((req, res) => {
    res.writeHead(
      302,
      [
        ['Location', '/elsewhere'],
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
      ].flat(),
    )
    req.pipe(res)
  })
  const { status, headers, text } = await call({ body: 'ação' })
  expect([status, text]).toEqual([302, 'ação'])
  expect(headers.filter(([name]) => name !== 'Date' && name !== 'Connection').slice(0, 3)).toEqual([
    ['Location', '/elsewhere'],
    ['Set-Cookie', 'a=1'],
    ['Set-Cookie', 'b=2'],
  ])
})

test('a connection is used again, as often as wanted', async () => {
  const ports = new Set<number | undefined>()
  const call = await served((req, res) => {
    ports.add(req.socket.remotePort)
    res.end('ok')
  })
  for (let round = 0; round < 12; round += 1) expect((await call()).text).toBe('ok')
  const [socket] = Object.values(agent.freeSockets)[0] ?? []
  expect(ports.size).toBe(1)
  expect(socket?.listenerCount('secureConnect')).toBeLessThan(3)
})

test('an answer over the limit is not read to its end', async () => {
  const call = await served((_req, res) => res.end('x'.repeat(101)))
  await expect(call()).rejects.toThrow(RangeError)
})

test('the signal’s reason is why a call ended, and the other side may have seen it', async () => {
  const stop = new AbortController()
  const call = await served(() => stop.abort(new Error('enough')))
  await expect(call({ signal: stop.signal })).rejects.toMatchObject({ message: 'enough', connected: true })
})

test('a call to nobody, or to somebody else’s certificate, was seen by nobody', async () => {
  const call = await served((_req, res) => res.end())
  const stranger = new Agent({ ca: own.certificatePem })
  await expect(call({ agent: stranger })).rejects.toMatchObject({ connected: false })
  server.close()
  agent.destroy()
  await expect(call()).rejects.toMatchObject({ code: 'ECONNREFUSED', connected: false })
})
