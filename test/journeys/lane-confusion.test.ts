import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'
import { type GuidedApp, guidedApp } from '../support/guided.ts'
import { openWire, type Wire } from '../support/wire.ts'

let bank: TestBank
let certified: TestApp
let guided: GuidedApp
let withCertificate: Wire
let without: Wire

/** What each lane issued: an application's own token, a customer's, a refresh token. */
const issued: Record<string, string> = {}
const consents: Record<string, string> = {}

beforeAll(async () => {
  bank = await openTestBank()
  certified = await bank.app('Certificada')
  guided = await guidedApp(bank, 'Guiada')
  withCertificate = openWire(certified.credentials)
  without = openWire({ caPem: guided.pack.caPem })
  const connections = { certified: await certified.connect('ana'), guided: await guided.connect('ana') }
  issued['certified app'] = (await certified.clientToken()).access_token
  issued['guided app'] = (await guided.clientToken()).access_token
  for (const [lane, { accessToken, refreshToken, consentId }] of Object.entries(connections)) {
    issued[`${lane} customer`] = accessToken
    issued[`${lane} refresh`] = refreshToken
    consents[lane] = consentId
  }
}, 60_000)

afterAll(async () => {
  expect(bank.log.errors).toEqual([])
  withCertificate?.close()
  without?.close()
  await certified?.close()
  await guided?.close()
  await bank?.close()
})

const PLACES = {
  certified: { base: () => `${bank.urls.mutual}/open-banking`, wire: () => withCertificate },
  'certified, no certificate': { base: () => `${bank.urls.mutual}/open-banking`, wire: () => without },
  guided: { base: () => `${bank.urls.public}/obb-guided/open-banking`, wire: () => without },
  'guided, with a certificate': {
    base: () => `${bank.urls.mutual}/obb-guided/open-banking`,
    wire: () => withCertificate,
  },
} as const
type Place = keyof typeof PLACES

const PATHS = { app: '/consents/v3/consents/{consent}', customer: '/accounts/v2/accounts' }

/** Every token at every place, on the routes of its own kind and of the other. */
const MATRIX = Object.keys(PLACES).flatMap((place) =>
  ['certified', 'guided'].flatMap((lane) =>
    ['app', 'customer'].flatMap((kind) =>
      (['app', 'customer'] as const).map((route) => {
        const home = place === lane || (lane === 'guided' && place === 'guided, with a certificate')
        return {
          place: place as Place,
          token: `${lane} ${kind}`,
          route,
          status: !home ? 401 : kind === route ? 200 : 403,
        }
      }),
    ),
  ),
)

