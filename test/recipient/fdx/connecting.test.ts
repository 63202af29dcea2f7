import { afterEach, expect, test } from 'vitest'
import { begin, connect, type FdxRecipient, GROUPS, openFdxRecipient } from './opening.ts'
import type { Faults } from './stand-in-bank.ts'

const opened: FdxRecipient[] = []
const open = async (options = {}) => {
  const app = await openFdxRecipient(options)
  opened.push(app)
  return app
}
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close()
})

const paths = ({ bank }: FdxRecipient) => bank.seen.map(({ method, path }) => `${method} ${path.split('?')[0]}`)

test('one screen leads to the banks of either market', async () => {
  const app = await open({ both: true })
  const browser = app.browser()
  const { text } = await browser.get('/')
  expect(text.indexOf('data-market="obb"')).toBeGreaterThan(0)
  expect(text.indexOf('data-market="fdx"')).toBeGreaterThan(text.indexOf('data-market="obb"'))
  expect(text).toContain('Stand-in bank')
  expect(text).toContain('Stand-in Bank')
  expect((await browser.submit('/fdx/consent/bank', [['bank', 'own']])).url).toMatch(/\/fdx\/consent\/what$/)
  await connect(app, browser)
  expect((await browser.get('/')).text).toMatch(/data-market="fdx".*href="\/fdx">/s)
})

test('a market’s own menu shows on its pages, and the way to the other beside it', async () => {
  const app = await open({ both: true })
  const { text } = await app.browser().get('/fdx')
  expect(text).toContain('id="market-fdx" aria-current="true"')
  expect(text).toContain('href="/fdx/activity"')
  expect(text).not.toContain('href="/obb/activity"')
})

test('nothing is sent before the last step, and then the request holds the consent (RFC 9396; FDX consent API)', async () => {
  const app = await open()
  const browser = app.browser()
  await browser.submit('/fdx/consent/bank', [['bank', 'own']])
  await browser.submit('/fdx/consent/what', [
    ['group', 'accounts'],
    ['group', 'transactions'],
  ])
  expect(paths(app).filter((path) => path.startsWith('POST'))).toEqual([])
  const { url } = await begin(browser, { groups: GROUPS.slice(0, 2), term: '30-days' })
  const request = app.bank.requestOf(url)
  expect(request).toMatchObject({
    response_type: 'code',
    response_mode: 'jwt',
    code_challenge_method: 'S256',
    scope: 'fdx:accountbasic:read fdx:accountdetailed:read fdx:transactions:read',
    authorization_details: [
      {
        type: 'fdx_v1.0',
        consentRequest: {
          durationType: 'TIME_BOUND',
          durationPeriod: 30,
          lookbackPeriod: 90,
          resources: [{ resourceType: 'ACCOUNT', dataClusters: ['ACCOUNT_BASIC', 'ACCOUNT_DETAILED', 'TRANSACTIONS'] }],
        },
      },
    ],
  })
  expect(Number(request.exp) - Number(request.nbf)).toBeLessThanOrEqual(3600)
  expect(app.bank.seen.at(-1)?.peer).toBe('contas-juntas')
})

test('without the group that a budget can’t do without, the question is asked again', async () => {
  const app = await open()
  const browser = app.browser()
  await browser.submit('/fdx/consent/bank', [['bank', 'own']])
  const page = await browser.submit('/fdx/consent/what', [['group', 'transactions']])
  expect(page.text).toContain('id="wrong"')
  expect((await browser.submit('/fdx/connect', [...GROUPS, ['term', 'for-ever']])).status).toBe(422)
})

test('the grant is known from the token’s answer, and what it grants from the bank (FDX consent API, grant_id)', async () => {
  const app = await open()
  const { done, page } = await connect(app, app.browser())
  expect(done.text).toContain('id="success"')
  expect(done.text).toContain('Avery Quill')
  expect(page.text).toContain(`<code id="consent-id">${app.bank.data.consentId}</code>`)
  expect(page.text).toContain('<code id="consent-status">ACTIVE</code>')
  expect(page.text).toContain('data-state="active"')
  expect(paths(app)).toContain(`GET /fdx/v6/consents/${app.bank.data.consentId}`)
})

test.each([
  ['a signature of another key', { forged: true }],
  ['another app as its audience', { aud: 'another-client' }],
  ['another bank as its issuer', { iss: 'https://another.example' }],
] as [string, Faults][])(
  'an answer with %s is thrown away and its code is not exchanged (JARM, 2.4)',
  async (_, faults) => {
    const app = await open()
    const browser = app.browser()
    const { url } = await begin(browser)
    Object.assign(app.bank.faults, faults)
    const page = await browser.submit('/fdx/callback', [['answer', await app.bank.approve(url)]])
    expect(page.status).toBe(400)
    expect(page.text).toContain('could not be trusted')
    expect(paths(app)).not.toContain('POST /fdx/auth/v1/token')
  },
)

test('an answer works once, and only in the browser that asked', async () => {
  const app = await open()
  const browser = app.browser()
  const { url } = await begin(browser)
  const answer = await app.bank.approve(url)
  expect((await app.browser().submit('/fdx/callback', [['answer', answer]])).status).toBe(400)
  expect((await browser.submit('/fdx/callback', [['answer', answer]])).status).toBe(200)
  expect((await browser.submit('/fdx/callback', [['answer', answer]])).status).toBe(400)
  for (const nonsense of ['', 'response=', 'response=a.b.c', 'code=1&state=2'])
    expect((await browser.submit('/fdx/callback', [['answer', nonsense]])).status).toBe(400)
})

test('a customer who says no leaves no grant, and the app tells so', async () => {
  const app = await open()
  const browser = app.browser()
  const { url } = await begin(browser)
  const page = await browser.submit('/fdx/callback', [['answer', await app.bank.refuse(url)]])
  expect(page.status).toBe(403)
  expect(page.text).toContain('You said no at the bank')
  expect((await browser.get('/fdx/connections')).text).toContain('data-state="cancelled"')
})

test('a token answer without a grant is not used (FDX consent API, grant_id)', async () => {
  const app = await open()
  const browser = app.browser()
  const { url } = await begin(browser)
  app.bank.faults.grantId = null
  const page = await browser.submit('/fdx/callback', [['answer', await app.bank.approve(url)]])
  expect(page.status).toBe(400)
  expect(page.text).toContain('<code>grant_id</code>')
})

test('metadata that speak for another issuer are not used (RFC 8414, 3.3)', async () => {
  const app = await open()
  app.bank.faults.issuer = 'https://another.example'
  const { page } = await begin(app.browser())
  expect(page.status).toBe(400)
  expect(page.text).toContain('<code>issuer</code>')
})

test('a bank that nobody comes back from is told as such after its time', async () => {
  const app = await open()
  const browser = app.browser()
  await begin(browser)
  expect((await browser.get('/fdx/connections')).text).toContain('data-state="waiting"')
  app.world.clock.advance(16 * 60 * 1000)
  expect((await browser.get('/fdx/connections')).text).toContain('data-state="expired"')
})
