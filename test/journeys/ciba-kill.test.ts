import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDataRecipient } from '../../server/cli/data-recipient.ts'
import type { TestApp } from '../support/bank.ts'
import { seededChance } from '../support/chance.ts'
import { type Outsider, openOutsider } from '../support/outsider.ts'
import { openPingReceiver, type PingReceiver } from '../support/ping-receiver.ts'
import { createApplication, type RunningBank, runBank } from '../support/run-bank.ts'

const ROUNDS = 3
const ASKED_AT_ONCE = 4
/** The bank is killed so long after the first of the answers was acknowledged, at most. */
const LATEST_KILL_MS = 60
const ANSWERS_WITHIN_MS = 40
const REDIRECT = 'https://127.0.0.1:8443/callback'
const TOKEN = '8d67dc78-7faa-4d41-aabd-67707b374255'

type Decision = 'approve' | 'reject'
type Asked = { id: string; decision: Decision; afterMs: number }
type Customer = { login: string; document: string }
type Info = { markets: { id: string; customers: Customer[] }[] }

// covers: 109, 122, 9.8/2
test('kill -9 between an answer on the phone and its ping: the ping comes after the restart, and the tokens are as they were promised (CIBA 10.2; house: durability)', async () => {
  const seed = Number(process.env.BANCADA_SEED ?? Date.now() % 1_000_000)
  console.info(`BANCADA_SEED=${seed}`)
  const chance = seededChance(seed)
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bancada-ping-kill-'))
  let bank = await runBank(dataDir, { port: 0 })
  const receiver = await openPingReceiver(serverCredentials(dataDir))
  onTestFinished(async () => {
    await receiver.close()
    await bank.kill()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const { document } = await customerOf(bank, 'ana')
  const asked = { name: 'App que espera', redirectUris: [REDIRECT], notificationUri: receiver.url }
  const credentials = await createApplication(bank, asked)

  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await openDataRecipient(credentials)
    const requests = await askAll(before, document, chance)
    await before.close()
    // Every other time the app takes the ping and has not answered it when the bank is killed.
    const silent = round % 2 === 1
    if (silent) receiver.answers.push(...requests.map(() => 'silence' as const))
    const heardBefore = receiver.pings.length
    const acknowledged = await answerUntilKilled(bank, requests, chance() * LATEST_KILL_MS)
    expect(acknowledged.size).toBeGreaterThan(0)

    receiver.answers.length = 0
    const heardAtKill = receiver.pings.length
    bank = await runBank(dataDir)
    expect(bank.said()).not.toMatch(/ error /)
    const after = await openDataRecipient(credentials)
    const outsider = outsiderOf(after, credentials)
    const waiting = await waitingAt(bank)
    for (const { id, decision } of requests) {
      if (waiting.has(id)) {
        // What was not acknowledged may not have happened: then nobody was told that it had.
        expect(acknowledged.has(id)).toBe(false)
        expect(pingsOf(receiver, id, heardBefore)).toEqual([])
        await answer(bank, { id, decision })
      }
      await heard(receiver, id, silent ? heardAtKill : heardBefore)
      await expectPromised(outsider, after, { id, decision })
    }
    await after.close()
  }
}, 120_000)

/** Asks the same customer several times at once, for a consent each. */
async function askAll(app: Recipient, document: string, chance: () => number): Promise<Asked[]> {
  const all: Asked[] = []
  for (let count = 0; count < ASKED_AT_ONCE; count += 1) {
    const { status, body } = await app.lodge({ document })
    if (status !== 201) throw new Error(`consent refused: ${JSON.stringify(body)}`)
    const { consentId } = (body as { data: { consentId: string } }).data
    const { auth_req_id: id } = await app.askOnPhone(consentId, { client_notification_token: TOKEN })
    const decision = chance() < 0.3 ? 'reject' : 'approve'
    all.push({ id, decision, afterMs: chance() * ANSWERS_WITHIN_MS })
  }
  return all
}

/** Answers them all, and kills the bank so long after it acknowledged the first; gives those that it acknowledged. */
async function answerUntilKilled(bank: RunningBank, requests: readonly Asked[], killAfterMs: number) {
  const acknowledged = new Set<string>()
  const answering = requests.map(async (request) => {
    await passed(request.afterMs)
    await answer(bank, request)
    acknowledged.add(request.id)
  })
  await Promise.any(answering)
  await passed(killAfterMs)
  await bank.kill()
  await Promise.allSettled(answering)
  return acknowledged
}

const passed = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const answer = (bank: RunningBank, { id, decision }: { id: string; decision: Decision }) =>
  bank.api('POST', `/api/phone/approvals/${encodeURIComponent(id)}/${decision}`, {})

async function waitingAt(bank: RunningBank): Promise<ReadonlySet<string>> {
  const { approvals } = await bank.api<{ approvals: { id: string }[] }>('GET', '/api/phone/approvals')
  return new Set(approvals.map(({ id }) => id))
}

const pingsOf = ({ pings }: PingReceiver, id: string, since: number) =>
  pings.slice(since).filter(({ body }) => (body as { auth_req_id: string }).auth_req_id === id)

/** Resolves once a ping about a request has come since a moment; each carries the app's own token. */
async function heard(receiver: PingReceiver, id: string, since: number): Promise<void> {
  while (pingsOf(receiver, id, since).length === 0) await receiver.next()
  for (const { authorization } of pingsOf(receiver, id, since)) expect(authorization).toBe(`Bearer ${TOKEN}`)
}

/** What was approved gives its tokens, which open the accounts, and gives them once; what was rejected gives none. */
async function expectPromised(
  outsider: Outsider,
  app: Recipient,
  { id, decision }: { id: string; decision: Decision },
) {
  const { status, json } = await outsider.poll(id)
  if (decision === 'reject') return expect([status, json?.error]).toEqual([400, 'access_denied'])
  expect([status, json?.error]).toEqual([200, undefined])
  const accounts = await app.endpoint('accounts', '/accounts')
  expect((await app.request('GET', accounts, String(json?.access_token))).status).toBe(200)
  expect((await outsider.poll(id)).json).toMatchObject({ error: 'invalid_grant' })
}

type Recipient = Awaited<ReturnType<typeof openDataRecipient>>
type Credentials = Parameters<typeof openDataRecipient>[0]

/** The app by hand: openid-client would keep asking where a test wants one answer. */
const outsiderOf = (app: Recipient, credentials: Credentials): Outsider =>
  openOutsider({ ...app, credentials } as unknown as TestApp)

/** The install's own server certificate: its authority is one that the bank trusts. */
function serverCredentials(dataDir: string) {
  const text = (name: string) => readFileSync(path.join(dataDir, 'keys', name), 'utf8')
  return { keyPem: text('server.key.pem'), certificatePem: text('server.pem') }
}

async function customerOf(bank: RunningBank, login: string): Promise<Customer> {
  const { markets } = await bank.api<Info>('GET', '/api/info')
  const found = markets.find(({ id }) => id === 'obb')?.customers.find((customer) => customer.login === login)
  if (!found) throw new Error(`no demonstration customer ${login}`)
  return found
}
