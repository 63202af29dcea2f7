import { afterEach, expect, test } from 'vitest'
import { connect, type FdxRecipient, GROUPS, openFdxRecipient } from './opening.ts'

const opened: FdxRecipient[] = []
const open = async () => {
  const app = await openFdxRecipient()
  opened.push(app)
  return app
}
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close()
})

const calls = ({ bank }: FdxRecipient, end: string) =>
  bank.seen.filter(({ path }) => (path.split('?')[0] as string).endsWith(end))

test('accounts of every category are shown under theirs, and what is owed counts against what is owned', async () => {
  const app = await open()
  const browser = app.browser()
  await connect(app, browser)
  const { text } = await browser.get('/fdx')
  for (const group of [
    'Cash',
    'Cards and lines of credit',
    'Loans',
    'Investments',
    'Insurance',
    'Annuities',
    'Business',
    'Wallets',
  ])
    expect(text, group).toContain(`<h3 class="day">${group}</h3>`)
  const owned = 1234.56 + 10250 + 52000 + 18200.4 + 42
  const total = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' }).format(owned - 320.1 - 284113.55)
  expect(text).toContain(`id="total">${total}`)
})

test.each([
  ['acc-0417', ['$1,234.56', 'Statement of 2026-10', '12 Alder Street', 'id="transactions"']],
  ['acc-8842', ['$4,679.90', 'Harbor Points', '12,840', 'points', 'VISA']],
  ['acc-5034', ['$284,113.55', 'Term (months)', '360', 'Fixed']],
  ['acc-7001', ['id="holdings"', 'Total Market Index', '100.25', '$9,999.94']],
  ['acc-3100', ['$250,000.00', 'Active']],
  ['acc-4200', ['$52,000.00', 'Each month']],
  ['acc-6600', ['$18,200.40', '$17,950.40']],
  ['acc-9900', ['$42.00', 'somethingNew', 'as it came']],
])(
  'the page of account %s shows what its category tells, and fields that nobody knows as they came',
  async (id, told) => {
    const app = await open()
    const browser = app.browser()
    const { path } = await connect(app, browser)
    const { text, status } = await browser.get(`${path}/accounts/${id}`)
    expect(status).toBe(200)
    for (const part of told) expect(text, part).toContain(part)
  },
)

test('paging follows the bank’s opaque keys, forwards and back (FDX, pagination)', async () => {
  const app = await open()
  const browser = app.browser()
  const { path } = await connect(app, browser)
  const first = await browser.get(`${path}/accounts/acc-0417`)
  const next = /id="next" href="([^"]+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') as string
  expect(new URL(next, app.origin).searchParams.get('cursor')).toBe('key-25')
  const second = await browser.get(next)
  expect(second.text).toContain('Corner Market 29')
  expect(second.text).toContain('id="previous"')
  expect(second.text).not.toContain('id="next"')
  expect((await browser.get(`${path}/accounts/acc-0417?cursor=${'x'.repeat(5000)}`)).status).toBe(422)
})

test('a statement is handed on as the bank prints it, byte for byte', async () => {
  const app = await open()
  const browser = app.browser()
  const { path } = await connect(app, browser)
  const answer = await browser.get(`${path}/accounts/acc-0417/statements/st-2026-10-31`)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(answer.headers.get('content-disposition')).toBe('inline; filename="statement.pdf"')
  expect(answer.headers.get('content-length')).toBe(String('%PDF-1.4 of the stand-in'.length + 1))
  expect((await app.browser().get(`${path}/accounts/acc-0417/statements/st-2026-10-31`)).status).toBe(404)
})

test('what the bank does not have hides nothing of what it has', async () => {
  const app = await open()
  app.bank.data.without = ['/statements', '/contact', '/reward-programs', '/transactions']
  const { page, path } = await connect(app, app.browser())
  expect(page.text).toContain('data-account="acc-0417"')
  expect(path).toMatch(/connections/)
})

test('only what was granted is asked for', async () => {
  const app = await open()
  await connect(app, app.browser(), { groups: GROUPS.slice(0, 1) })
  for (const end of ['/transactions', '/statements', '/contact', '/reward-programs'])
    expect(calls(app, end)).toEqual([])
})

test('each renewal brings the next refresh token, and the old one is not used again (FDX API Security Model)', async () => {
  const app = await open()
  const browser = app.browser()
  const { path } = await connect(app, browser)
  for (const _ of [1, 2]) {
    const before = app.bank.data.refreshToken
    expect((await browser.submit(`${path}/refresh`, [])).status).toBe(200)
    expect(calls(app, '/token').at(-1)?.body).toContain(encodeURIComponent(before))
    expect(app.bank.data.refreshToken).not.toBe(before)
  }
})

