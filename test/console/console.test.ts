import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ErrorBody } from '#console'
import { type ConsoleRoute, problem } from '#kernel'
import { SESSION, serve, TOKEN } from './serve.ts'

const echo = ({ params, body, caller, query }: Parameters<ConsoleRoute['act']>[0]) => ({
  params,
  body,
  caller,
  query: Object.fromEntries(query),
})

const routes: ConsoleRoute[] = [
  { method: 'GET', path: '/api/things/:id', roles: ['owner'], act: echo },
  { method: 'PUT', path: '/api/things/:id', roles: ['owner'], act: echo },
  { method: 'POST', path: '/api/things', roles: ['owner'], status: 201, act: echo },
  { method: 'DELETE', path: '/api/things/:id', roles: ['owner'], act: () => undefined },
  { method: 'GET', path: '/api/mine', roles: ['developer'], act: echo },
  { method: 'POST', path: '/api/sign-in', roles: ['anyone'], act: echo },
  {
    method: 'POST',
    path: '/api/enrol',
    roles: ['anyone'],
    status: 201,
    exchange: { arrow: 1, from: 'developer', to: 'marketplace', operation: 'enrol' },
    act({ body, tie }) {
      tie({ market: 'obb', applicationId: 'app-1' })
      if ((body as { name?: string } | undefined)?.name === undefined)
        throw problem('request-invalid', { faults: [] }, 'r1')
      return { secretless: true }
    },
  },
  {
    method: 'GET',
    path: '/api/refuse/:type',
    roles: ['owner'],
    act: ({ params }) => {
      throw problem(params.type as string, { id: 'x-1' })
    },
  },
  {
    method: 'GET',
    path: '/api/break',
    roles: ['owner'],
    act: () => {
      throw new Error('the database password is hunter2')
    },
  },
]

let bank: Awaited<ReturnType<typeof serve>>
beforeEach(async () => {
  bank = await serve(routes)
})
afterEach(() => bank.close())

const errorOf = (reply: { json: () => never }) => (reply.json() as ErrorBody).error

describe('who may call', () => {
  it('answers the owner with the start token', async () => {
    const reply = await bank.own('GET', '/api/things/7?a=1')
    expect(reply.status).toBe(200)
    expect(reply.json()).toEqual({ params: { id: '7' }, caller: { role: 'owner' }, query: { a: '1' } })
  })

  it.each([
    ['no token', undefined, 'token-missing'],
    ['an unknown token', 'Bearer nonsense', 'token-unknown'],
    ['another scheme', 'Basic b3duZXI6eA==', 'authorization-malformed'],
    ['two tokens', `Bearer ${TOKEN} ${TOKEN}`, 'authorization-malformed'],
  ])('refuses %s with 401 and names the scheme to use', async (_, authorization, type) => {
    const reply = await bank.ask({ path: '/api/things/7', headers: { authorization } })
    expect(reply.status).toBe(401)
    expect(reply.headers['www-authenticate']).toMatch(/^Bearer/)
    expect(errorOf(reply).type).toBe(type)
    expect(errorOf(reply).fix).not.toBe('')
  })

  it('takes no token from a cookie or the query', async () => {
    const reply = await bank.ask({ path: `/api/things/7?token=${TOKEN}`, headers: { cookie: `token=${TOKEN}` } })
    expect(reply.status).toBe(401)
    expect(reply.headers['set-cookie']).toBeUndefined()
  })

  it('refuses a developer where only the owner may, and lets the owner in wherever a developer may', async () => {
    const developer = { authorization: `Bearer ${SESSION}` }
    expect((await bank.ask({ path: '/api/things/7', headers: developer })).status).toBe(403)
    const mine = await bank.ask({ path: '/api/mine', headers: developer })
    expect(mine.json()).toMatchObject({ caller: { role: 'developer', developerId: 'dev-1' } })
    expect((await bank.own('GET', '/api/mine')).json()).toMatchObject({ caller: { role: 'owner' } })
  })

  it('lets anyone sign in, also with a session token that has ended', async () => {
    for (const authorization of [undefined, 'Bearer ended']) {
      const headers = { authorization, 'content-type': 'application/json' }
      const reply = await bank.ask({ method: 'POST', path: '/api/sign-in', headers, body: '{}' })
      expect(reply.json()).toMatchObject({ caller: { role: 'anyone' } })
    }
  })
})

