import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Application, CredentialPack } from '#marketplace'
import { writeClientFiles } from '../../server/cli/client-files.ts'
import { visitBank } from '../../server/cli/customer.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'

let bank: TestBank
beforeAll(async () => {
  bank = await openTestBank()
})
afterAll(() => bank.close())

type Answer = { status: number; body: { sessionToken: string } & Record<string, unknown> }

/** A call of the console API as the portal makes it. */
async function ask(method: string, address: string, { token, body }: { token?: string; body?: unknown } = {}) {
  const response = await fetch(`${bank.urls.console}${address}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : JSON.parse(text) } as Answer
}

const NUMBERS = ['99100200000183', '99300400000180'] as const
let signedUp = 0

async function developer(name: string) {
  const registrationNumber = NUMBERS[signedUp++] as string
  const { status, body } = await ask('POST', '/api/marketplace/sign-up', {
    body: {
      organisation: { name: `${name} Ltda.`, registrationNumber },
      developer: { name, email: `${name.toLowerCase()}@portal.example`, password: 'a long password' },
    },
  })
  expect(body).not.toHaveProperty('error')
  expect(status).toBe(201)
  return body as unknown as { sessionToken: string; developer: { id: string } }
}

async function applicationOf(token: string, name: string): Promise<Application> {
  const { body } = await ask('POST', '/api/marketplace/applications', {
    token,
    body: { market: 'obb', name, redirectUris: ['https://127.0.0.1:8443/callback'] },
  })
  const { id } = (body as unknown as { application: Application }).application
  const { application } = (await ask('GET', `/api/marketplace/applications/${id}?waitMs=20000`, { token }))
    .body as unknown as { application: Application }
  expect(application.state).toBe('ready')
  return application
}

/** Runs the program to its end, answering the address it prints with where the customer ended. */
async function run(folder: string, pack: CredentialPack, file: string) {
  const child: ChildProcess = spawn(process.execPath, [path.join(folder, file)], { stdio: 'pipe' })
  let [out, errors] = ['', '']
  child.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', async (line) => {
    if (!line.startsWith('https://')) {
      out += line
      return
    }
    const { login, password } = pack.testCustomers[0] as CredentialPack['testCustomers'][0]
    const end = await visitBank({ url: line, caPem: pack.caPem, login, password, decision: 'approve' })
    child.stdin?.end(`${end.kind === 'redirected' ? end.url : ''}\n`)
  })
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve))
  return { code, out, errors }
}

test('a developer sees only what is theirs: another developer’s application, and the owner’s, are not there for them', async () => {
  const [ana, rui] = [await developer('Ana'), await developer('Rui')]
  const hers = await applicationOf(ana.sessionToken, 'Hers')
  const owners = (await bank.app('Of the owner')).credentials.applicationId
  const list = async (token: string) =>
    (
      (await ask('GET', '/api/marketplace/applications', { token })).body as unknown as { applications: Application[] }
    ).applications.map(({ id }) => id)
  expect(await list(ana.sessionToken)).toEqual([hers.id])
  expect(await list(rui.sessionToken)).toEqual([])
  for (const id of [hers.id, owners]) {
    for (const part of ['', '/credentials', '/usage']) {
      const { status, body } = await ask('GET', `/api/marketplace/applications/${id}${part}`, {
        token: rui.sessionToken,
      })
      expect([status, body]).toMatchObject([404, { error: { type: 'application-not-found' } }])
    }
  }
  for (const address of ['/api/analytics/overview', '/api/analytics/events', '/api/journeys', '/api/info']) {
    expect((await ask('GET', address, { token: rui.sessionToken })).status).toBe(403)
  }
  expect((await ask('GET', '/api/analytics/mine', { token: rui.sessionToken })).body).toMatchObject({ traffic: [] })

  // The program of the portal's application page, beside the files of the same page, and nothing else.
  const { credentials } = (
    await ask('GET', `/api/marketplace/applications/${hers.id}/credentials`, { token: ana.sessionToken })
  ).body as unknown as { credentials: CredentialPack }
  const folder = mkdtempSync(path.join(tmpdir(), 'bancada-example-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const { name, text } = credentials.example as { name: string; text: string }
  writeClientFiles(folder, { ...credentials, files: { ...credentials.files, [name]: text } })
  const { code, out, errors } = await run(folder, credentials, name)
  expect(errors).toContain('AWAITING_AUTHORISATION')
  expect(code, errors).toBe(0)
  expect(JSON.parse(out)).toEqual(expect.arrayContaining([expect.objectContaining({ accountId: expect.any(String) })]))

  const usage = (await ask('GET', `/api/marketplace/applications/${hers.id}/usage`, { token: ana.sessionToken })).body
  expect(usage).toMatchObject({ usage: { funnel: { lodged: 1, authorised: 1, used: 1 } } })
  const later = `from=${bank.rooms.world.clock.now() + 3_600_000}&to=${bank.rooms.world.clock.now() + 7_200_000}`
  const none = await ask('GET', `/api/marketplace/applications/${hers.id}/usage?${later}`, { token: ana.sessionToken })
  expect(none.body).toMatchObject({ usage: { traffic: [] } })
  expect(bank.log.errors).toEqual([])
})

test('a session tells who it is, is renewed, ends when signed out and after twelve hours of bank time', async () => {
  const body = { email: 'ana@portal.example', password: 'a long password' }
  const { sessionToken: token } = (await ask('POST', '/api/marketplace/sign-in', { body })).body
  const now = bank.rooms.world.clock.now()
  const session = (await ask('GET', '/api/marketplace/session', { token })).body
  expect(session).toMatchObject({ developer: { email: body.email }, organisation: { name: 'Ana Ltda.' } })
  expect(session.endsAt).toBeGreaterThan(now + 11 * 3_600_000)

  bank.advance(3_600_000)
  const renewal = await ask('POST', '/api/marketplace/session', { token })
  expect(renewal).toMatchObject({ status: 200, body: { developer: { email: body.email } } })
  expect(renewal.body.endsAt).toBeGreaterThanOrEqual((session.endsAt as number) + 3_600_000)
  bank.advance(11.5 * 3_600_000)
  expect((await ask('GET', '/api/marketplace/session', { token })).status).toBe(200)
  expect((await ask('DELETE', '/api/marketplace/session', { token })).status).toBe(204)
  expect((await ask('GET', '/api/marketplace/session', { token })).status).toBe(401)

  const again = (await ask('POST', '/api/marketplace/sign-in', { body })).body
  bank.advance(12 * 3_600_000 + 1)
  expect((await ask('GET', '/api/marketplace/session', { token: again.sessionToken })).status).toBe(401)
  // The owner passes wherever a developer may, but has no session.
  expect((await ask('GET', '/api/marketplace/session', { token: bank.consoleToken })).body).toMatchObject({
    error: { type: 'session-ended' },
  })
})

test('the API products and their documents are there for anyone, as the gateway serves them', async () => {
  const { body } = await ask('GET', '/api/products')
  const { products, markets } = body as unknown as { products: { market: string; id: string }[]; markets: unknown[] }
  expect(markets).toMatchObject([
    { id: 'obb', name: 'Open Finance Brasil', lanes: ['certified', 'guided'] },
    { id: 'fdx', name: 'FDX' },
  ])
  const ofBrazil = products.filter(({ market }) => market === 'obb')
  expect(ofBrazil.map(({ id }) => id)).toEqual(['consents', 'resources', 'accounts'])
  expect(products.some(({ market }) => market === 'fdx')).toBe(true)
  for (const { market, id } of products) {
    const { body: answer } = await ask('GET', `/api/products/${market}/${id}`)
    const { document } = answer as unknown as { document: { paths: Record<string, Record<string, unknown>> } }
    expect(document).toEqual(JSON.parse(JSON.stringify(bank.rooms.gateway.openApi(market, id))))
    for (const operation of Object.values(document.paths).flatMap((item) => Object.values(item))) {
      expect(operation).toMatchObject({ 'x-scopes': expect.any(Array), 'x-permissions': expect.any(Array) })
    }
  }
  expect(await ask('GET', '/api/products/obb/nothing')).toMatchObject({
    status: 404,
    body: { error: { type: 'product-not-found' } },
  })
})
