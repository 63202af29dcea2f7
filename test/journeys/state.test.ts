import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '#kernel'
import { openTestBank, stepsOf, type TestApp, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'
import { stateOf } from '../support/outsider.ts'

const DAY_MS = 86_400_000
const DEAD = 401

type Clock = { now: number; offsetMs: number; frozen: boolean; wire: number }
type Changed = { clock: Clock; closedMs: number }

let bank: TestBank
let app: TestApp
let api: ReturnType<typeof consoleApi>
let accountsUrl: string

beforeAll(async () => {
  bank = await openTestBank()
  api = consoleApi(bank)
  app = await bank.app('Estado')
  accountsUrl = await app.endpoint('accounts', '/accounts')
})
beforeEach(async () => {
  expect((await api.call('POST', '/api/reset', {})).status).toBe(200)
})
afterAll(async () => {
  await app?.close()
  await bank?.close()
})

const read = async (token: string) => (await app.request('GET', accountsUrl, token)).status
const clock = async () => (await api.call<Clock>('GET', '/api/clock')).body
const at = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`
const lodged = () => {
  bank.rooms.events.flush()
  return bank.rooms.analytics.overview().funnel.lodged
}

describe('reset', () => {
  test('tokens, consents and the ledger return to the seeded state, bank time to wire time; ports and CA stay', async () => {
    const before = { urls: bank.urls, ca: bank.rooms.directory.authority.fingerprint256 }
    const { accessToken, consentId } = await app.connect('ana')
    const holder = bank.rooms.bank.customers.byDocument('obb', bank.customer('ana').document)
    const [own] = bank.rooms.bank.accounts.ofHolder(holder?.id as string)
    const balance = bank.rooms.bank.accounts.balances(own?.id as string).available
    const house = bank.rooms.bank.ledger.houseAccount('obb', 'BRL', 'settlement')
    bank.rooms.bank.ledger.post({
      kind: 'pix',
      narrative: 'Pix recebido',
      postings: [
        { accountId: own?.id as string, amountMinor: 5_00 },
        { accountId: house, amountMinor: -5_00 },
      ],
    })
    await api.call('POST', '/api/clock/advance', { by: '40d' })

    const { status, body } = await api.call<Changed>('POST', '/api/reset', {})

    expect(status).toBe(200)
    expect(Math.abs(body.clock.offsetMs)).toBeLessThan(DAY_MS)
    expect(body.clock.frozen).toBe(false)
    expect(await read(accessToken)).toBe(DEAD)
    expect((await app.readConsent(consentId)).status).toBe(404)
    expect(bank.rooms.bank.accounts.balances(own?.id as string).available).toEqual(balance)
    expect(bank.rooms.bank.ledger.verify()).toEqual({ ok: true, faults: [] })
    expect({ urls: bank.urls, ca: bank.rooms.directory.authority.fingerprint256 }).toEqual(before)
  })

  test('applications stay registered and connect at once, with the credentials they have', async () => {
    expect(await read((await app.connect('bruno')).accessToken)).toBe(200)
    expect(bank.log.errors).toEqual([])
  })

  test('the journey of a consent that is no more stays as history', async () => {
    const { consentId } = await app.connect('ana')
    const steps = stepsOf(bank, consentId).length
    await api.call('POST', '/api/reset', {})
    expect(bank.rooms.consents.find(consentId)).toBeUndefined()
    expect(stepsOf(bank, consentId)).toHaveLength(steps)
  })

  test('analytics counts each event once, though the log went back', async () => {
    const before = lodged()
    await app.connect('ana')
    await app.connect('ana')
    await api.call('POST', '/api/reset', {})
    expect(lodged()).toBe(before + 2)
    await app.connect('ana')
    expect(lodged()).toBe(before + 3)
  })

  test('a clock that was frozen by choice stays where it stands', async () => {
    await api.call('POST', '/api/clock/advance', { by: '10d' })
    const { now } = (await api.call<Clock>('POST', '/api/clock/freeze', {})).body
    const { body } = await api.call<Changed>('POST', '/api/reset', {})
    expect(body.clock).toMatchObject({ now, frozen: true })
    await api.call('POST', '/api/clock/release', {})
  })

  test('calls in the middle are answered or turned away with 503 in the market’s words, and the status is served', async () => {
    const { accessToken } = await app.connect('ana')
    let resetting = true
    const answers: { status: number; body: unknown }[] = []
    const statuses: number[] = []
    const caller = async () => {
      while (resetting) answers.push(await app.request('GET', accountsUrl, accessToken))
    }
    const watcher = async () => {
      while (resetting) statuses.push((await api.call('GET', '/api/status')).status)
    }
    const callers = [caller(), caller(), caller(), watcher()]
    for (let round = 0; round < 5; round += 1) await api.call('POST', '/api/reset', {})
    resetting = false
    await Promise.all(callers)
    expect([...new Set(answers.map(({ status }) => status))].filter((s) => ![200, 401, 503].includes(s))).toEqual([])
    for (const { status, body } of answers) {
      if (status === 503) expect(body).toMatchObject({ errors: [{ code: 'SERVICE_UNAVAILABLE' }] })
    }
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(bank.log.errors).toEqual([])
  })

  test('the live stream tells that it begins and ends, and goes on', async () => {
    const messages = await api.live(
      ({ type, phase }) => type === 'reset' && phase === 'ended',
      () => void api.call('POST', '/api/reset', {}),
    )
    expect(messages.filter(({ type }) => type === 'reset')).toMatchObject([
      { kind: 'reset', phase: 'begun' },
      { kind: 'reset', phase: 'ended', clock: { frozen: false } },
    ])
  })
})

describe('snapshots', () => {
  test('restored, bank time is back, a token that was dead is alive again and a younger one is dead', async () => {
    const old = await app.connect('ana')
    const saved = await api.call<{ snapshot: Record<string, unknown> }>('POST', '/api/snapshots', { name: 'lesson-1' })
    expect(saved).toMatchObject({ status: 201, body: { snapshot: { name: 'lesson-1', frozen: false } } })
    const savedAt = (await clock()).now
    await api.call('POST', '/api/clock/advance', { by: '13mo' })
    expect(await read(old.accessToken)).toBe(DEAD)
    const young = await app.connect('ana')
    await app.removeConsent(old.consentId)
    expect((await stateOf(app, old.consentId)).status).toBe('REJECTED')

    const restored = await api.call<Changed>('POST', '/api/snapshots/lesson-1/restore', {})

    expect(restored.status).toBe(200)
    expect(Math.abs(restored.body.clock.now - savedAt)).toBeLessThan(60_000)
    expect((await stateOf(app, old.consentId)).status).toBe('AUTHORISED')
    expect([await read(old.accessToken), await read(young.accessToken)]).toEqual([200, DEAD])
    expect(await read((await app.refresh(old.refreshToken)).access_token)).toBe(200)
    expect(bank.rooms.consents.find(young.consentId)).toBeUndefined()
    expect(bank.log.errors).toEqual([])
  })

  test('it may be restored as often as wanted, and analytics still counts each event once', async () => {
    await app.connect('ana')
    await api.call('POST', '/api/snapshots', { name: 'often', replace: true })
    const before = lodged()
    for (let round = 1; round <= 3; round += 1) {
      await app.connect('ana')
      await api.call('POST', '/api/snapshots/often/restore', {})
      expect(lodged()).toBe(before + round)
    }
  })

  test('names are checked, taken ones are refused, sizes and times are listed, one can be deleted', async () => {
    for (const name of ['../bank', 'a b', '', 'con', '-x', 'x'.repeat(65)]) {
      const refused = await api.call('POST', '/api/snapshots', { name })
      expect(refused, name).toMatchObject({ status: 400, body: { error: { type: 'snapshot-name-invalid' } } })
    }
    await api.call('POST', '/api/snapshots', { name: 'taken' })
    expect(await api.call('POST', '/api/snapshots', { name: 'taken' })).toMatchObject({ status: 409 })
    expect(await api.call('POST', '/api/snapshots', { name: 'taken', replace: true })).toMatchObject({ status: 201 })
    const { body } = await api.call<{ snapshots: Record<string, unknown>[] }>('GET', '/api/snapshots')
    expect(body.snapshots.find(({ name }) => name === 'taken')).toMatchObject({
      sizeBytes: expect.any(Number),
      savedAt: expect.any(Number),
      bankTime: expect.any(Number),
    })
    expect(await api.call('DELETE', '/api/snapshots/taken')).toMatchObject({ status: 204 })
    expect(await api.call('DELETE', '/api/snapshots/taken')).toMatchObject({ status: 404 })
    expect(await api.call('POST', '/api/snapshots/taken/restore', {})).toMatchObject({ status: 404 })
  })

  test('a frozen moment is restored frozen', async () => {
    const { now } = (await api.call<Clock>('POST', '/api/clock/freeze', {})).body
    await api.call('POST', '/api/snapshots', { name: 'frozen' })
    await api.call('POST', '/api/clock/release', {})
    await api.call('POST', '/api/clock/advance', { by: '1y' })
    await api.call('POST', '/api/snapshots/frozen/restore', {})
    expect(await clock()).toMatchObject({ now, frozen: true })
    await api.call('POST', '/api/clock/release', {})
  })
})

describe('the clock', () => {
  test('advanced over a consent’s end, it expires it as if the time had passed, and its journey shows it', async () => {
    const end = Math.floor(((await clock()).now + 30 * DAY_MS) / 1000) * 1000
    const { consentId, accessToken } = await app.connect('ana', { expirationDateTime: at(end) })
    const { body } = await api.call<Clock & { consentsEnded: number }>('POST', '/api/clock/advance', { by: 'P31D' })
    expect(body.consentsEnded).toBe(1)
    expect(await read(accessToken)).toBe(DEAD)
    expect(await stateOf(app, consentId)).toEqual({ status: 'REJECTED', by: 'ASPSP', why: 'CONSENT_MAX_DATE_REACHED' })
    expect(bank.rooms.consents.find(consentId)?.stateSince).toBe(end)
    const told = stepsOf(bank, consentId).find(({ operation }) => operation === 'consent.rejected')
    expect(told).toMatchObject({ arrow: 11, to: 'analytics' })
  })

  test('only goes forward, by durations that are some', async () => {
    for (const [by, type] of [
      ['0d', 'clock-not-forward'],
      ['-1d', 'duration-invalid'],
      ['soon', 'duration-invalid'],
      ['101y', 'clock-too-far'],
      ['999999999y', 'clock-too-far'],
    ]) {
      const refused = await api.call('POST', '/api/clock/advance', { by })
      expect(refused, by).toMatchObject({ status: 400, body: { error: { type } } })
    }
    expect(await api.call('POST', '/api/clock/advance', {})).toMatchObject({ status: 400 })
  })

  test('the live stream tells of a change', async () => {
    const messages = await api.live(
      ({ type }) => type === 'clock',
      () => void api.call('POST', '/api/clock/advance', { by: '1h' }),
    )
    expect(messages.at(-1)).toMatchObject({ type: 'clock', clock: { frozen: false } })
  })

  test('an idempotency key moves it once, over a reset too; with another change it is refused', async () => {
    const by = { by: '3d', idempotencyKey: 'three days' }
    const first = (await api.call<Clock>('POST', '/api/clock/advance', by)).body
    const second = (await api.call<Clock>('POST', '/api/clock/advance', by)).body
    expect(Math.abs(second.offsetMs - first.offsetMs)).toBeLessThan(1000)
    const other = await api.call('POST', '/api/clock/advance', { ...by, by: '4d' })
    expect(other).toMatchObject({ status: 409, body: { error: { type: 'idempotency-key-reused' } } })
    const reset = { idempotencyKey: 'one reset' }
    await api.call('POST', '/api/reset', reset)
    expect((await api.call<Clock>('POST', '/api/clock/advance', by)).body.offsetMs).toBeLessThan(DAY_MS)
    const { accessToken } = await app.connect('ana')
    expect((await api.call<Changed>('POST', '/api/reset', reset)).body.closedMs).toBe(0)
    expect(await read(accessToken)).toBe(200)
  })
})

test('only the owner may: the routes are closed to developers and to nobody in particular', async () => {
  const { sessionToken } = await bank.rooms.marketplace.signUp({
    organisation: { name: 'Outra Ltda.', registrationNumber: '99999016000117' },
    developer: { name: 'Outra', email: 'outra@example.test', password: 'a long password' },
  })
  for (const [token, status] of [
    [sessionToken, 403],
    [undefined, 401],
  ] as const) {
    const answer = await fetch(`${bank.urls.console}/api/reset`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
    })
    expect(answer.status).toBe(status)
  }
})

test('a call that waits for something the reset takes away is told so at once', async () => {
  bank.rooms.journey.hold(3)
  const { body } = await api.call<{ application: { id: string } }>('POST', '/api/marketplace/applications', {
    market: 'obb',
    name: 'Esperando',
    redirectUris: ['https://127.0.0.1:8443/callback'],
  })
  const own = `/api/marketplace/applications/${body.application.id}`
  const waiting = api.call('GET', `${own}?waitMs=30000`)
  await api.call('GET', own)
  await api.call('POST', '/api/reset', {})
  expect(await waiting).toMatchObject({ status: 503, body: { error: { type: 'bank-changing' } } })
  bank.rooms.journey.release(3)
  const after = await api.call<{ application: { state: string } }>('GET', `${own}?waitMs=30000`)
  expect(after.body.application.state).toBe('ready')
  expect(bank.log.errors).toEqual([])
})

test('a snapshot of a newer version is refused before anything changes', async () => {
  await api.call('POST', '/api/snapshots', { name: 'newer' })
  const file = openDatabase(path.join(bank.dataDir, 'snapshots', 'newer.db'), { keep: 'nothing' })
  file.exec("UPDATE room_versions SET version = 99 WHERE room = 'consent'")
  file.close()
  const { accessToken } = await app.connect('ana')
  const refused = await api.call('POST', '/api/snapshots/newer/restore', {})
  expect(refused).toMatchObject({ status: 409, body: { error: { type: 'data-folder-newer' } } })
  expect(await read(accessToken)).toBe(200)
})

test('a snapshot that turns out to be broken leaves the bank as it was', async () => {
  await api.call('POST', '/api/snapshots', { name: 'broken' })
  const file = openDatabase(path.join(bank.dataDir, 'snapshots', 'broken.db'), { keep: 'nothing' })
  file.exec('DROP TABLE consents')
  file.close()
  const { accessToken } = await app.connect('ana')
  expect((await api.call('POST', '/api/snapshots/broken/restore', {})).status).toBe(500)
  expect(await read(accessToken)).toBe(200)
  expect(bank.log.errors.splice(0)).toHaveLength(1)
})