describe('where a call may come from', () => {
  const authorization = `Bearer ${TOKEN}`

  it.each([['attacker.example'], ['localhost'], ['localhost:1']])('refuses the host "%s" with 421', async (host) => {
    for (const path of ['/api/things/7', '/', '/assets/x.js']) {
      const reply = await bank.ask({ path, headers: { host, authorization } })
      expect(reply.status).toBe(421)
      expect(errorOf(reply)).toMatchObject({ type: 'host-unknown', facts: { host } })
    }
  })

  it.each([['GET / HTTP/1.0\r\n\r\n'], ['GET /api/status HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n']])(
    'refuses a request without a host with 421',
    async (request) => {
      expect(await bank.raw(request)).toMatch(/^HTTP\/1\.1 421 /)
    },
  )

  it('takes its own hosts whatever their case', async () => {
    const host = `LOCALHOST:${bank.port()}`
    expect((await bank.ask({ path: '/api/things/7', headers: { host, authorization } })).status).toBe(200)
  })

  it('refuses a foreign, a null and a look-alike Origin with 403 and sends no CORS headers', async () => {
    const own = `http://${bank.host()}`
    for (const origin of ['https://attacker.example', 'null', `https://${bank.host()}`, `${own}.attacker.example`]) {
      const reply = await bank.ask({ path: '/api/things/7', headers: { origin, authorization } })
      expect(reply.status).toBe(403)
      expect(errorOf(reply).type).toBe('origin-foreign')
      expect(Object.keys(reply.headers).some((name) => name.startsWith('access-control'))).toBe(false)
    }
    expect((await bank.ask({ path: '/api/things/7', headers: { origin: own, authorization } })).status).toBe(200)
  })

  it('refuses a preflight of another origin', async () => {
    const headers = { origin: 'https://attacker.example', 'access-control-request-method': 'PUT' }
    expect((await bank.ask({ method: 'OPTIONS', path: '/api/things/7', headers })).status).toBe(403)
  })

  it('refuses what another site caused, except opening a page by a link', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site', authorization }
    expect((await bank.ask({ path: '/api/things/7', headers: foreign })).status).toBe(403)
    expect((await bank.ask({ path: '/theme.js', headers: foreign })).status).toBe(403)
    const sibling = { 'sec-fetch-site': 'same-site', authorization }
    expect((await bank.ask({ path: '/api/things/7', headers: sibling })).status).toBe(403)
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    expect((await bank.ask({ path: '/journeys', headers: { ...link, 'sec-fetch-dest': 'iframe' } })).status).toBe(403)
    expect((await bank.ask({ path: '/journeys', headers: { ...link, 'sec-fetch-dest': 'document' } })).status).toBe(503)
    for (const site of ['none', 'same-origin']) {
      const own = { 'sec-fetch-site': site, authorization }
      expect((await bank.ask({ path: '/api/things/7', headers: own })).status).toBe(200)
    }
  })

  it('refuses a request target that is a whole address', async () => {
    const reply = await bank.ask({ path: 'http://attacker.example/api/things/7', headers: { authorization } })
    expect(reply.status).toBe(400)
  })
})

describe('bad input', () => {
  const send = (headers: Record<string, string | undefined>, body?: string | Buffer) =>
    bank.ask({
      method: 'POST',
      path: '/api/things',
      headers: { authorization: `Bearer ${TOKEN}`, ...headers },
      ...(body === undefined ? {} : { body }),
    })
  const json = { 'content-type': 'application/json' }

  it('reads a JSON body and answers the status of the route', async () => {
    const reply = await send({ 'content-type': 'application/json; charset=utf-8' }, '{"name":"São"}')
    expect(reply.status).toBe(201)
    expect(reply.json()).toMatchObject({ body: { name: 'São' } })
  })

  it.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['application/jsonp'],
    [undefined],
  ])('refuses a state-changing call of type %s with 415', async (type) => {
    expect((await send({ 'content-type': type }, '{}')).status).toBe(415)
  })

  it('asks for the media type even where the body is empty', async () => {
    const headers = { authorization: `Bearer ${TOKEN}` }
    expect((await bank.ask({ method: 'DELETE', path: '/api/things/1', headers })).status).toBe(415)
    const reply = await bank.own('DELETE', '/api/things/1')
    expect([reply.status, reply.text]).toEqual([204, ''])
  })

  it('refuses a compressed body with 415', async () => {
    expect((await send({ ...json, 'content-encoding': 'gzip' }, '{}')).status).toBe(415)
  })

  it.each([['{"name":'], ['{"a":1}{'], ['nonsense']])('refuses the broken JSON %s with 400', async (body) => {
    const reply = await send(json, body)
    expect(reply.status).toBe(400)
    expect(errorOf(reply).type).toBe('body-not-json')
  })

  it('refuses JSON that is not UTF-8 with 400', async () => {
    expect((await send(json, Buffer.from([0x22, 0xff, 0xfe, 0x22]))).status).toBe(400)
  })

  it('refuses an announced body of more than 1 MB with 413 and closes', async () => {
    const reply = await send(json, `"${'x'.repeat(1024 * 1024)}"`)
    expect(reply.status).toBe(413)
    expect(reply.headers.connection).toBe('close')
    expect(errorOf(reply).facts).toMatchObject({ limitBytes: 1024 * 1024 })
  })

  it('refuses a body of more than 1 MB that was not announced', async () => {
    const reply = await send({ ...json, 'transfer-encoding': 'chunked' }, `"${'x'.repeat(3 * 1024 * 1024)}"`)
    expect(reply.status).toBe(413)
  })

  it('reads a body of just 1 MB', async () => {
    expect((await send(json, `"${'x'.repeat(1024 * 1024 - 2)}"`)).status).toBe(201)
  })

  it('does not read the body of a caller who may not call', async () => {
    const reply = await bank.ask({ method: 'POST', path: '/api/things', headers: json, body: 'x'.repeat(2_000_000) })
    expect(reply.status).toBe(401)
  })

  it.each([['/api/nothing'], ['/api'], ['/api/'], ['/api/things/'], ['/api/things/1/2'], ['/api/things/%zz']])(
    'answers the unknown path %s with 404 in JSON',
    async (path) => {
      const reply = await bank.own('GET', path)
      expect(reply.status).toBe(404)
      expect(reply.headers['content-type']).toMatch(/^application\/json/)
      expect(errorOf(reply).type).toBe('path-unknown')
    },
  )

  it('answers a wrong method with 405 and the methods that are allowed', async () => {
    const reply = await bank.own('POST', '/api/things/1')
    expect([reply.status, reply.headers.allow]).toEqual([405, 'DELETE, GET, PUT'])
    const page = await bank.ask({ method: 'POST', path: '/journeys' })
    expect([page.status, page.headers.allow]).toEqual([405, 'GET, HEAD'])
  })
})

