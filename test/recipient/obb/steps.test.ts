import { afterEach, expect, test } from 'vitest'
import { longerTerms } from '../../../server/recipient/obb/terms.ts'
import { connect, openTestRecipient, type TestRecipient } from '../opening.ts'

const opened: TestRecipient[] = []
const open = async () => {
  const app = await openTestRecipient()
  opened.push(app)
  return app
}
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close()
})

/** Goes through the steps as a browser does: each page's own form. */
async function walk(app: TestRecipient) {
  const browser = app.browser()
  const welcome = await browser.get('/')
  const bank = /name="bank" value="([^"]+)"/.exec(welcome.text)?.[1] as string
  const who = await browser.submit('/obb/consent/bank', [['bank', bank]])
  return { browser, welcome, who }
}

const hidden = (text: string): [string, string][] =>
  [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name, value]) => [
    String(name),
    String(value),
  ])

test('the steps ask who, what and how long, sum it up, and send nothing before the last (experience guide, 04000 to 06600)', async () => {
  const app = await open()
  const { browser, who } = await walk(app)
  expect(who.text).toContain('aria-current="step">Who')
  const what = await browser.submit('/obb/consent/who', [['customer', 'bruno:11222333000181']])
  expect(what.text).toMatch(/Balances<\/b> <span class="tag need">Needed/)
  expect(what.text).toMatch(/Statements<\/b> <span class="tag ">Optional/)
  const howLong = await browser.submit('/obb/consent/what', [
    ['group', 'balances'],
    ['group', 'limits'],
  ])
  for (const told of ['Stand-in bank', 'Bruno', 'Balances, Overdraft limits', 'id="connect"'])
    expect(howLong.text).toContain(told)
  expect(howLong.text).toMatch(/id="term-12-months" checked/)
  expect(app.bank.seen.filter(({ method }) => method === 'POST')).toEqual([])
  const form = hidden(howLong.text).filter(([name]) => name !== 'form_token')
  await browser.submit('/obb/connect', [...form, ['term', '3-months']])
  const sent = app.bank.seen.find(({ method, path }) => method === 'POST' && path.endsWith('/consents'))
  expect(JSON.parse(sent?.body ?? '{}').data).toMatchObject({
    businessEntity: { document: { identification: '11222333000181' } },
    permissions: ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', 'ACCOUNTS_OVERDRAFT_LIMITS_READ', 'RESOURCES_READ'],
  })
})

test('a step that was skipped is gone back to, and a document typed wrongly is asked for again with what was typed', async () => {
  const app = await open()
  expect((await app.browser().get('/obb/consent/how-long')).text).toContain('id="banks"')
  const { browser } = await walk(app)
  const wrong = await browser.submit('/obb/consent/who', [
    ['customer', ''],
    ['document', '123'],
  ])
  expect(wrong.url).toContain('wrong=CPF')
  expect(wrong.text).toContain('value="123"')
  expect(wrong.text).toMatch(/id="customer-other" checked/)
})

test('a bank that the app is not registered with is shown and can’t be chosen; each brand is shown once (experience guide, 04700 to 05100)', async () => {
  const app = await open()
  app.bank.data.otherBrands = ['Banco Outro', 'Banco Outro']
  const { browser, welcome } = await walk(app)
  expect(welcome.text.match(/Banco Outro/g)).toHaveLength(1)
  expect(welcome.text).not.toContain('data-bank="Banco Outro"')
  const found = await browser.get('/obb/banks?q=OUTRO')
  expect(found.text).toContain('Banco Outro')
  expect(found.text).not.toContain('data-bank="Stand-in bank"')
  expect((await browser.submit('/obb/consent/bank', [['bank', 'Banco Outro']])).url).toContain('/obb/banks')
})

test('without the participants list the welcome stands and says that the banks can’t be read', async () => {
  const app = await open()
  await app.bank.close()
  const page = await app.browser().get('/')
  expect(page.status).toBe(200)
  expect(page.text).toContain('can’t be read right now')
})

test('after the return the app says what was agreed, where to manage it and how it ends (experience guide, 10800 to 11300)', async () => {
  const app = await open()
  const { done } = await connect(app, app.browser())
  for (const told of [
    'id="success"',
    'Stand-in bank',
    'Balances, Statements, Overdraft limits',
    'Purpose',
    'My sharing',
  ])
    expect(done.text).toContain(told)
  expect(done.text).toMatch(/<dt>Ends<\/dt><dd>\w+ \d+, \d{4}/)
})

test('sharing is ended only after a warning, and stays visible with its reason (experience guide, 00100 to 01500)', async () => {
  const app = await open()
  const browser = app.browser()
  const { path } = await connect(app, browser)
  const warning = await browser.get(`${path}/disconnect`)
  expect(warning.text).toContain('as a whole')
  expect(app.bank.seen.some(({ method }) => method === 'DELETE')).toBe(false)
  await browser.submit(`${path}/disconnect`, [])
  const list = await browser.get('/obb/connections')
  expect(list.text).toContain('data-section="ended"')
  expect(list.text).not.toContain('data-section="active"')
  expect((await browser.get('/obb')).text).toContain('id="banks"')
})

test('the overview adds up the connected accounts and refreshes them all', async () => {
  const app = await open()
  const browser = app.browser()
  await connect(app, browser)
  app.bank.data.accounts = [app.bank.account('conta-1')]
  const page = await browser.submit('/obb/refresh', [])
  expect(page.text).toContain('id="total">R$1,234.56')
  expect(page.text).toContain('data-transaction="transação-2"')
})

test('renewing gives a later end without a redirect, with the customer’s token, address and browser (consents v3, extends)', async () => {
  const app = await open()
  const browser = app.browser()
  const { path } = await connect(app, browser)
  const offered = (text: string) => [...text.matchAll(/id="renew-([\w-]+)"/g)].map(([, term]) => term)
  app.world.clock.advance(24 * 60 * 60 * 1000)
  expect(offered((await browser.get(path)).text)).toEqual(['12-months', 'indefinite'])
  const renewed = await browser.submit(`${path}/renew`, [['term', '12-months']])
  const sent = app.bank.seen.find(({ path: asked }) => asked.endsWith('/extends'))
  expect(sent?.headers.authorization).toBe(`Bearer ${app.bank.data.accessToken}`)
  expect(sent?.headers['x-fapi-customer-ip-address']).toBeTruthy()
  expect(sent?.headers['x-customer-user-agent']).toBeTruthy()
  expect(Object.keys(JSON.parse(sent?.body ?? '{}').data).toSorted()).toEqual(['expirationDateTime', 'loggedUser'])
  expect(renewed.text).toContain('You renewed it, until')
})

test('renewal is not offered where the bank does not publish it, nor of an indefinite consent', async () => {
  const app = await open()
  const { endpoints } = app.bank.data
  app.bank.data.endpoints = (base) =>
    endpoints(base).map((resource) => ({
      ...resource,
      ApiDiscoveryEndpoints: resource.ApiDiscoveryEndpoints.filter(
        ({ ApiEndpoint }) => !ApiEndpoint.endsWith('/extends'),
      ),
    }))
  const { page } = await connect(app, app.browser())
  expect(page.text).not.toContain('id="renew"')
  expect(longerTerms(null, 0)).toEqual([])
})
