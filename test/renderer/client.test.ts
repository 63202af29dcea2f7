import { afterEach, describe, expect, it, vi } from 'vitest'
import { openApi } from '../../renderer/client/api.ts'
import { jsonLines } from '../../renderer/client/lines.ts'
import { forgetToken, takeToken } from '../../renderer/client/start-link.ts'

function memory(): Storage {
  const held = new Map<string, string>()
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  } as Storage
}

describe('the start link', () => {
  it('gives its token to the tab and clears the address, keeping path and query', () => {
    const storage = memory()
    const replaced: string[] = []
    const place = { hash: '#token=abc', pathname: '/journeys/1', search: '?q=x' }
    expect(takeToken(place, storage, (url) => void replaced.push(url))).toBe('abc')
    expect(replaced).toEqual(['/journeys/1?q=x'])
    expect(takeToken({ ...place, hash: '' }, storage, () => undefined)).toBe('abc')
  })

  it('leaves the address alone where there is no token in it', () => {
    const replace = vi.fn()
    expect(takeToken({ hash: '#content', pathname: '/', search: '' }, memory(), replace)).toBeNull()
    expect(replace).not.toHaveBeenCalled()
  })

  it('is forgotten when the bank does not know its token', () => {
    const storage = memory()
    takeToken({ hash: '#token=abc', pathname: '/', search: '' }, storage, () => undefined)
    forgetToken(storage)
    expect(takeToken({ hash: '', pathname: '/', search: '' }, storage, () => undefined)).toBeNull()
  })
})

describe('the live stream’s lines', () => {
  it('are told once whole, however the stream cuts them', () => {
    const told: unknown[] = []
    const feed = jsonLines((message) => void told.push(message))
    for (const chunk of ['{"a"', ':1}\n{"b":2}\n\n', '{"c"', ':', '3}', '\n{"d"']) feed(chunk)
    expect(told).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }])
  })
})

describe('the console API', () => {
  afterEach(() => vi.unstubAllGlobals())
  const answering = (answer: () => Promise<Response>) => vi.stubGlobal('fetch', vi.fn(answer))

  it('sends the token as a bearer token and the language to be answered in, and reads JSON', async () => {
    answering(async () => Response.json({ ok: true }))
    expect(
      await openApi(
        't-1',
        () => undefined,
        () => 'pt-BR',
      ).get('/api/status'),
    ).toEqual({ ok: true })
    expect(fetch).toHaveBeenCalledWith(
      '/api/status',
      expect.objectContaining({ headers: { authorization: 'Bearer t-1', 'accept-language': 'pt-BR' } }),
    )
  })

  it('throws what the bank said, and tells when the token is stale', async () => {
    const error = { type: 'token-unknown', title: 'Token not known', detail: 'd', fix: 'f', facts: {} }
    answering(async () => Response.json({ error }, { status: 401 }))
    const onStale = vi.fn()
    await expect(openApi('t', onStale, () => 'en').get('/api/status')).rejects.toMatchObject({
      type: 'token-unknown',
      fix: 'f',
    })
    expect(onStale).toHaveBeenCalledOnce()
  })

  it('tells a bank that does not answer from one that refuses', async () => {
    answering(async () => {
      throw new TypeError('fetch failed')
    })
    await expect(
      openApi(
        't',
        () => undefined,
        () => 'en',
      ).get('/api/status'),
    ).rejects.toMatchObject({ type: 'offline' })
    answering(async () => new Response('<html>', { status: 502 }))
    await expect(
      openApi(
        't',
        () => undefined,
        () => 'en',
      ).get('/api/status'),
    ).rejects.toMatchObject({ detail: 'HTTP 502' })
  })
})
