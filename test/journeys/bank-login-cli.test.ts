import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DataRecipient, openDataRecipient } from '../../server/cli/data-recipient.ts'
import type { CredentialPack } from '../../server/marketplace/index.ts'
import { answerOf, command } from '../support/command-line.ts'
import { openJar, outsideOf, pageOf } from '../support/jar.ts'
import { type RunningBank, runBank } from '../support/run-bank.ts'

type Waiting = { codes: { login: string; code: string }[] }

let data: string
let bank: RunningBank
let app: DataRecipient
let credentials: CredentialPack

beforeAll(async () => {
  data = mkdtempSync(path.join(tmpdir(), 'bancada-login-'))
  bank = await runBank(data, { port: 0 })
  credentials = await answer<CredentialPack>(
    ...['app', 'create', '--market', 'obb', '--name', 'App', '--redirect-uri', 'https://127.0.0.1:8443/callback'],
  )
  app = await openDataRecipient(credentials)
})
afterAll(async () => {
  await app?.close()
  await bank?.kill()
  rmSync(data, { recursive: true, force: true })
})

const answer = <T>(...args: string[]) => answerOf<T>(data, args)

test('`login` shows and sets where customers log in, and what it is asked for wrongly is said', async () => {
  expect(await answer('login')).toMatchObject({
    markets: [
      { market: 'obb', way: 'identity', secondFactor: false },
      { market: 'fdx', way: 'identity', secondFactor: false },
    ],
  })
  expect(await answer('login', 'set', '--way', 'provider')).toMatchObject({ way: 'provider', secondFactor: false })
  expect(await answer('login', 'set', '--second-factor', 'on')).toMatchObject({ way: 'provider', secondFactor: true })
  const { out } = await command('info', '--data', data)
  expect(out).toContain("at the bank's own identity provider, with a one-time code")
  expect(out).toContain(bank.addresses.provider)
  for (const [args, type] of [
    [['--way', 'pigeon'], 'option-value-unknown'],
    [[], 'option-missing'],
    [['--way', 'identity', '--market', 'mars'], 'market-not-open'],
  ] as const) {
    const { code, err } = await command('login', 'set', ...args, '--json', '--data', data)
    expect([code === 0, JSON.parse(err).error.type]).toEqual([false, type])
  }
})

test('`consent approve` and `token` go through the provider and the code by themselves', async () => {
  const lodged = await app.lodge({ document: '11144477735' })
  const { consentId } = (lodged.body as { data: { consentId: string } }).data
  await app.push(consentId)
  const approved = await answer<{ parameters: Record<string, string> }>(
    ...['consent', 'approve', '--consent', consentId, '--customer', 'ana'],
  )
  expect(approved.parameters.code).toBeTruthy()
  for (const lane of ['certified', 'guided']) {
    const token = await answer<{ accessToken: string }>('token', '--customer', 'bruno', '--lane', lane)
    expect(token.accessToken).toBeTruthy()
  }
})

test('a kill between the password and the code loses nothing: the login goes on after the next start', async () => {
  const lodged = await app.lodge({ document: '11144477735' })
  const { consentId } = (lodged.body as { data: { consentId: string } }).data
  const pending = await app.push(consentId)
  const jar = openJar(credentials.caPem)
  const code = pageOf(await jar.logIn(pending.url, { login: 'ana', password: 'bancada' }))
  expect(code.html).toContain('id="code-form"')

  await bank.kill()
  bank = await runBank(data)

  expect(await answer('login')).toMatchObject({
    markets: [
      { way: 'provider', secondFactor: true },
      { way: 'identity', secondFactor: false },
    ],
  })
  const { codes } = await bank.api<Waiting>('GET', '/api/phone/codes')
  const mine = codes.find(({ login }) => login === 'ana')?.code as string
  const consent = pageOf(await jar.submit(code, 'submit', { code: mine }))
  expect(consent.html).toContain('id="consent-form"')
  const tokens = await app.redeem(outsideOf(await jar.submit(consent, 'approve')), pending)
  expect(tokens.access_token).toBeTruthy()
  expect(bank.said()).not.toMatch(/ error /)
})
