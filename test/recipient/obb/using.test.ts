import { afterEach, expect, test } from 'vitest'
import { connect, openTestRecipient, type TestRecipient, unescaped } from '../opening.ts'

const opened: TestRecipient[] = []
const open = async () => {
  const app = await openTestRecipient()
  opened.push(app)
  const browser = app.browser()
  const connected = await connect(app, browser)
  // What connecting itself asked for is told elsewhere.
  app.bank.seen.splice(0)
  return { app, browser, ...connected }
}
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close()
})

const calls = (app: TestRecipient, end: string) => app.bank.seen.filter(({ path }) => path.split('?')[0]?.endsWith(end))
const refreshes = (app: TestRecipient) => app.bank.seen.filter(({ body }) => body.includes('grant_type=refresh_token'))

test('an account page shows the transactions of the last thirty days of bank time', async () => {
  const { app, browser, path } = await open()
  const page = await browser.get(`${path}/accounts/conta-1`)
  expect(page.text).toContain('id="transactions"')
  expect(page.text).toContain('Padaria da Esquina 1')
  const today = new Date(app.world.clock.now()).toISOString().slice(0, 10)
  expect(calls(app, '/transactions')[0]?.path).toContain(`toBookingDate=${today}`)
})

test('paging follows links.next with its pagination-key on the published address', async () => {
  const { app, browser, path } = await open()
  const first = await browser.get(`${path}/accounts/conta-1?from=2026-11-01&to=2026-11-22`)
  const next = unescaped(/id="next" href="([^"]+)"/.exec(first.text)?.[1] ?? '')
  const second = await browser.get(next)
  expect(second.text).toContain('Padaria da Esquina 2')
  expect(second.text).not.toContain('id="next"')
  expect(second.text).toContain('id="previous"')
  const asked = new URL(calls(app, '/transactions').at(-1)?.path as string, 'https://localhost').searchParams
  expect(Object.fromEntries(asked)).toEqual({
    fromBookingDate: '2026-11-01',
    toBookingDate: '2026-11-22',
    page: '2',
    'pagination-key': 'chave-de-página',
  })
})

test('a link that leads to another host is refused, so that the token never goes there', async () => {
  const { app, browser, path } = await open()
  app.bank.data.nextLink = 'https://elsewhere.example/steal?page=2'
  const page = await browser.get(`${path}/accounts/conta-1`)
  expect(page.status).toBe(400)
  expect(page.text).toContain('<code>links</code>')
})

test('a 401 gets one new token and one more try', async () => {
  const { app, browser, path } = await open()
  app.bank.data.accessToken = 'the bank forgot the old one'
  const page = await browser.get(`${path}/accounts/conta-1`)
  expect(page.text).toContain('Padaria da Esquina 1')
  expect(refreshes(app)).toHaveLength(1)
  expect(calls(app, '/transactions')).toHaveLength(2)
})

test('a second 401 is shown and not tried a third time', async () => {
  const { app, browser, path } = await open()
  app.bank.data.consent.status = 'REJECTED'
  app.bank.data.consent.rejection = { rejectedBy: 'USER', reason: { code: 'CUSTOMER_MANUALLY_REVOKED' } }
  const page = await browser.get(`${path}/accounts/conta-1`)
  expect(page.status).toBe(502)
  expect(page.text).toContain('UNAUTHORIZED')
  expect(page.text).toContain('CUSTOMER_MANUALLY_REVOKED')
  expect(calls(app, '/transactions')).toHaveLength(2)
  expect((await browser.get(path)).text).toContain('data-state="ended"')
})

test('an access token past its time in bank time is renewed before it is used', async () => {
  const { app, browser, path } = await open()
  app.world.clock.advance(901_000)
  await browser.get(`${path}/accounts/conta-1`)
  expect(refreshes(app)).toHaveLength(1)
  expect(calls(app, '/transactions')).toHaveLength(1)
})

test('calls that find the token over at the same time share one renewal', async () => {
  const { app, browser, path } = await open()
  app.world.clock.advance(901_000)
  await Promise.all(['conta-1', 'conta-2'].map((account) => browser.get(`${path}/accounts/${account}`)))
  expect(refreshes(app)).toHaveLength(1)
})

test('refresh gets a new token, shows its new end, and reads the data anew', async () => {
  const { app, browser, path, page } = await open()
  const before = /id="token-until">([^<]+)/.exec(page.text)?.[1]
  app.world.clock.advance(3_600_000)
  app.bank.data.accounts = [app.bank.account('conta-3')]
  const after = await browser.submit(`${path}/refresh`, [])
  expect(/id="token-until">([^<]+)/.exec(after.text)?.[1]).not.toBe(before)
  expect(after.text).toContain('data-account="conta-3"')
  expect(after.text).not.toContain('data-account="conta-1"')
})