describe('refusals', () => {
  it('words a known problem with its status, title, detail, fix and facts', async () => {
    const reply = await bank.own('GET', '/api/refuse/journey-not-found')
    expect(reply.status).toBe(404)
    expect(errorOf(reply)).toEqual({
      type: 'journey-not-found',
      title: 'No such journey',
      detail: 'There is no journey with the id x-1.',
      fix: 'Journeys are kept for 90 days of bank time.',
      facts: { id: 'x-1' },
    })
  })

  it.each([['never-heard-of'], ['constructor'], ['__proto__']])(
    'answers the unknown problem %s with 400',
    async (type) => {
      const reply = await bank.own('GET', `/api/refuse/${type}`)
      expect(reply.status).toBe(400)
      expect(errorOf(reply)).toMatchObject({ type, facts: { id: 'x-1' } })
    },
  )

  it('answers a fault of ours with 500 and an id that the log has, and shows nothing of its insides', async () => {
    const reply = await bank.own('GET', '/api/break')
    expect(reply.status).toBe(500)
    expect(reply.text).not.toMatch(/hunter2|\.ts|Error:/)
    const { id } = errorOf(reply).facts as { id: string }
    expect(bank.logged.join('')).toContain(id)
    expect(bank.logged.join('')).toContain('hunter2')
  })
})

describe('routes that are arrows', () => {
  const enrol = (body: string, more: Record<string, string> = {}) =>
    bank.ask({ method: 'POST', path: '/api/enrol', headers: { 'content-type': 'application/json', ...more }, body })

  it('are recorded with their message, answer and what they were about', async () => {
    expect((await enrol('{"name":"demo"}')).status).toBe(201)
    expect(bank.recorded).toHaveLength(1)
    expect(bank.recorded[0]).toMatchObject({
      arrow: 1,
      from: 'developer',
      to: 'marketplace',
      operation: 'enrol',
      kind: 'http',
      request: { method: 'POST', url: '/api/enrol', body: { name: 'demo' } },
      response: { status: 201, body: { secretless: true } },
      ids: { market: 'obb', applicationId: 'app-1' },
      problem: undefined,
    })
  })

  it('are recorded when refused, with the rule and the very answer', async () => {
    const reply = await enrol('{}')
    expect(reply.status).toBe(400)
    expect(bank.recorded[0]).toMatchObject({
      problem: { type: 'request-invalid', rule: 'r1' },
      response: { status: 400, body: reply.json() },
    })
    await enrol('{')
    expect(bank.recorded[1]?.problem).toMatchObject({ type: 'body-not-json' })
  })

  it('leave no record of calls that are no arrow', async () => {
    await bank.own('GET', '/api/things/7')
    expect(bank.recorded).toEqual([])
  })
})

describe('what every answer carries', () => {
  it('keeps API answers out of every cache, and every answer out of frames, sniffing and referrers', async () => {
    for (const reply of [await bank.own('GET', '/api/things/7'), await bank.ask({ path: '/api/things/7' })]) {
      expect(reply.headers['cache-control']).toBe('no-store')
      expect(reply.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(reply.headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    }
  })

  it('gives the facts of every page to owners and developers', async () => {
    expect((await bank.own('GET', '/api/status')).json()).toMatchObject({ version: '1.2.3' })
    expect((await bank.ask({ path: '/api/status' })).status).toBe(401)
  })
})
