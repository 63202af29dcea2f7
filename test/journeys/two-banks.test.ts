import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestBank, stepsOf, type TestApp, type TestBank } from '../support/bank.ts'
import { openJar, type Stop } from '../support/jar.ts'
import { openWire, type Wire } from '../support/wire.ts'

let one: TestBank
let other: TestBank
let app: TestApp
let appOfOther: TestApp
const wires: Wire[] = []

beforeAll(async () => {
  ;[one, other] = await Promise.all([openTestBank(), openTestBank()])
  ;[app, appOfOther] = await Promise.all([one.app('Here'), other.app('There')])
})
afterAll(async () => {
  for (const wire of wires) wire.close()
  await Promise.all([app?.close(), appOfOther?.close()])
  await Promise.all([one?.close(), other?.close()])
})

/** A connection to the other bank, with a certificate of the one or of its own. */
function wireToOther(transport: { keyPem: string; chainPem: string }): Wire {
  const wire = openWire({ caPem: appOfOther.credentials.caPem, transport })
  wires.push(wire)
  return wire
}

const accountsOf = (bank: TestBank) => `${bank.urls.mutual}/open-banking/accounts/v2/accounts`

const pageOf = (stop: Stop) => {
  if (!stop.page) throw new Error(`left the bank for ${stop.outside}`)
  return stop.page
}

test('two banks live in one process with doors, authority and organisation of their own', () => {
  const ports = [one, other].flatMap(({ urls }) => Object.values(urls).map((url) => new URL(url).port))
  expect(new Set(ports).size).toBe(ports.length)
  expect(one.rooms.directory.authority.fingerprint256).not.toBe(other.rooms.directory.authority.fingerprint256)
  expect(one.rooms.directory.bank.organisationId).not.toBe(other.rooms.directory.bank.organisationId)
})

test('both carry a consent through at the same time, and each records its own', async () => {
  const [here, there] = await Promise.all([app.connect('ana'), appOfOther.connect('ana')])
  const [read, readThere] = await Promise.all([
    app.request('GET', accountsOf(one), here.accessToken),
    appOfOther.request('GET', accountsOf(other), there.accessToken),
  ])
  expect([read.status, readThere.status]).toEqual([200, 200])
  expect(stepsOf(one, here.consentId).length).toBe(stepsOf(other, there.consentId).length)
  expect(() => stepsOf(other, here.consentId)).toThrow('journey-not-found')
  expect(other.rooms.consents.find(here.consentId)).toBeUndefined()
})

test('a certificate of one bank is not trusted by the other, though the handshake completes', async () => {
  const { accessToken } = await appOfOther.connect('ana')
  const foreign = wireToOther(app.credentials.transport)
  const refused = await foreign.call({ url: accountsOf(other), token: accessToken })
  expect(refused.status).toBe(401)
  expect(JSON.parse(refused.body)).toMatchObject({
    errors: [{ detail: expect.stringContaining('not issued by this') }],
  })
})

test('a token of one bank means nothing to the other', async () => {
  const { accessToken, refreshToken } = await app.connect('ana')
  const wire = wireToOther(appOfOther.credentials.transport)
  const refused = await wire.call({ url: accountsOf(other), token: accessToken })
  expect(refused.status).toBe(401)
  expect(JSON.parse(refused.body)).toMatchObject({ errors: [{ title: 'Access token not active' }] })
  await expect(appOfOther.refresh(refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' })
})

// covers: 121
test('one browser visits both banks at once: their cookies neither clash nor open the other’s doors', async () => {
  const [consentId, consentIdThere] = await Promise.all([app.consentFor('ana'), appOfOther.consentFor('ana')])
  const [pending, pendingThere] = await Promise.all([app.push(consentId), appOfOther.push(consentIdThere)])
  // A browser shares cookies between all ports of a host.
  const jar = openJar(app.credentials.caPem + appOfOther.credentials.caPem)
  const login = pageOf(await jar.open(pending.url))
  const loginThere = pageOf(await jar.open(pendingThere.url))
  const names = jar.cookies().map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)

  const { pathname } = new URL(login.url)
  const astray = pageOf(await jar.open(new URL(pathname, loginThere.url).href))
  expect(astray.status).toBe(400)
  expect(astray.html).not.toContain('login-form')

  const ana = { username: 'ana', password: one.customer('ana').password }
  const consent = pageOf(await jar.submit(login, 'submit', ana))
  const consentThere = pageOf(await jar.submit(loginThere, 'submit', ana))
  const back = await jar.submit(consent, 'approve')
  const backThere = await jar.submit(consentThere, 'approve')
  const tokens = await app.redeem(back.outside as string, pending)
  const tokensThere = await appOfOther.redeem(backThere.outside as string, pendingThere)
  expect(tokens.scope).toContain(consentId)
  expect(tokensThere.scope).toContain(consentIdThere)
})

test('a console token of one bank opens nothing at the other', async () => {
  const ask = (bank: TestBank, token: string) =>
    fetch(`${bank.urls.console}/api/info`, { headers: { authorization: `Bearer ${token}` } })
  expect((await ask(one, one.consoleToken)).status).toBe(200)
  expect((await ask(other, one.consoleToken)).status).toBe(401)
})

test('moving one bank’s time leaves the other’s alone', () => {
  const before = other.rooms.world.clock.offsetMs()
  one.advance(3_600_000)
  expect(one.rooms.world.clock.offsetMs()).toBeGreaterThanOrEqual(3_600_000)
  expect(other.rooms.world.clock.offsetMs()).toBe(before)
})

test('closing one bank leaves the other at work', async () => {
  const { accessToken } = await appOfOther.connect('bruno')
  await one.close()
  const read = await appOfOther.request('GET', accountsOf(other), accessToken)
  expect(read.status).toBe(200)
  await appOfOther.connect('carla')
  await expect(fetch(`${one.urls.console}/`)).rejects.toThrow()
  expect([one.log.errors, other.log.errors]).toEqual([[], []])
})