test('a refresh reads the last week only, and everything again after a longer pause (operational limits)', async () => {
  const { app, browser, path } = await open()
  app.bank.data.transactionName = 'Feira livre'
  await browser.submit(`${path}/refresh`, [])
  expect(calls(app, '/transactions')).toHaveLength(0)
  expect(calls(app, '/transactions-current').length).toBeGreaterThan(0)
  expect((await browser.get('/obb/activity')).text).toContain('Feira livre')
  app.world.clock.advance(8 * 24 * 60 * 60 * 1000)
  await browser.submit(`${path}/refresh`, [])
  expect(calls(app, '/transactions').length).toBeGreaterThan(0)
})

test('a refresh that the bank refuses is told, with how the consent ended', async () => {
  const { app, browser, path } = await open()
  app.bank.faults.refreshRefused = true
  app.bank.data.consent.status = 'REJECTED'
  app.bank.data.consent.rejection = { rejectedBy: 'ASPSP', reason: { code: 'CONSENT_MAX_DATE_REACHED' } }
  const page = await browser.submit(`${path}/refresh`, [])
  expect(page.status).toBe(502)
  expect(page.text).toContain('invalid_grant')
  expect(page.text).toContain('ASPSP / CONSENT_MAX_DATE_REACHED')
  expect((await browser.get(path)).text).toContain('data-state="expired"')
})

test('disconnect deletes the consent with a client token and reads the reason back', async () => {
  const { app, browser, path } = await open()
  const page = await browser.submit(`${path}/disconnect`, [])
  const deleted = app.bank.seen.find(({ method }) => method === 'DELETE')
  expect(deleted?.headers.authorization).toBe(`Bearer ${app.bank.data.clientToken}`)
  expect(page.text).toContain('id="consent-status">REJECTED')
  expect(page.text).toContain('id="rejection">CUSTOMER_MANUALLY_REVOKED')
  expect(page.text).not.toContain('id="refresh"')
})

test('disconnecting what is over already is told plainly', async () => {
  const { app, browser, path } = await open()
  app.bank.data.consent.status = 'REJECTED'
  app.bank.data.consent.rejection = { rejectedBy: 'USER', reason: { code: 'CUSTOMER_MANUALLY_REVOKED' } }
  const page = await browser.submit(`${path}/disconnect`, [])
  expect(page.text).toContain('CONSENTIMENTO_EM_STATUS_REJEITADO')
  expect((await browser.get(path)).text).toContain('data-state="ended"')
})

test('a consent that the bank does not know any more can be let go', async () => {
  const { app, browser, path } = await open()
  app.bank.data.forgotten = true
  const page = await browser.submit(`${path}/disconnect`, [])
  expect(page.text).toContain('Unknown consent')
  expect((await browser.get(path)).text).toContain('data-state="unknown"')
})

test('an account that the bank refuses alone does not hide the others', async () => {
  const { app, browser, path } = await open()
  const code = 'STATUS_RESOURCE_TEMPORARILY_UNAVAILABLE'
  app.bank.data.refuseOnce.set('/conta-2/balances', { status: 403, code, title: 'Blocked', detail: 'For now' })
  const page = await browser.submit(`${path}/refresh`, [])
  expect(page.status).toBe(200)
  expect(page.text).toContain(code)
  expect(page.text).toContain('1,234.56')
})

test('a bank that does not answer is told as such', async () => {
  const { app, browser, path } = await open()
  await app.bank.close()
  const page = await browser.get(`${path}/accounts/conta-1`)
  expect(page.status).toBe(502)
  expect(page.text).toContain('did not answer')
  expect(page.text).toContain('ECONNREFUSED')
})

test('strings of a hostile bank are shown as text', async () => {
  const { app, browser, path } = await open()
  const hostile = '<script>alert(1)</script>"\'&'
  app.bank.data.transactionName = hostile
  app.bank.data.accounts = [
    { ...app.bank.account('conta-1'), brandName: { markup: hostile }, type: hostile, number: hostile },
  ]
  const connection = await browser.submit(`${path}/refresh`, [])
  const account = await browser.get(`${path}/accounts/conta-1`)
  app.bank.data.refuseOnce.set('/transactions', { status: 403, code: hostile, title: hostile, detail: hostile })
  const refused = await browser.get(`${path}/accounts/conta-1`)
  for (const { text } of [connection, account, refused]) {
    expect(text).toContain('&lt;script&gt;')
    expect(text).not.toContain('<script>alert')
  }
})
