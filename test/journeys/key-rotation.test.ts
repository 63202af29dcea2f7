import { decodeProtectedHeader, type JWK } from 'jose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'
import { openIdToken } from '../support/id-token.ts'
import { openJar, outsideOf, pageOf } from '../support/jar.ts'
import { authorizeUrl, fragmentOf, type Outsider, openOutsider } from '../support/outsider.ts'

let bank: TestBank
let app: TestApp
let outsider: Outsider
/** How far the machine's clock was moved, for what is ruled by it and by nothing else. */
let ahead = 0

beforeAll(async () => {
  bank = await openTestBank({ world: { wire: () => Date.now() + ahead } })
  app = await bank.app('Chaves Novas')
  outsider = openOutsider(app)
})
afterAll(async () => {
  await app?.close()
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

const keySet = async () => ((await outsider.call(app.server.jwks_uri as string)).json as { keys: JWK[] }).keys
const signers = async () => (await keySet()).filter(({ use }) => use === 'sig').map(({ kid }) => kid as string)
const rotate = (body: unknown, market = 'obb') =>
  consoleApi(bank).call<{ keys: { use: string; state: string; kid: string }[] }>(
    'POST',
    `/api/identity/${market}/keys/rotate`,
    body,
  )

/** Walks a pushed request to its tokens, and says which key signed each id_token. */
async function kidsOf(url: string, verifier: string): Promise<(string | undefined)[]> {
  const browser = openJar(app.credentials.caPem)
  const page = pageOf(await browser.logIn(url, bank.customer('ana')))
  const fragment = fragmentOf(outsideOf(await browser.submit(page, 'approve')))
  const tokens = await outsider.redeem(fragment.code as string, verifier)
  return Promise.all([fragment.id_token, tokens.json?.id_token].map((token) => kidOf(String(token))))
}

const kidOf = async (idToken: string) => decodeProtectedHeader(await openIdToken(app.credentials, idToken)).kid

// covers: 3
it('keys change under a running bank: the old ones stay in the key set, and nothing under way is lost (OpenID Connect Core 10.1.1)', async () => {
  const [old] = await signers()
  const { refreshToken, accessToken } = await app.connect('ana')
  const begun = await outsider.pushed(await app.consentFor('ana'))
  const browser = openJar(app.credentials.caPem)
  const open = pageOf(await browser.logIn(begun.url, bank.customer('ana')))
  const sealed = await outsider.object(await app.consentFor('ana'))
  const sealedBefore = await outsider.encrypted(sealed.jwt)

  expect((await rotate({ announceSeconds: 0 })).status).toBe(200)
  const [now, before, ...more] = await signers()
  expect([before, more]).toEqual([old, []])
  expect(now).not.toBe(old)
  expect(JSON.stringify(await keySet())).not.toMatch(/"(d|p|q)":/)

  const fragment = fragmentOf(outsideOf(await browser.submit(open, 'approve')))
  expect(await kidOf(fragment.id_token as string)).toBe(now)
  expect((await outsider.redeem(fragment.code as string, begun.verifier)).status).toBe(200)
  expect((await outsider.accounts(accessToken)).status).toBe(200)
  expect((await outsider.refresh(refreshToken)).status).toBe(200)
  const answer = await outsider.push(sealedBefore)
  expect(answer.status, answer.text).toBe(201)
  const url = authorizeUrl(outsider.endpoints.authorize, app.credentials.clientId, String(answer.json?.request_uri))
  expect(await kidsOf(url, sealed.verifier)).toEqual([now, now])
})

it('a key is announced before it is used, and taken away once nothing it signed is good (OpenID Connect Core 10.1.1)', async () => {
  const [used] = await signers()
  expect((await rotate({ announceSeconds: 600 })).status).toBe(200)
  expect(await signers()).toHaveLength(3)
  const pushed = await outsider.pushed(await app.consentFor('ana'))
  expect(await kidsOf(pushed.url, pushed.verifier)).toEqual([used, used])
  const waiting = await rotate({})
  expect([waiting.status, (waiting.body as { error?: { type: string } }).error?.type]).toEqual([409, 'keys-announced'])
  ahead = (600 + 900 + 61) * 1000
  bank.rooms.identity.sweep()
  const left = await signers()
  expect(left).toHaveLength(1)
  expect(left).not.toContain(used)
})

it('the console refuses what is no rotation, in its own words', async () => {
  for (const body of [{ announceSeconds: -1 }, { announceSeconds: 1e9 }, { announceSeconds: '5' }, { more: 1 }]) {
    expect((await rotate(body)).status).toBe(400)
  }
  expect((await rotate({}, 'nowhere')).status).toBe(400)
})
