import { afterAll, beforeAll, expect, test } from 'vitest'
import portuguese from '../../renderer/words/operations.pt-BR.json' with { type: 'json' }
import { visitBank } from '../../server/cli/customer.ts'
import { type AppCredentials, openDataRecipient } from '../../server/cli/data-recipient.ts'
import { openTestBank, stepsOf, type TestBank } from '../support/bank.ts'

let bank: TestBank

beforeAll(async () => {
  bank = await openTestBank()
})
afterAll(() => bank.close())

type Json = Record<string, unknown>

/** A call to the console API, as the portal makes it. */
async function portal<T = Json>(method: string, path: string, token?: string, body?: unknown): Promise<T> {
  const response = await fetch(`${bank.urls.console}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer = (await response.json()) as T
  if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(answer)}`)
  return answer
}

test('one consent travels all eleven arrows, and the journeys read back in order', async () => {
  // 1 to 4: a developer signs up, creates an application, and collects its credentials.
  const { sessionToken } = await portal<{ sessionToken: string }>('POST', '/api/marketplace/sign-up', undefined, {
    organisation: { name: 'Finanças Aurora Ltda', registrationNumber: '99911133000187' },
    developer: { name: 'Dora Desenvolvedora', email: 'dora@aurora.example', password: 'correct horse' },
  })
  const created = await portal<{ application: { id: string } }>('POST', '/api/marketplace/applications', sessionToken, {
    market: 'obb',
    name: 'Aurora',
    redirectUris: ['https://127.0.0.1:8443/callback'],
  })
  const applicationId = created.application.id
  const ready = await portal<{ application: { state: string } }>(
    'GET',
    `/api/marketplace/applications/${applicationId}?waitMs=20000`,
    sessionToken,
  )
  expect(ready.application.state).toBe('ready')
  const { credentials } = await portal<{ credentials: AppCredentials }>(
    'GET',
    `/api/marketplace/applications/${applicationId}/credentials`,
    sessionToken,
  )

  // 5 to 10: the app lodges a consent, sends the customer to the bank, and reads the data.
  const app = await openDataRecipient(credentials)
  const ana = bank.customer('ana')
  const lodged = await app.lodge({ document: ana.document })
  const consentId = (lodged.body as { data: { consentId: string } }).data.consentId
  const pending = await app.push(consentId)
  const visit = await visitBank({ url: pending.url, caPem: credentials.caPem, ...ana, decision: 'approve' })
  if (visit.kind !== 'redirected') throw new Error(visit.reason)
  const tokens = await app.redeem(visit.url, pending)
  const accounts = await app.request('GET', await app.endpoint('accounts', '/accounts'), tokens.access_token)
  expect(accounts.status).toBe(200)
  expect((accounts.body as { data: unknown[] }).data).toHaveLength(visit.accounts.length)

  // The registration's journey: arrows 1 to 4, in order.
  bank.rooms.events.flush()
  bank.rooms.journey.flush()
  const registration = bank.rooms.journey.find(`registration-${applicationId}`).steps
  expect(firstSeen(registration)).toEqual([1, 2, 3, 4])
  const registered = registration.find((step) => step.arrow === 3)
  expect(registered).toMatchObject({ status: 201, from: 'discovery', to: 'identity' })

  // The consent's journey: arrows 5 to 11, in order, each with its message and duration.
  const steps = stepsOf(bank, consentId)
  expect(firstSeen(steps)).toEqual([5, 6, 7, 8, 9, 10])
  expect(steps.some((step) => step.arrow === 11)).toBe(true)
  expect(steps.filter((step) => step.arrow !== 11).map(named)).toEqual([
    '5 token client_credentials',
    '6 verify the app',
    '5 consentsPostConsents',
    '6 introspect app token',
    '5 consentsPostConsents',
    '5 push authorization request',
    '6 verify the app',
    '7 authorize',
    '8 show login',
    '8 log in',
    '8 show consent',
    '8 confirm consent',
    '8 return to the app',
    '9 token authorization_code',
    '9 verify the app',
    '9 accountsGetAccounts',
    '9 introspect customer token',
    '10 accountsGetAccounts',
  ])
  // What is recorded in words is said in both languages of the console.
  const inWords = [...registration, ...steps]
    .map(({ operation }) => operation)
    .filter((name) => /^[a-z][a-z _-]*$/.test(name))
  expect(inWords.length).toBeGreaterThan(10)
  expect(inWords.filter((name) => !(name in portuguese))).toEqual([])
  for (const step of steps) {
    expect(step.durationMs).toBeGreaterThanOrEqual(0)
    expect(step.problem).toBeNull()
  }

  // What was recorded: the message as sent, the certificate on the connection, nothing secret.
  const call = steps.find((step) => step.operation === 'accountsGetAccounts' && step.arrow === 9)
  const recorded = JSON.stringify(bank.rooms.journey.exchange(call?.id as string))
  expect(recorded).toContain('CONTA_DEPOSITO_A_VISTA')
  expect(recorded).toContain('OFBBR-')
  expect(recorded).not.toContain(tokens.access_token)

  // 11: the operator and the app's developer read what happened.
  const operator = await portal<Json>('GET', '/api/analytics/overview', bank.consoleToken)
  expect(JSON.stringify(operator)).toContain('accountsGetAccounts')
  const mine = await portal<Json>('GET', '/api/analytics/mine', sessionToken)
  expect(JSON.stringify(mine)).toContain('accountsGetAccounts')
  await app.close()
  expect(bank.log.errors).toEqual([])
})

/** Arrows in the order each was first seen, but for arrow 11, which follows every change. */
function firstSeen(steps: { arrow: number | null }[]): number[] {
  return [...new Set(steps.map((step) => step.arrow))].filter((arrow) => arrow !== null && arrow !== 11) as number[]
}

function named({ arrow, operation }: { arrow: number | null; operation: string }): string {
  return `${arrow} ${operation}`
}
