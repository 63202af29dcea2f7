import { afterEach, expect, test } from 'vitest'
import { begin, connect, openTestRecipient, type TestRecipient } from '../opening.ts'
import type { Faults } from '../stand-in-bank.ts'

const opened: TestRecipient[] = []
const open = async () => {
  const app = await openTestRecipient()
  opened.push(app)
  return app
}
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close()
})

const exchanges = (app: TestRecipient) =>
  app.bank.seen.filter(({ path, body }) => path === '/mtls/token' && body.includes('authorization_code'))

test.each([
  ['a wrong nonce', { nonce: 'another' }, 'nonce'],
  ['a wrong s_hash', { sHash: 'another' }, 's_hash'],
  ['a wrong c_hash', { cHash: 'another' }, 'c_hash'],
  ['an acr that was not asked for', { acr: 'urn:other' }, '<code>acr</code>'],
  ['a signature of another key', { forged: true }, 'signature'],
  ['no encryption', { plain: true }, 'id_token encryption'],
] as [string, Faults, string][])(
  'an id_token with %s is thrown away and its code is not exchanged (FAPI-BR)',
  async (_, faults, told) => {
    const app = await open()
    const browser = app.browser()
    const { url } = await begin(browser)
    Object.assign(app.bank.faults, faults)
    const page = await browser.submit('/obb/return', [['answer', await app.bank.approve(url)]])
    expect(page.status).toBe(400)
    expect(page.text).toContain('id="error"')
    expect(page.text).toContain('could not be trusted')
    const error = /<section id="error".*?<\/section>/s.exec(page.text)?.[0]
    expect(error).toContain(told)
    expect(exchanges(app)).toHaveLength(0)
  },
)

test('a token answer that speaks of another customer is thrown away (OpenID Connect Core 3.3.3.6)', async () => {
  const app = await open()
  const browser = app.browser()
  const { url } = await begin(browser)
  app.bank.faults.otherSub = true
  const page = await browser.submit('/obb/return', [['answer', await app.bank.approve(url)]])
  expect(page.status).toBe(400)
  expect(page.text).toContain('<code>sub</code>')
})

test('an answer with an unknown state is refused', async () => {
  const app = await open()
  const browser = app.browser()
  const { url } = await begin(browser)
  const answer = new URLSearchParams(await app.bank.approve(url))
  answer.set('state', 'another')
  const page = await browser.submit('/obb/return', [['answer', answer.toString()]])
  expect(page.status).toBe(400)
  expect(page.text).toContain('<code>state</code>')
  expect(exchanges(app)).toHaveLength(0)
})

test('an answer works once', async () => {
  const app = await open()
  const browser = app.browser()
  const { url } = await begin(browser)
  const answer = await app.bank.approve(url)
  expect((await browser.submit('/obb/return', [['answer', answer]])).status).toBe(200)
  expect((await browser.submit('/obb/return', [['answer', answer]])).status).toBe(400)
  expect(exchanges(app)).toHaveLength(1)
})

test('an answer works only in the browser that asked', async () => {
  const app = await open()
  const asking = app.browser()
  const { url } = await begin(asking)
  const answer = await app.bank.approve(url)
  expect((await app.browser().submit('/obb/return', [['answer', answer]])).status).toBe(400)
  expect(exchanges(app)).toHaveLength(0)
  expect((await asking.submit('/obb/return', [['answer', answer]])).status).toBe(200)
})

test('a consent cancelled at the bank shows that the customer said no', async () => {
  const app = await open()
  const browser = app.browser()
  const { url } = await begin(browser)
  app.bank.data.consent.status = 'REJECTED'
  app.bank.data.consent.rejection = { rejectedBy: 'USER', reason: { code: 'CUSTOMER_MANUALLY_REJECTED' } }
  const page = await browser.submit('/obb/return', [
    ['answer', app.bank.refuse(url, 'access_denied', 'cancelled by the customer')],
  ])
  expect(page.status).toBe(403)
  expect(page.text).toContain('You said no at the bank')
  expect(page.text).toContain('access_denied')
  expect(page.text).toContain('CUSTOMER_MANUALLY_REJECTED')
  expect((await browser.get('/obb/connections')).text).toContain('data-state="cancelled"')
})

test('a customer other than the consent’s is told apart from a cancelled consent', async () => {
  const app = await open()
  const browser = app.browser()
  const { url } = await begin(browser)
  const page = await browser.submit('/obb/return', [
    ['answer', app.bank.refuse(url, 'access_denied', 'another person')],
  ])
  expect(page.status).toBe(403)
  expect(page.text).toContain('did not authorise')
  expect(page.text).toContain('another person')
  expect(page.text).toContain('AWAITING_AUTHORISATION')
})

test('the return page reads the fragment with one script that the policy allows, and explains itself without it', async () => {
  const app = await open()
  const page = await app.browser().get('/obb/return')
  expect(page.status).toBe(200)
  expect(page.text).toContain('<noscript>')
  expect(page.text.match(/<script>/g)).toHaveLength(1)
  expect(page.headers.get('content-security-policy')).toMatch(/script-src 'sha256-[^']+'/)
})

test('a connection begun before a restart of the app is completed after it', async () => {
  const app = await open()
  const browser = app.browser()
  const { url } = await begin(browser)
  await app.restart()
  const page = await browser.submit('/obb/return', [['answer', await app.bank.approve(url)]])
  expect(page.text).toContain('id="success"')
})

test('data that the bank refuses after the exchange leaves the connection in place', async () => {
  const app = await open()
  const browser = app.browser()
  const { url } = await begin(browser)
  app.bank.data.refuseOnce.set('/accounts', { status: 429, code: 'TOO_MANY', title: 'Slower', detail: 'Please' })
  const page = await browser.submit('/obb/return', [['answer', await app.bank.approve(url)]])
  expect(page.status).toBe(502)
  expect(page.text).toContain('TOO_MANY')
  const back = /id="back"/.test(page.text) && /href="(\/obb\/connections\/[^"]+)"/.exec(page.text)?.[1]
  expect((await browser.get(String(back))).text).toContain('data-state="active"')
})

test('the messages show what was sent and received, in order, with tokens decoded and secrets cut', async () => {
  const app = await open()
  const browser = app.browser()
  const { path } = await connect(app, browser)
  const page = await browser.get(`${path}/messages`)
  expect(page.text).toContain('urn:brasil:openbanking:loa2')
  expect(page.text).toContain('code id_token')
  const { accessToken, refreshToken, clientToken } = app.bank.data
  for (const secret of [accessToken, refreshToken, clientToken]) expect(page.text).not.toContain(secret)
  const code = new URLSearchParams(exchanges(app)[0]?.body)
  for (const name of ['code', 'code_verifier', 'client_assertion']) expect(page.text).not.toContain(code.get(name))
  const stages = [...page.text.matchAll(/class="stage" id="stage-([a-z]+)"/g)].map(([, id]) => id)
  expect(stages).toEqual(['directory', 'token', 'consent', 'par', 'redirect', 'return', 'exchange', 'check', 'data'])
})
