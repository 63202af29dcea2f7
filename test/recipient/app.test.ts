import { readdirSync, statSync } from 'node:fs'
import { get } from 'node:https'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { begin, connect, openTestRecipient, type TestRecipient } from './opening.ts'

const opened: TestRecipient[] = []
const open = async (options = {}) => {
  const app = await openTestRecipient(options)
  opened.push(app)
  return app
}
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close()
})

test('a form without the session’s token, or with another’s, does nothing', async () => {
  const app = await open()
  const browser = app.browser()
  const { path } = await connect(app, browser)
  const before = app.bank.seen.length
  const stranger = /name="form_token" value="([^"]+)"/.exec((await app.browser().get('/obb')).text)?.[1] as string
  const forms = [{}, { form_token: '' }, { form_token: stranger }]
  for (const form of forms) {
    for (const to of ['/obb/connect', '/obb/return', `${path}/refresh`, `${path}/disconnect`]) {
      expect((await browser.post(to, form as Record<string, string>)).status).toBe(403)
    }
  }
  expect(app.bank.seen).toHaveLength(before)
})

test('one browser’s connections do not exist for another', async () => {
  const app = await open()
  const { path } = await connect(app, app.browser())
  const other = app.browser()
  const before = app.bank.seen.length
  expect((await other.get('/obb/connections')).text).not.toContain(path)
  expect((await other.get(path)).status).toBe(404)
  expect((await other.get(`${path}/accounts/conta-1`)).status).toBe(404)
  expect((await other.get(`${path}/onward`)).status).toBe(404)
  for (const end of ['messages', 'done', 'disconnect']) expect((await other.get(`${path}/${end}`)).status).toBe(404)
  expect((await other.submit(`${path}/refresh`, [])).status).toBe(404)
  expect((await other.submit(`${path}/disconnect`, [])).status).toBe(404)
  expect(app.bank.seen).toHaveLength(before)
})

test('connections survive a restart, in a file that only its owner reads', async () => {
  const app = await open()
  const browser = app.browser()
  const { path } = await connect(app, browser)
  await app.restart()
  expect((await browser.get(path)).text).toContain('data-account="conta-1"')
  for (const file of readdirSync(app.dataDir)) {
    expect(file).toMatch(/^recipient\.db/)
    expect(statSync(join(app.dataDir, file)).mode & 0o777).toBe(0o600)
  }
})

test('the session cookie is the app’s own, hidden from scripts, secure and Lax', async () => {
  const app = await open()
  const cookie = (await app.browser().get('/obb')).headers.getSetCookie()[0]
  expect(cookie).toMatch(new RegExp(`^__Host-contas-juntas-session-${app.port}=[\\w-]{43};`))
  for (const attribute of ['path=/', 'secure', 'httponly', 'samesite=lax'])
    expect(cookie?.toLowerCase()).toContain(attribute)
})

test('pages are sent with a policy that allows our own style and script by hash, and nothing else', async () => {
  const app = await open()
  const { headers } = await app.browser().get('/obb')
  const policy = headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
  expect(headers.get('cache-control')).toBe('no-store')
})

test('the browser’s language is spoken, the switch wins, and the choice is remembered', async () => {
  const app = await open()
  const browser = app.browser()
  const portuguese = { 'accept-language': 'pt-BR,pt;q=0.9,en;q=0.8' }
  expect((await browser.get('/obb', portuguese)).text).toContain('Conecte seu banco')
  expect((await browser.get('/obb?lang=en', portuguese)).text).toContain('Connect your bank')
  expect((await browser.get('/obb', portuguese)).text).toContain('<html lang="en"')
  expect((await app.browser().get('/obb', { 'accept-language': 'en;q=0.1, pt;q=0.2' })).text).toContain('lang="pt-BR"')
})

test('without a registration the app says so, and has its pages once it is given one', async () => {
  const app = await open({ registered: false })
  const browser = app.browser()
  expect((await browser.get('/')).status).toBe(503)
  expect((await browser.get('/obb')).status).toBe(404)
  app.setMarket()
  expect((await browser.get('/')).text).toContain('id="banks"')
})

test('a new registration leaves the connections where they were', async () => {
  const app = await open()
  const browser = app.browser()
  const { path } = await connect(app, browser)
  app.setMarket()
  expect((await browser.get(`${path}/accounts/conta-1`)).text).toContain('Padaria da Esquina 1')
})

test('unknown paths, wrong methods, other media types and large forms are clear answers', async () => {
  const app = await open()
  const browser = app.browser()
  expect((await browser.get('/nowhere')).status).toBe(404)
  expect((await browser.get('/obb/connections/%')).status).toBe(404)
  const wrong = await browser.get('/obb/connect')
  expect(wrong.status).toBe(405)
  expect(wrong.headers.get('allow')).toBe('POST')
  expect((await browser.post('/obb/connect', {}, { 'content-type': 'application/json' })).status).toBe(415)
  expect((await browser.post('/obb/connect', { document: 'x'.repeat(70_000) })).status).toBe(413)
  expect(app.logged).toEqual([])
})

test('a browser that came by another loopback name is sent to the one the cookie belongs to', async () => {
  const app = await open()
  const browser = app.browser()
  const moved = await browser.request(`https://localhost:${app.port}/obb?lang=en`)
  expect(moved.status).toBe(303)
  expect(moved.headers.get('location')).toBe(`${app.origin}/obb?lang=en`)
})

test('a host name that is not ours is refused, so that no other site can be pointed at the app', async () => {
  const app = await open()
  const status = await new Promise((resolve, reject) => {
    const headers = { host: `rebound.example:${app.port}` }
    get(
      { host: '127.0.0.1', port: app.port, path: '/obb', headers, ca: app.caPem, servername: 'localhost' },
      (response) => {
        response.resume()
        resolve(response.statusCode)
      },
    ).on('error', reject)
  })
  expect(status).toBe(421)
})

test('a language link never leads to another host', async () => {
  const app = await open()
  const page = await app.browser().get(`${app.origin}//elsewhere.example/`)
  expect(page.status).toBe(404)
  expect(page.text).not.toContain('href="//')
})

test('every page of the way has a title, one main heading and its stable ids', async () => {
  const app = await open()
  const browser = app.browser()
  const start = await browser.get('/')
  expect(start.text).toContain('data-bank="Stand-in bank"')
  const { page, url } = await begin(browser)
  expect(page.text).toContain('id="continue"')
  const done = await browser.submit('/obb/return', [['answer', await app.bank.approve(url)]])
  const connection = await browser.get(new URL(done.url).pathname.replace('/done', ''))
  for (const id of ['accounts', 'refresh', 'disconnect']) expect(connection.text).toContain(`id="${id}"`)
  for (const { text } of [start, page, done, connection]) {
    expect(text.match(/<h1/g)).toHaveLength(1)
    expect(text).toMatch(/<title>[^<]+ · Contas Juntas<\/title>/)
  }
})
