import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, stepsOf, type TestApp, type TestBank } from '../support/bank.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'
import { openOutsider } from '../support/outsider.ts'

let bank: TestBank
let app: TestApp
let fdxApp: FdxApp

beforeAll(async () => {
  bank = await openTestBank()
  app = await bank.app('Agenda de Contas')
  fdxApp = await openFdxApp(bank, 'Tidy Budget')
})
afterAll(async () => {
  await app.close()
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

const ORIGINS = ['https://localhost:1', 'https://evil.example']

describe('A request whose target is in absolute form (RFC 9112 3.2.2)', () => {
  it.each(ORIGINS)(
    'of %s is answered and recorded as in origin form: self is the address of the bank',
    async (origin) => {
      const { consentId, accessToken } = await app.connect('ana')
      const address = `${await app.endpoint('accounts', '/accounts')}?page-size=25`
      const { pathname, search } = new URL(address)
      const headers = { authorization: `Bearer ${accessToken}`, 'x-fapi-interaction-id': randomUUID() }
      const answer = await openOutsider(app).call(address, { headers, target: origin + pathname + search })
      expect(answer.status, answer.text).toBe(200)
      expect(answer.text).not.toContain(origin)
      expect(answer.json?.links).toMatchObject({
        self: expect.stringMatching(new RegExp(`^${bank.urls.mutual}${pathname}\\?`)),
      })
      const step = stepsOf(bank, consentId).find(({ operation }) => operation === 'accountsGetAccounts')
      expect(bank.rooms.journey.exchange(step?.id as string).request?.url).toBe(pathname + search)
    },
  )

  it.each(ORIGINS)('of %s reaches each of the doors', async (origin) => {
    const { call } = openOutsider(app)
    const metadata = new URL(`${app.server.issuer}/.well-known/openid-configuration`)
    expect((await call(metadata.href, { target: origin + metadata.pathname })).json?.issuer).toBe(app.server.issuer)
    const login = new URL((await app.push(await app.consentFor('ana'))).url)
    const shown = await call(login.href, { target: origin + login.pathname + login.search, tls: {} })
    expect([shown.status, String(shown.headers.location)]).toEqual([
      303,
      expect.stringMatching(/^\/obb\/interaction\//),
    ])
    const { accessToken } = await fdxApp.connect('avery')
    const listed = await fdxApp.api('/fdx/v6/accounts?limit=1', accessToken, {
      target: `${origin}/fdx/v6/accounts?limit=1`,
    })
    expect(listed.status, listed.text).toBe(200)
    expect(listed.text).not.toContain(origin)
  })

  it('reaches the console where it names the console, and nobody by another name (house: Host is always checked)', async () => {
    const { host, port } = new URL(bank.urls.console)
    const status = (target: string) =>
      new Promise((resolve, reject) => {
        request({ host: '127.0.0.1', port, path: target, headers: { host } }, (answer) => {
          answer.resume()
          resolve(answer.statusCode)
        })
          .on('error', reject)
          .end()
      })
    const [origin, own, foreign] = await Promise.all(
      ['/api/status', `http://${host}/api/status`, 'http://evil.example/api/status'].map(status),
    )
    expect(own).toBe(origin)
    expect(foreign).not.toBe(origin)
  })
})
