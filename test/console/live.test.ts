import http from 'node:http'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HEARTBEAT_MS } from '#console'
import { serve, TOKEN } from './serve.ts'

let bank: Awaited<ReturnType<typeof serve>>
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  bank = await serve([])
})
afterEach(async () => {
  await bank.close()
  vi.useRealTimers()
})

function open(): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    http
      .get(
        {
          host: '127.0.0.1',
          port: bank.port(),
          path: '/api/live',
          headers: { host: bank.host(), authorization: `Bearer ${TOKEN}` },
          agent: false,
        },
        resolve,
      )
      .on('error', reject)
  })
}

/** Reads whole lines as they come. */
function linesOf(response: http.IncomingMessage): () => Promise<unknown> {
  const lines = response.setEncoding('utf8').iterator({ destroyOnReturn: false }) as AsyncIterator<string>
  const waiting: string[] = []
  let rest = ''
  return async () => {
    while (waiting.length === 0) {
      const { value, done } = await lines.next()
      if (done) return 'ended'
      const whole = (rest + value).split('\n')
      rest = whole.pop() ?? ''
      waiting.push(...whole)
    }
    return JSON.parse(waiting.shift() as string)
  }
}

describe('the live stream', () => {
  it('greets, tells what happens as a JSON line each, and beats every 15 s', async () => {
    const response = await open()
    expect(response.headers['content-type']).toMatch(/^application\/x-ndjson/)
    expect(response.headers['cache-control']).toBe('no-store')
    const next = linesOf(response)
    expect(await next()).toEqual({ type: 'hello', heartbeatMs: 15_000 })
    bank.tell({ type: 'journeys', journeys: [] })
    expect(await next()).toEqual({ type: 'journeys', journeys: [] })
    vi.advanceTimersByTime(HEARTBEAT_MS)
    expect(await next()).toEqual({ type: 'heartbeat' })
    response.destroy()
  })

  it('listens while somebody reads, and asks nobody to make news otherwise', async () => {
    expect(bank.tellers.size).toBe(0)
    const [one, other] = [await open(), await open()]
    expect(bank.tellers.size).toBe(1)
    one.destroy()
    other.destroy()
    await expect.poll(() => bank.tellers.size).toBe(0)
    const next = linesOf(await open())
    await next()
    bank.tell({ type: 'journeys', journeys: [] })
    expect(await next()).toEqual({ type: 'journeys', journeys: [] })
  })

  it('is for the owner only and checks the address like every call', async () => {
    expect((await bank.ask({ path: '/api/live' })).status).toBe(401)
    const headers = { authorization: `Bearer ${TOKEN}`, host: 'attacker.example' }
    expect((await bank.ask({ path: '/api/live', headers })).status).toBe(421)
    expect((await bank.own('POST', '/api/live')).status).toBe(405)
  })

  it('ends when the console closes', async () => {
    const next = linesOf(await open())
    await next()
    bank.console.close()
    expect(await next()).toBe('ended')
    expect(bank.tellers.size).toBe(0)
  })

  it('drops a reader that does not read instead of keeping messages for it, and goes on for the others', async () => {
    const slow = await open()
    slow.pause()
    const quick = linesOf(await open())
    await quick()
    const ended = new Promise((resolve) => slow.on('close', resolve).on('error', resolve))
    const blob = 'x'.repeat(64 * 1024)
    for (let told = 0; told < 400; told += 1) {
      bank.tell({ told, blob })
      expect(await quick()).toMatchObject({ told })
    }
    slow.resume()
    await ended
    expect(slow.complete).toBe(false)
  })

  it('admits 64 readers and tells the next to come back later', async () => {
    const readers = await Promise.all(Array.from({ length: 64 }, open))
    const reply = await bank.own('GET', '/api/live')
    expect([reply.status, reply.headers['retry-after']]).toEqual([503, '15'])
    for (const reader of readers) reader.destroy()
  })
})