test('an access token past its five minutes is renewed before it is used', async () => {
  const app = await open()
  const browser = app.browser()
  const { path } = await connect(app, browser)
  const renewals = () => calls(app, '/token').filter(({ body }) => body.includes('refresh_token'))
  expect((await browser.get(`${path}/accounts/acc-0417`)).status).toBe(200)
  expect(renewals()).toHaveLength(0)
  app.world.clock.advance(301_000)
  expect((await browser.get(`${path}/accounts/acc-0417`)).status).toBe(200)
  expect(renewals()).toHaveLength(1)
})

test('a renewal that answers with another grant is thrown away', async () => {
  const app = await open()
  const browser = app.browser()
  const { path } = await connect(app, browser)
  app.bank.faults.grantId = 'another'
  expect((await browser.submit(`${path}/refresh`, [])).status).toBe(400)
})

test('a sharing for once has no renewal, and says that it is over when it is (durationType ONE_TIME)', async () => {
  const app = await open()
  const browser = app.browser()
  const { path } = await connect(app, browser, { term: 'once' })
  app.world.clock.advance(301_000)
  app.bank.data.status = 'EXPIRED'
  const page = await browser.get(`${path}/accounts/acc-0417`)
  expect(page.text).toContain('This sharing is over')
  expect((await browser.get(path)).text).toContain('data-state="expired"')
})

test('ending a sharing revokes the grant with its reason and initiator, and the bank’s record is shown', async () => {
  const app = await open()
  const browser = app.browser()
  const { path } = await connect(app, browser)
  expect((await browser.get(`${path}/disconnect`)).text).toContain('id="confirm-disconnect"')
  const ended = await browser.submit(`${path}/disconnect`, [])
  const revocation = calls(app, '/revocation').find(({ method }) => method === 'PUT')
  expect(JSON.parse(revocation?.body as string)).toEqual({ reason: 'USER_ACTION', initiator: 'INDIVIDUAL' })
  expect(ended.text).toContain('data-state="ended"')
  expect(ended.text).toContain('<code id="rejection">USER_ACTION</code>')
  expect(ended.text).not.toContain('id="accounts"')
})

test('a grant that ended at the bank is told with the first refusal (602)', async () => {
  const app = await open()
  const browser = app.browser()
  const { path } = await connect(app, browser)
  app.bank.data.status = 'REVOKED'
  app.bank.data.revocations.push({
    status: 'REVOKED',
    reason: 'BUSINESS_RULE',
    initiator: 'DATA_PROVIDER',
    updatedTime: 'x',
  })
  const page = await browser.get(`${path}/accounts/acc-0417`)
  expect(page.text).toContain('This sharing is over')
  expect((await browser.get(path)).text).toContain('BUSINESS_RULE')
})

test('a refusal is told in the bank’s own words, with its FDX code', async () => {
  const app = await open()
  const browser = app.browser()
  const { path } = await connect(app, browser)
  app.bank.data.refuseOnce.set('/transactions', { status: 400, code: '703', message: 'The date range is not valid' })
  const page = await browser.get(`${path}/accounts/acc-0417?from=2020-01-01&to=2020-01-02`)
  expect(page.status).toBe(502)
  expect(page.text).toContain('<code>703</code>')
  expect(page.text).toContain('The date range is not valid')
})

test('strings of a hostile bank are shown as text', async () => {
  const app = await open()
  const evil = '<script>alert(1)</script>'
  app.bank.data.description = evil
  for (const account of app.bank.data.accounts)
    Object.assign(account, { productName: evil, nickname: evil, [evil]: evil })
  const browser = app.browser()
  const { page, path } = await connect(app, browser)
  const pages = [
    page,
    await browser.get('/fdx'),
    await browser.get('/fdx/activity'),
    await browser.get(`${path}/accounts/acc-7001`),
  ]
  for (const { text, status } of pages) {
    expect(status).toBe(200)
    expect(text).not.toContain(evil)
  }
})

test('movements reach the budget with their categories, and only those of everyday accounts', async () => {
  const app = await open()
  const browser = app.browser()
  await connect(app, browser)
  const { text } = await browser.get('/fdx/activity?q=payroll')
  expect(text).toContain('data-category="income"')
  expect((await browser.get('/fdx/activity?category=groceries')).text).toContain('Corner Market')
  expect((await browser.get('/fdx')).text).toContain('id="processing"')
})