describe('tokens and lanes', () => {
  test.each(MATRIX)('$place: the $token token on a route of the $route is answered $status', async (each) => {
    const { base, wire } = PLACES[each.place]
    const lane = each.place.split(',')[0] as string
    const url = base() + PATHS[each.route].replace('{consent}', consents[lane] as string)
    const answer = await wire().call({ url, token: issued[each.token] })
    expect(answer.status).toBe(each.status)
    expect(answer.headers.get('x-bancada-lane')).toBe(lane)
  })

  test('the refusal says which lane the token is of', async () => {
    const { base, wire } = PLACES.guided
    const answer = await wire().call({ url: `${base()}/accounts/v2/accounts`, token: issued['certified customer'] })
    expect(answer.body).toContain('The token is of the certified lane')
    const other = PLACES.certified
    const back = await other
      .wire()
      .call({ url: `${other.base()}/accounts/v2/accounts`, token: issued['guided customer'] })
    expect(back.body).toContain('The token is of the guided lane')
  })

  test('a consent of one lane is unknown in the other, to read and to end (consents v3: 404)', async () => {
    const { base, wire } = PLACES.guided
    const url = `${base()}/consents/v3/consents/${consents.certified}`
    for (const method of ['GET', 'DELETE']) {
      expect((await wire().call({ method, url, token: issued['guided app'] })).status).toBe(404)
    }
    const other = PLACES.certified
    const back = `${other.base()}/consents/v3/consents/${consents.guided}`
    for (const method of ['GET', 'DELETE']) {
      expect((await other.wire().call({ method, url: back, token: issued['certified app'] })).status).toBe(404)
    }
    for (const id of Object.values(consents)) expect(bank.rooms.consents.find(id)?.state).toBe('AUTHORISED')
  })

  test('an authorization request of one lane can’t name a consent of the other', async () => {
    const { url } = await guided.authorize(await certified.consentFor('ana'))
    expect(await guided.visit(url, 'ana')).toMatchObject({
      ...{ kind: 'redirected', url: expect.stringContaining('error=invalid_request') },
    })
    await expect(certified.push(await guided.consentFor('ana'))).rejects.toMatchObject({ error: 'invalid_request' })
  })

  test('userinfo, refresh and revocation of one lane know nothing of the other’s tokens', async () => {
    const form = (fields: Record<string, string>) => ({
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: basic() },
      body: new URLSearchParams(fields).toString(),
    })
    const basic = () => `Basic ${Buffer.from(`${guided.pack.clientId}:${guided.pack.clientSecret}`).toString('base64')}`
    const issuer = `${bank.urls.public}/obb-guided`
    const refresh = { grant_type: 'refresh_token', refresh_token: issued['certified refresh'] as string }
    const refreshed = await without.call({ url: `${issuer}/token`, ...form(refresh) })
    expect(JSON.parse(refreshed.body)).toMatchObject({ error: 'invalid_grant' })
    const revoke = { token: issued['certified customer'] as string }
    await without.call({ url: `${issuer}/revoke`, ...form(revoke) })
    await expect(certified.refresh(issued['guided refresh'] as string)).rejects.toMatchObject({
      error: 'invalid_grant',
    })
    await certified.revoke(issued['guided customer'] as string)
    const info = await without.call({ url: `${issuer}/userinfo`, token: issued['certified customer'] })
    expect(info.status).toBe(401)
    const back = await withCertificate.call({
      ...{ url: `${bank.urls.mutual}/obb/userinfo`, token: issued['guided customer'] },
    })
    expect(back.status).toBe(401)
    // Nothing of it ended what is its own lane's.
    for (const place of ['certified', 'guided'] as const) {
      const { base, wire } = PLACES[place]
      const url = `${base()}/accounts/v2/accounts`
      expect((await wire().call({ url, token: issued[`${place} customer`] })).status).toBe(200)
    }
  })

  test('a guided application gets no token at the certified issuer, with or without somebody’s certificate', async () => {
    const user = Buffer.from(`${guided.pack.clientId}:${guided.pack.clientSecret}`).toString('base64')
    for (const wire of [withCertificate, without]) {
      const answer = await wire.call({
        method: 'POST',
        url: `${bank.urls.mutual}/obb/token`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: `Basic ${user}` },
        body: 'grant_type=client_credentials&scope=consents',
      })
      expect(answer.status).toBe(401)
      expect(answer.body).not.toContain('access_token')
      expect(answer.headers.get('x-bancada-lane')).toBe('certified')
    }
  })

  test('a certified application’s assertion gets no token at the guided issuer', async () => {
    const assertion = await certified.call(`${bank.urls.public}/obb-guided/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        ...{ grant_type: 'client_credentials', scope: 'consents', client_id: certified.credentials.clientId },
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: 'a.b.c',
      }).toString(),
    })
    expect([400, 401]).toContain(assertion.status)
  })
})

describe('the open lane', () => {
  const url = (path: string) => `${bank.urls.public}/open/open-banking${path}`
  const read = (path: string, method = 'GET') =>
    without.call({ method, url: url(path), headers: { 'x-fapi-interaction-id': undefined } })
  const holder = (login: string) =>
    bank.rooms.bank.customers.byDocument('obb', bank.customer(login).document)?.id as string
  const choose = (customerId: string) => consoleApi(bank).call('PUT', '/api/open-lanes/obb', { customerId })

  test('is closed until the bank’s owner chooses a customer, and says who can', async () => {
    const refused = await read('/accounts/v2/accounts')
    expect(refused.status).toBe(403)
    expect(refused.body).toContain('bancada lane open')
    expect(refused.headers.get('x-bancada-lane')).toBe('open')
  })

  test('shows the chosen customer’s accounts, balances and movements to whoever asks, and no other’s', async () => {
    expect(await choose(holder('ana'))).toMatchObject({ status: 200 })
    const accounts = await read('/accounts/v2/accounts')
    expect(accounts.status).toBe(200)
    const { data, links } = JSON.parse(accounts.body)
    const own = bank.rooms.bank.accounts.ofHolder(holder('ana')).map(({ id }) => id)
    expect(own).toEqual(expect.arrayContaining(data.map(({ accountId }: { accountId: string }) => accountId)))
    expect(links.self).toBe(url('/accounts/v2/accounts'))
    const [first] = data
    for (const path of ['', '/balances', '/overdraft-limits', '/transactions', '/transactions-current']) {
      const answer = await read(`/accounts/v2/accounts/${first.accountId}${path}`)
      expect(answer.status, path).toBe(200)
    }
    expect((await read('/resources/v3/resources')).status).toBe(200)
    const other = bank.rooms.bank.accounts.ofHolder(holder('gil'))[0]?.id
    expect((await read(`/accounts/v2/accounts/${other}/balances`)).status).toBe(403)
  })

  test('a token changes nothing there, whoever’s it is', async () => {
    const answer = await without.call({ url: url('/accounts/v2/accounts'), token: issued['certified customer'] })
    expect(answer.status).toBe(200)
  })

  test('reads only: no consents, no other method, no authorization server', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect((await read('/accounts/v2/accounts', method)).status, method).toBe(405)
    }
    expect((await read('/consents/v3/consents', 'POST')).status).toBe(404)
    expect((await read(`/consents/v3/consents/${consents.certified}`)).status).toBe(404)
    for (const path of ['/.well-known/openid-configuration', '/token', '/auth']) {
      expect((await without.call({ url: `${bank.urls.public}/open${path}` })).status).toBe(404)
    }
    expect(() => bank.rooms.identity.server('obb-open')).toThrow()
  })

  test('its calls are recorded under its own name, and the choice is an event', async () => {
    const customerId = holder('bruno')
    await choose(customerId)
    await read('/accounts/v2/accounts')
    bank.rooms.journey.flush()
    const { exchanges } = bank.rooms.journey.log({ kind: 'http', operations: ['accountsGetAccounts'], limit: 5 })
    expect(exchanges[0]).toMatchObject({ market: 'obb-open', status: 200 })
    const db = new BetterSqlite3(path.join(bank.dataDir, 'bank.db'), { readonly: true })
    const chosen = db.prepare(
      "SELECT market, customer_id FROM events WHERE type = 'open-lane.opened' ORDER BY seq DESC",
    )
    expect(chosen.get()).toEqual({ market: 'obb-open', customer_id: customerId })
    db.close()
  })

  test('an unknown customer, one of no book, and an unknown market are refused', async () => {
    expect(await choose('nobody')).toMatchObject({ status: 404 })
    expect(await consoleApi(bank).call('PUT', '/api/open-lanes/none', { customerId: holder('ana') })).toMatchObject({
      ...{ status: 404, body: { error: { type: 'lane-not-found' } } },
    })
    expect(await consoleApi(bank).call('PUT', '/api/open-lanes/obb', {})).toMatchObject({ status: 400 })
    const visitor = await fetch(`${bank.urls.console}/api/open-lanes`)
    expect(visitor.status).toBe(401)
  })

  test('closed by its owner, and by a reset, it shows nobody', async () => {
    await consoleApi(bank).call('DELETE', '/api/open-lanes/obb')
    expect((await read('/accounts/v2/accounts')).status).toBe(403)
    await choose(holder('ana'))
    await consoleApi(bank).call('POST', '/api/reset', {})
    expect((await read('/accounts/v2/accounts')).status).toBe(403)
    // Applications of the guided lane stay on a reset, with their secret.
    expect((await guided.clientToken()).access_token).toBeTypeOf('string')
    expect(bank.rooms.marketplace.pack(guided.pack.applicationId)).toMatchObject({
      clientSecret: guided.pack.clientSecret,
    })
  })
})

describe('whatever is sent to the lanes', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('openid', 'consents', 'consent:urn:bancada:x', 'S256', '\0', 'é'))
  const form = fc.dictionary(
    fc.constantFrom('grant_type', 'scope', 'code', 'client_id', 'client_secret', 'redirect_uri', 'request', 'token'),
    fc.oneof(text, fc.constantFrom('client_credentials', 'authorization_code', 'refresh_token')),
  )
  const FORMS = ['/token', '/revoke']
  const runs = { numRuns: 40 }

  /** What identity keeps of the guided lane, by model. */
  const kept = () => {
    const db = new BetterSqlite3(path.join(bank.dataDir, 'bank.db'), { readonly: true })
    const rows = db.prepare(
      "SELECT model, count(*) AS n FROM identity_artifacts WHERE market = 'obb-guided' GROUP BY 1",
    )
    const found = rows.all()
    db.close()
    return found
  }

  test('no form at the guided token and revocation endpoints makes the server fail or tells a secret', async () => {
    const before = kept()
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...FORMS), form, text, async (path, fields, user) => {
        const answer = await without.call({
          method: 'POST',
          url: `${bank.urls.public}/obb-guided${path}`,
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            authorization: `Basic ${Buffer.from(user).toString('base64')}`,
          },
          body: new URLSearchParams(fields).toString(),
        })
        expect([400, 401]).toContain(answer.status)
        expect(answer.body).not.toContain(guided.pack.clientSecret)
      }),
      runs,
    )
    expect(kept()).toEqual(before)
  })

  test('no body registers a client without a statement of this directory, or makes the server fail', async () => {
    const before = kept()
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (body) => {
        const answer = await without.call({
          ...{ method: 'POST', url: `${bank.urls.public}/obb-guided/register`, body },
          headers: { 'content-type': 'application/json' },
        })
        expect(answer.status).toBe(400)
      }),
      runs,
    )
    expect(kept()).toEqual(before)
  })

  test('no authorization request and no open path makes the server fail', async () => {
    await fc.assert(
      fc.asyncProperty(form, fc.webPath(), async (fields, path) => {
        const asked = new URLSearchParams({ client_id: guided.pack.clientId, ...fields })
        const answers = [
          await without.call({ url: `${bank.urls.public}/obb-guided/auth?${asked}` }),
          await without.call({ url: `${bank.urls.public}/open/open-banking/accounts/v2${path}` }),
          await without.call({ url: `${bank.urls.public}/obb-guided/open-banking${path}`, token: 'x' }),
        ]
        for (const { status } of answers) expect(status).toBeLessThan(500)
      }),
      runs,
    )
  })
})
