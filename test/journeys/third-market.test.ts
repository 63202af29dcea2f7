import { randomUUID } from 'node:crypto'
import { importJWK, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { markets } from '#markets'
import { obbPersonas } from '../../mock-data/index.ts'
import { visitBank } from '../../server/cli/customer.ts'
import type { AppCredentials } from '../../server/cli/data-recipient.ts'
import { openTestBank, stepsOf, type TestApp, type TestBank } from '../support/bank.ts'
import { openOutsider } from '../support/outsider.ts'
import { type IslandApp, ilha, ilhaPersonas, NILO, openIslandApp } from '../support/third-market/index.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const ISLE = 'application/vnd.ilha+json'

let bank: TestBank
let boat: IslandApp
let applicationId: string
let papers: AppCredentials & { softwareId: string }
let brazilian: TestApp

beforeAll(async () => {
  bank = await openTestBank({
    markets: [...markets, ilha],
    personas: (lastDay) => [obbPersonas({ lastDay }), ilhaPersonas()],
  })
  const { marketplace } = bank.rooms
  const { developer } = await marketplace.signUp({
    organisation: { name: 'Boats of the Cove', registrationNumber: ' isle-0042 ', roles: ['READER'] },
    developer: { name: 'Bia', email: 'bia@cove.example', password: 'a long password' },
  })
  const asked = { market: 'ilha', name: 'Canoe', redirectUris: ['https://127.0.0.1:8444/land'] }
  applicationId = (await marketplace.createApplication({ developerId: developer.id, ...asked })).id
  await marketplace.whenProvisioned(applicationId, { timeoutMs: 20_000 })
  papers = marketplace.credentials(applicationId)
  boat = await openIslandApp(papers)
  brazilian = await bank.app('Beside')
})
afterAll(async () => {
  await boat?.close()
  await brazilian?.close()
  await bank?.close()
})

const visit = (url: string, login: { login: string; password: string } = NILO) =>
  visitBank({ url, caPem: papers.caPem, ...login, decision: 'approve' })

/** An agreement drafted, sealed by the islander, and its token. */
async function sealed(wants?: string[]) {
  const agreement = await boat.draft(wants)
  const pending = await boat.push(agreement)
  const end = await visit(pending.url)
  if (end.kind !== 'redirected') throw new Error(end.reason)
  const tokens = await boat.redeem(end.url, pending)
  return { agreement, tokens, token: tokens.access_token }
}

const problemOf = (operation: string) => {
  bank.rooms.journey.flush()
  const { exchanges } = bank.rooms.journey.loose({ clientId: papers.clientId, limit: 50 })
  return exchanges.find((exchange) => exchange.operation === operation)?.problem
}

describe('enrolment', () => {
  test('an organisation enrols with a number of the register of the market whose role it takes', async () => {
    const { marketplace, directory } = bank.rooms
    const organisation = directory.recipients().find(({ name }) => name === 'Boats of the Cove')
    expect(organisation).toMatchObject({ registrationNumber: 'ISLE-0042', roles: ['READER'] })
    const input = {
      organisation: { name: 'Stranger', registrationNumber: 'ISLE-0043', roles: ['DADOS'] },
      developer: { name: 'S', email: 's@cove.example', password: 'a long password' },
    }
    await expect(marketplace.signUp(input)).rejects.toMatchObject({ type: 'registration-number-invalid' })
  })

  test('the agent registers the client with the market’s own statement, certificate and metadata (arrow 3)', () => {
    const { steps } = bank.rooms.journey.find(`registration-${applicationId}`)
    const registered = steps.find((step) => step.operation === 'register client')
    expect(registered).toMatchObject({ arrow: 3, status: 201, problem: null })
    const { request, response, certificate, decoded } = bank.rooms.journey.exchange(registered?.id as string)
    expect(request?.body).toMatchObject({ tier: 'reef', jwks_uri: expect.stringContaining(papers.softwareId) })
    expect(response?.body).toMatchObject({ client_id: papers.clientId, tier: 'reef', client_name: 'Canoe' })
    expect(response?.body).not.toHaveProperty('software_id')
    expect(decoded[0]?.payload).toMatchObject({ iss: 'Harbour office', boat: papers.softwareId, seaworthy: true })
    const subject = Object.fromEntries((certificate?.subject ?? []).map(({ name, value }) => [name, value]))
    expect(subject).toMatchObject({ serialNumber: papers.softwareId, O: 'Boats of the Cove' })
    expect(subject).not.toHaveProperty('UID')
  })

  test('each market is published in its own document, with its own participants', async () => {
    const chart = boat.chart as unknown as Record<string, unknown>
    expect(chart).toMatchObject({
      harbour: 'Banco Bancada S.A.',
      lighthouse: `${bank.urls.mutual}/ilha-auth`,
      berths: { listPots: `${bank.urls.mutual}/ilha/v1/pots` },
    })
    expect(chart.boats).toContainEqual({ name: 'Boats of the Cove', roles: ['READER'] })
    const list = (await (await boat.call(`${bank.urls.public}/directory/participants`, {})).json()) as {
      OrganisationName: string
      OrgDomainRoleClaims: { Role: string }[]
    }[]
    expect(list.map(({ OrganisationName }) => OrganisationName)).not.toContain('Boats of the Cove')
    const roles = list.flatMap(({ OrgDomainRoleClaims }) => OrgDomainRoleClaims.map(({ Role }) => Role))
    expect(roles).not.toContain('READER')
    const names = (chart.boats as { roles: string[] }[]).flatMap((one) => one.roles)
    expect(new Set(names)).toEqual(new Set(['READER']))
  })

  test('the authorization server announces what its market’s profile says and nothing else', () => {
    const metadata = boat.configuration.serverMetadata()
    expect(metadata).toMatchObject({
      issuer: `${bank.urls.mutual}/ilha-auth`,
      authorization_endpoint: `${bank.urls.public}/ilha-auth/auth`,
      acr_values_supported: ['urn:ilha:lantern'],
      grant_types_supported: ['authorization_code', 'client_credentials', 'implicit'],
    })
    expect(metadata).not.toHaveProperty('id_token_encryption_alg_values_supported')
  })
})

describe('consent, token and read', () => {
  test('an agreement travels from draft to data in the market’s own words, states and arrows', async () => {
    const agreement = await boat.draft()
    expect(bank.rooms.consents.find(agreement)).toMatchObject({ state: 'drafted', personDocument: null })
    const pending = await boat.push(agreement)
    const end = await visit(pending.url)
    if (end.kind !== 'redirected') throw new Error(end.reason)
    expect(bank.rooms.consents.find(agreement)?.state).toBe('sealed')
    const tokens = await boat.redeem(end.url, pending)
    expect(tokens).toMatchObject({ expires_in: 120, scope: `openid agreement/${agreement} pots` })
    expect(tokens.refresh_token).toBeUndefined()
    expect(tokens.claims()).not.toHaveProperty('acr')
    const pots = await boat.request('listPots', { token: tokens.access_token })
    expect(pots.status).toBe(200)
    expect(pots.headers.get('content-type')).toBe(ISLE)
    expect(pots.body).toMatchObject({ ok: true, cargo: expect.arrayContaining([{ pot: '1', shells: 600 }]) })
    const large = await boat.request('listPots', { token: tokens.access_token, query: '?min=100' })
    expect(large.body.cargo).toEqual([{ pot: '1', shells: 600 }])

    const steps = stepsOf(bank, agreement).filter((step) => step.arrow !== 11)
    expect(steps.map(({ arrow, operation }) => `${arrow} ${operation}`)).toEqual([
      '5 token client_credentials',
      '5 verify the app',
      '5 draftAgreement',
      '5 introspect app token',
      '5 draftAgreement',
      '5 push authorization request',
      '5 verify the app',
      '7 authorize',
      '8 show login',
      '8 log in',
      '8 show consent',
      '8 confirm consent',
      '8 return to the app',
      '9 token authorization_code',
      '9 verify the app',
      '9 listPots',
      '9 introspect customer token',
      '10 listPots',
      '9 listPots',
      '9 introspect customer token',
      '10 listPots',
    ])
    const shown = steps.find((step) => step.operation === 'show consent')
    const page = String(bank.rooms.journey.exchange(shown?.id as string).response?.body)
    for (const words of [
      'Clay pot',
      'no. 1',
      'Shell mark',
      'what is in them',
      'The tide takes every agreement back.',
    ]) {
      expect(page).toContain(words)
    }
    expect(page).not.toContain('CPF')
  })

  test('a call needs no id of its own in this market, and one that is sent comes back', async () => {
    const { token } = await sealed()
    const without = await boat.request('listPots', { token })
    expect(without.status).toBe(200)
    expect(without.headers.get('island-call')).toMatch(/^[0-9a-f-]{36}$/)
    expect(without.headers.get('x-fapi-interaction-id')).toBeNull()
    expect(without.headers.get('x-v')).toBeNull()
    const id = '0b9e9f10-6a3c-4b7a-9a52-0d7a4c1f6d11'
    const named = await boat.request('listPots', { token, headers: { 'island-call': id, 'island-weather': 'calm' } })
    expect(named.headers.get('island-call')).toBe(id)
    bank.rooms.journey.flush()
    const { journeys } = bank.rooms.journey.list({ limit: 1 })
    const recorded = bank.rooms.journey
      .find(journeys[0]?.id as string)
      .steps.map((step) => bank.rooms.journey.exchange(step.id))
      .find((exchange) => exchange.request?.headers?.['island-call'] === id)
    expect(recorded).toMatchObject({ interactionId: id, request: { headers: { 'island-weather': 'calm' } } })
  })

  test('customers are those of the market’s own book: the same login elsewhere is somebody else', async () => {
    const pending = await boat.push(await boat.draft())
    const stopped = await visit(pending.url, bank.customer('ana'))
    expect(stopped).toMatchObject({ kind: 'stopped', status: 401 })
  })

  test('the market’s OpenAPI document is served under its own name and media type', async () => {
    const response = await boat.call(`${bank.urls.public}/openapi/ilha/agreements.json`, {})
    const document = (await response.json()) as { paths: Record<string, { post: { requestBody: unknown } }> }
    expect(document.paths['/agreements']?.post.requestBody).toMatchObject({ content: { [ISLE]: {} } })
  })
})

describe('refusal', () => {
  test('the market’s own body, code and status answer for every rule', async () => {
    const own = await boat.clientToken()
    const { token } = await sealed()
    const weather = await sealed(['SEE_WEATHER'])
    const body = { wants: ['SEE_POTS'], days: 3 }
    const cases = [
      ['no-token', 401, await boat.request('listPots', {})],
      ['dead-token', 401, await boat.request('listPots', { token: 'nothing' })],
      ['wrong-token', 403, await boat.request('listPots', { token: own })],
      ['not-agreed', 403, await boat.request('listPots', { token: weather.token })],
      ['mispacked', 400, await boat.request('listPots', { token, query: '?min=few' })],
      ['mispacked', 400, await boat.request('draftAgreement', { token: own, body: { ...body, days: 91 } })],
      [
        'wrong-crate',
        415,
        await boat.request('draftAgreement', { token: own, body, headers: { 'content-type': 'application/json' } }),
      ],
    ] as const
    for (const [reef, status, answer] of cases) {
      expect([answer.status, answer.body.wreck?.reef]).toEqual([status, reef])
      expect(answer.headers.get('content-type')).toBe(ISLE)
      expect(Object.keys(answer.body)).toEqual(['ok', 'wreck', 'tide'])
    }
    const nowhere = await boat.call(`${bank.urls.mutual}/ilha/v1/nowhere`, {})
    expect([nowhere.status, await nowhere.json()]).toMatchObject([404, { wreck: { reef: 'no-such-berth' } }])
  })

  test('the steps come in the market’s order: its form is asked before its papers, elsewhere after', async () => {
    const headers = { accept: 'text/plain' }
    const here = await boat.request('listPots', { headers })
    expect([here.status, here.body.wreck?.reef]).toEqual([406, 'wrong-flag'])
    expect(problemOf('listPots')).toEqual({ type: 'not-acceptable', rule: 'accept-served' })
    const elsewhere = await brazilian.call(await brazilian.endpoint('accounts', '/accounts'), { headers })
    expect(elsewhere.status).toBe(401)
  })

  test('maintenance closes this market alone, in its own words, once its form is asked', async () => {
    const { maintenance, world } = bank.rooms
    const startsAt = (Math.floor(world.clock.now() / MINUTE_MS) + 1) * MINUTE_MS
    const wish = { market: 'ilha', startsAt, endsAt: startsAt + MINUTE_MS, description: 'barnacles' }
    expect(maintenance.announce(wish)).toMatchObject({ noticeHours: 72, planned: false })
    bank.advance(startsAt - world.clock.now())
    const closed = await boat.request('listPots', {})
    expect([closed.status, closed.body.wreck]).toEqual([
      503,
      { reef: 'careened', tale: expect.stringContaining('barnacles') },
    ])
    expect((await boat.request('listPots', { headers: { accept: 'text/plain' } })).status).toBe(406)
    expect((await brazilian.call(await brazilian.endpoint('accounts', '/accounts'), {})).status).toBe(401)
    bank.advance(MINUTE_MS)
    expect((await boat.request('listPots', {})).status).toBe(401)
  })

  test('a drafted agreement lapses after the market’s ten minutes, and a sealed one after its thirty days', async () => {
    const { agreement: kept, token } = await sealed()
    const agreement = await boat.draft()
    bank.advance(10 * MINUTE_MS - 1000)
    expect(bank.rooms.consents.find(agreement)?.state).toBe('drafted')
    bank.advance(1000)
    expect(bank.rooms.consents.find(agreement)).toMatchObject({
      state: 'lapsed',
      ending: { by: 'sea', reason: 'ink-dried' },
    })
    await expect(boat.push(agreement)).rejects.toMatchObject({ error: 'invalid_request' })
    expect(bank.rooms.consents.find(kept)?.state).toBe('sealed')
    expect((await boat.request('listPots', { token })).body.wreck?.reef).toBe('dead-token')
    bank.advance(30 * DAY_MS)
    expect(bank.rooms.consents.find(kept)).toMatchObject({ state: 'lapsed', ending: { reason: 'tide-turned' } })
  })

  test('an agreement on hold refuses its data in the market’s own words, and opens again', async () => {
    const { agreement, token } = await sealed()
    bank.rooms.consents.hold(agreement)
    const refused = await boat.request('listPots', { token })
    expect([refused.status, refused.body.wreck?.reef]).toEqual([423, 'becalmed'])
    expect(bank.rooms.consents.find(agreement)?.state).toBe('sealed')
    bank.rooms.consents.release(agreement)
    expect((await boat.request('listPots', { token })).status).toBe(200)
  })

  test('an agreement torn up ends its tokens at once, in the market’s own words', async () => {
    const { agreement, token } = await sealed()
    expect(bank.rooms.consents.end(agreement)).toMatchObject({ state: 'torn', ending: { reason: 'second-thoughts' } })
    const refused = await boat.request('listPots', { token })
    expect(['agreement-over', 'dead-token']).toContain(refused.body.wreck?.reef)
  })

  test('an islander who cancels tears the agreement up, and the app is told', async () => {
    const agreement = await boat.draft()
    const pending = await boat.push(agreement)
    const end = await visitBank({ url: pending.url, caPem: papers.caPem, ...NILO, decision: 'reject' })
    expect(end).toMatchObject({ kind: 'redirected', url: expect.stringContaining('error=access_denied') })
    expect(bank.rooms.consents.find(agreement)).toMatchObject({ state: 'torn', ending: { reason: 'unwilling' } })
  })
})

describe('beside another market', () => {
  test('both work in one bank, and neither takes the other’s tokens', async () => {
    const { token } = await sealed()
    const connection = await brazilian.connect('ana')
    const accounts = await brazilian.endpoint('accounts', '/accounts')
    expect((await brazilian.request('GET', accounts, connection.accessToken)).status).toBe(200)
    expect((await boat.request('listPots', { token: connection.accessToken })).body.wreck?.reef).toBe('dead-token')
    const abroad = await brazilian.request('GET', accounts, token)
    expect([abroad.status, abroad.body]).toMatchObject([401, { errors: [{ code: 'UNAUTHORIZED' }] }])
    const headers = { authorization: `Bearer ${token}`, accept: ISLE }
    const stolen = await brazilian.call(boat.chart.berths.listPots as string, { headers })
    expect([stolen.status, await stolen.json()]).toMatchObject([401, { wreck: { reef: 'stolen-token' } }])
  })

  test('a software statement of one market registers nothing in the other', async () => {
    const softwareStatement = await bank.rooms.directory.softwareStatement(papers.softwareId)
    const endpoint = brazilian.server.registration_endpoint as string
    const response = await boat.call(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ software_statement: softwareStatement, redirect_uris: papers.redirectUris }),
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: 'invalid_software_statement' })
  })

  test('a client of one market is nobody in the other', async () => {
    const response = await boat.call(brazilian.server.token_endpoint as string, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'consents',
        client_id: papers.clientId,
      }).toString(),
    })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: 'invalid_client' })
  })

  // covers: 9.1/10
  test('an assertion for one market’s issuer is nothing in the other, and each keeps its own audiences, modes and lives (house: switches never leak)', async () => {
    const tokenEndpoint = boat.configuration.serverMetadata().token_endpoint as string
    const ask = async (aud: string | string[]) => {
      const now = Math.floor(Date.now() / 1000)
      const claims = { iss: papers.clientId, sub: papers.clientId, aud, jti: randomUUID(), iat: now, exp: now + 60 }
      const assertion = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'PS256', kid: papers.signing.kid })
        .sign(await importJWK(papers.signing.privateJwk, 'PS256'))
      const response = await boat.call(tokenEndpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          scope: 'agreements',
          client_assertion: assertion,
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        }).toString(),
      })
      return [response.status, ((await response.json()) as { error?: string }).error]
    }
    expect(await ask(papers.issuer)).toEqual([200, undefined])
    for (const aud of [brazilian.server.issuer, tokenEndpoint, [papers.issuer]]) {
      expect(await ask(aud)).toEqual([401, 'invalid_client'])
    }
    const outsider = openOutsider(brazilian)
    const addressed = await outsider.assertion({ aud: outsider.endpoints.token })
    const own = { grant_type: 'client_credentials', scope: 'consents', client_assertion: addressed }
    expect((await outsider.token(own)).status).toBe(200)
    const grant = { grant_type: 'client_credentials', scope: 'consents' }
    const foreign = await outsider.token({
      ...grant,
      client_assertion: await outsider.assertion({ aud: papers.issuer }),
    })
    expect([foreign.status, foreign.json?.error]).toEqual([401, 'invalid_client'])
    // The island sends an answer as a form where it is asked to; here it comes in the fragment alone.
    const mode = { response_mode: 'form_post' }
    expect((await boat.push(await boat.draft(), mode)).url).toContain('request_uri=')
    const refused = await outsider.push((await outsider.object(await brazilian.consentFor('ana'), mode)).jwt)
    expect([refused.status, refused.json?.error]).toEqual([400, 'invalid_request'])
    // The island's objects live ten minutes, the Brazilian ones an hour.
    const exp = Math.floor(Date.now() / 1000) + 30 * 60
    const long = await outsider.object(await brazilian.consentFor('ana'), { exp })
    expect((await outsider.push(long.jwt)).json?.expires_in).toBe(120)
  })

  // covers: 3
  test('new keys of one market leave the other’s as they are', async () => {
    const before = bank.rooms.identity.keys('ilha')
    expect(before.map(({ use, state }) => `${use} ${state}`)).toEqual(['sig used'])
    await bank.rooms.identity.rotateKeys('obb', { announceSeconds: 0 })
    expect(bank.rooms.identity.keys('ilha')).toEqual(before)
    await bank.rooms.identity.rotateKeys('ilha', { announceSeconds: 0 })
    // A client keeps a key set for a while: whoever comes now reads the new one.
    const newcomer = await openIslandApp(papers)
    const pending = await newcomer.push(await newcomer.draft())
    const end = await visit(pending.url)
    const tokens = await newcomer.redeem(end.kind === 'redirected' ? end.url : '', pending)
    expect(tokens.claims()?.sub).toBeDefined()
    await newcomer.close()
  })

  test('nothing failed inside the bank', () => {
    expect(bank.log.errors).toEqual([])
  })
})
