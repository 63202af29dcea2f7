import { decodeJwt } from 'jose'
import { afterEach, expect, test } from 'vitest'
import { ALL_GROUPS, begin, connect, openTestRecipient, type TestRecipient } from '../opening.ts'

const opened: TestRecipient[] = []
const open = async (options = {}) => {
  const app = await openTestRecipient(options)
  opened.push(app)
  return app
}
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close()
})

test('one click connects: consent, pushed request, the bank, and back to the accounts', async () => {
  const app = await open()
  const { page } = await connect(app, app.browser())
  expect(page.status).toBe(200)
  expect(page.text).toContain('data-state="active"')
  expect(page.text).toContain('data-account="conta-1"')
  expect(page.text).toContain('R$')
  expect(page.text).toContain('1,234.56')
  expect(page.text).toContain('TEMPORARILY_UNAVAILABLE')
})

test('the consent names the CPF, the chosen permissions with RESOURCES_READ, and a term within 12 months (consents v3)', async () => {
  const app = await open()
  await begin(app.browser())
  const post = app.bank.seen.find(({ method, path }) => method === 'POST' && path.endsWith('/consents'))
  const { data } = JSON.parse(post?.body ?? '{}')
  expect(data.loggedUser).toEqual({ document: { identification: '11144477735', rel: 'CPF' } })
  expect(data.businessEntity).toBeUndefined()
  expect(data.permissions).toEqual([
    'ACCOUNTS_READ',
    'ACCOUNTS_BALANCES_READ',
    'ACCOUNTS_TRANSACTIONS_READ',
    'ACCOUNTS_OVERDRAFT_LIMITS_READ',
    'RESOURCES_READ',
  ])
  expect(data.expirationDateTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  const days = (Date.parse(data.expirationDateTime) - app.world.clock.now()) / 86_400_000
  expect(days).toBeGreaterThan(364)
  expect(days).toBeLessThanOrEqual(366)
})

test('an indefinite consent leaves the date out, and a company adds its CNPJ (consents v3)', async () => {
  const app = await open()
  await begin(app.browser(), [
    ['customer', 'bruno:11222333000181'],
    ['term', 'indefinite'],
    ['group', 'balances'],
  ])
  const post = app.bank.seen.find(({ method, path }) => method === 'POST' && path.endsWith('/consents'))
  const { data } = JSON.parse(post?.body ?? '{}')
  expect(data).not.toHaveProperty('expirationDateTime')
  expect(data.businessEntity).toEqual({ document: { identification: '11222333000181', rel: 'CNPJ' } })
  expect(data.permissions).toEqual(['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'])
})

test('the pushed request object is signed PS256 with exp and nbf, essential acr and PKCE S256 (FAPI-BR)', async () => {
  const app = await open()
  const { url } = await begin(app.browser())
  const { request, encrypted } = app.bank.pushedRequest(url)
  expect(encrypted).toBe(false)
  expect(request).toMatchObject({
    client_id: 'client-of-contas-juntas',
    response_type: 'code id_token',
    response_mode: 'fragment',
    redirect_uri: app.market.redirectUri,
    scope: `openid consent:${app.bank.data.consent.id} accounts resources`,
    code_challenge_method: 'S256',
    claims: { id_token: { acr: { essential: true } } },
  })
  expect((request.exp as number) - (request.nbf as number)).toBe(300)
  expect([...new URL(url).searchParams.keys()].toSorted()).toEqual(['client_id', 'request_uri'])
  const par = app.bank.seen.find(({ path }) => path === '/mtls/par')
  expect([...new URLSearchParams(par?.body).keys()].toSorted()).toEqual([
    'client_assertion',
    'client_assertion_type',
    'client_id',
    'request',
  ])
})

test('the switch sends the request object encrypted to the bank as well', async () => {
  const app = await open({ encryptRequestObject: true })
  const { url } = await begin(app.browser())
  expect(app.bank.pushedRequest(url).encrypted).toBe(true)
})

test('every back-channel call shows the certificate and carries an interaction id of its own', async () => {
  const app = await open()
  await connect(app, app.browser())
  const calls = app.bank.seen.filter(({ path }) => path.startsWith('/mtls/') || path.startsWith('/host/'))
  expect(calls.length).toBeGreaterThan(8)
  expect(new Set(calls.map(({ peer }) => peer))).toEqual(new Set(['contas-juntas']))
  expect(new Set(calls.map(({ headers }) => headers['x-fapi-interaction-id'])).size).toBe(calls.length)
})

test('addresses come from the participants list and the discovery document, read once in ten minutes', async () => {
  const app = await open()
  await connect(app, app.browser())
  await connect(app, app.browser())
  expect(app.bank.seen.filter(({ path }) => path === '/participants')).toHaveLength(1)
  expect(app.bank.seen.filter(({ path }) => path.includes('.well-known'))).toHaveLength(1)
})

test('a bank that does not publish an address is not guessed at, and is asked again the next time', async () => {
  const app = await open()
  const { endpoints } = app.bank.data
  app.bank.data.endpoints = (base) => endpoints(base).filter(({ ApiFamilyType }) => ApiFamilyType !== 'consents')
  const browser = app.browser()
  const { page } = await begin(browser)
  expect(page.status).toBe(502)
  expect(page.text).toContain('/open-banking/consents/v3/consents')
  app.bank.data.endpoints = endpoints
  expect((await begin(browser)).page.status).toBe(200)
})

test('a refused consent is told with code, title, detail, status and interaction id, and leaves no connection', async () => {
  const app = await open()
  const browser = app.browser()
  app.bank.data.refuseOnce.set('/consents', {
    status: 422,
    code: 'DATA_EXPIRACAO_INVALIDA',
    title: 'Bad date',
    detail: 'Too far away',
  })
  const { page } = await begin(browser)
  expect(page.status).toBe(502)
  expect(page.text).toContain('id="error"')
  for (const told of ['DATA_EXPIRACAO_INVALIDA', 'Bad date', 'Too far away', '422']) expect(page.text).toContain(told)
  const sent = app.bank.seen.findLast(({ method }) => method === 'POST')?.headers['x-fapi-interaction-id']
  expect(page.text).toContain(String(sent))
  expect((await browser.get('/obb/connections')).text).not.toContain('id="connections"')
})

test.each([
  [
    'no balances, without which there is no budget',
    [
      ['customer', 'ana'],
      ['term', '1-day'],
    ],
  ],
  ['an unknown term', [['customer', 'ana'], ['term', 'forever'], ...ALL_GROUPS]],
  ['a CPF of ten digits', [['customer', ''], ['document', '111444777-3'], ['term', '1-day'], ...ALL_GROUPS]],
  [
    'a malformed CNPJ',
    [['customer', ''], ['document', '111.444.777-35'], ['business_document', '1'], ['term', '1-day'], ...ALL_GROUPS],
  ],
] as [string, [string, string][]][])('%s is refused before anything is sent', async (_, form) => {
  const app = await open()
  const { page } = await begin(app.browser(), form)
  expect(page.status).toBe(422)
  expect(app.bank.seen.filter(({ path }) => path !== '/participants')).toHaveLength(0)
})

test('a typed CPF is used without its punctuation', async () => {
  const app = await open()
  await begin(app.browser(), [['customer', ''], ['document', '111.444.777-35'], ['term', '1-day'], ...ALL_GROUPS])
  const post = app.bank.seen.find(({ method, path }) => method === 'POST' && path.endsWith('/consents'))
  expect(post?.body).toContain('"identification":"11144477735"')
})

test('client assertions are PS256, for the issuer, and never the same twice', async () => {
  const app = await open()
  await connect(app, app.browser())
  const assertions = app.bank.seen
    .filter(({ path }) => path.startsWith('/mtls/'))
    .map(({ body }) => decodeJwt(new URLSearchParams(body).get('client_assertion') as string))
  expect(new Set(assertions.map(({ jti }) => jti)).size).toBe(assertions.length)
  for (const { aud } of assertions) expect(aud).toBe(app.bank.issuer)
})
