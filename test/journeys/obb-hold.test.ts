import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Route } from '#markets'
import { obb } from '../../server/markets/obb/index.ts'
import { stepsOf } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'
import { codeOf, json, type ObbApp, type ObbBank, openObbBank } from '../support/obb.ts'

const CLAUSE = 'resources v3: how statuses combine'

let bank: ObbBank
let app: ObbApp

beforeAll(async () => {
  bank = await openObbBank()
  app = await bank.obbApp('Pausada')
})
afterAll(() => bank?.close())
afterEach(() => expect(bank.log.errors.splice(0)).toEqual([]))

const desk = (id: string, act: 'hold' | 'release') =>
  consoleApi(bank).call('POST', `/api/consents/${encodeURIComponent(id)}/${act}`, {})

type Listed = { data: { resourceId?: string; status?: string }[] }

test('resources v3: what a held consent covers is TEMPORARILY_UNAVAILABLE, and its consent stays AUTHORISED', async () => {
  const { consentId, accessToken: token, refreshToken } = await app.connect('ana')
  const covered = json<Listed>(await app.api('resourcesGetResources', { token })).data
  expect((await desk(consentId, 'hold')).status).toBe(200)

  const held = json<Listed>(await app.api('resourcesGetResources', { token })).data
  expect(held).toEqual(covered.map((resource) => ({ ...resource, status: 'TEMPORARILY_UNAVAILABLE' })))
  expect(json<Listed>(await app.api('accountsGetAccounts', { token })).data).toEqual([])
  const params = { accountId: covered[0]?.resourceId as string }
  const refused = await app.api('accountsGetAccountsAccountIdBalances', { token, params })
  expect([refused.status, codeOf(refused)]).toEqual([403, 'STATUS_RESOURCE_TEMPORARILY_UNAVAILABLE'])
  const foreign = await app.api('accountsGetAccountsAccountIdBalances', { token, params: { accountId: 'not-covered' } })
  expect([foreign.status, codeOf(foreign)]).toEqual([403, 'RESOURCE_FORBIDDEN'])

  expect((await app.readConsent(consentId)).body).toMatchObject({ data: { status: 'AUTHORISED' } })
  const { access_token } = await app.refresh(refreshToken)

  expect((await desk(consentId, 'release')).status).toBe(200)
  for (const each of [token, access_token]) {
    expect((await app.api('accountsGetAccountsAccountIdBalances', { token: each, params })).status).toBe(200)
  }
  expect(json<Listed>(await app.api('resourcesGetResources', { token })).data).toEqual(covered)
})

/** Every operation behind a customer's token, with no data of the consent in its answer while it is held. */
const OPERATIONS = obb.apis
  .flatMap(({ routes }) => routes)
  .filter(({ token, method }) => token === 'customer' && method === 'GET')

test.each(OPERATIONS.map((route): [string, Route] => [route.id, route]))(
  `%s gives nothing of a held consent (${CLAUSE})`,
  async (id, route) => {
    const { consentId, accessToken: token } = await app.connect('ana')
    const [first] = json<Listed>(await app.api('resourcesGetResources', { token })).data
    await desk(consentId, 'hold')
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name as string)
    const params = Object.fromEntries(names.map((name) => [name, first?.resourceId as string]))
    const answer = await app.api(id, { token, params })
    if (answer.status === 403) expect(codeOf(answer)).toBe('STATUS_RESOURCE_TEMPORARILY_UNAVAILABLE')
    else {
      expect(answer.status).toBe(200)
      const { data } = json<Listed>(answer)
      expect(data.filter(({ status }) => status !== 'TEMPORARILY_UNAVAILABLE')).toEqual([])
    }
  },
)

test('consents v3: the customer may end a held consent, and the desk can not hold what has ended', async () => {
  const { consentId } = await app.connect('ana')
  await desk(consentId, 'hold')
  const token = await app.ownToken()
  const ended = await app.api('consentsDeleteConsentsConsentId', { token, params: { consentId } })
  expect(ended.status).toBe(204)
  const again = await desk(consentId, 'hold')
  expect([again.status, again.body]).toMatchObject([409, { error: { type: 'consent-hold-forbidden' } }])
  expect((await desk(consentId, 'release')).body).toMatchObject({ error: { type: 'consent-not-held' } })
})

test('a hold and its release are events of the consent, and steps of its journey on none of the arrows', async () => {
  const { consentId } = await app.connect('ana')
  await desk(consentId, 'hold')
  await desk(consentId, 'hold')
  await desk(consentId, 'release')
  const atDesk = stepsOf(bank, consentId).filter(({ from }) => from === 'operator')
  expect(atDesk).toMatchObject([
    { arrow: null, to: 'consent', operation: 'hold consent', status: 200 },
    { operation: 'hold consent', status: 409, problem: { type: 'consent-held' } },
    { operation: 'release consent', status: 200 },
  ])
  const { body } = await consoleApi(bank).call('GET', `/api/consents/${encodeURIComponent(consentId)}`)
  expect((body.consent as { events: object[] }).events.slice(0, 2)).toMatchObject([
    { type: 'consent.released' },
    { type: 'consent.held' },
  ])
})
