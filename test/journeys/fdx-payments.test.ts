import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'
import { openWallet, type Wallet } from '../support/fdx-money.ts'

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/

let bank: TestBank
let app: FdxApp
let avery: Wallet
let checking: string
let savings: string
let payeeId: string

beforeAll(async () => {
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Pay Along')
  avery = await openWallet(bank, app, 'avery')
  const kinds = new Map(bank.rooms.bank.accounts.list(avery.accounts).map(({ kind, id }) => [kind, id]))
  checking = kinds.get('current') as string
  savings = kinds.get('savings') as string
  payeeId = await avery.payee()
})
afterAll(async () => {
  expect(bank.rooms.bank.ledger.verify()).toEqual({ ok: true, faults: [] })
  expect(bank.log.errors).toEqual([])
  await bank.close()
})

const payment = (more: Record<string, unknown> = {}) => ({
  ...{ fromAccountId: checking, toPayeeId: payeeId, amount: 12.34, dueDate: avery.dueIn(5) },
  ...more,
})

describe('Payees (FDX money movement)', () => {
  const merchant = {
    ...{ displayName: 'Harbour Gas', name: { company: 'Harbour Gas Company' }, merchantAccountIds: ['G-1', 'G-2'] },
    address: { line1: '1 Quay', city: 'Alderwick', region: 'ME', postalCode: '04999', country: 'US' },
    phone: { type: 'BUSINESS', country: '1', number: '2075550101' },
  }

  it('POST 201 makes one, 200 finds it again, and 409 with the same body answers the same key', async () => {
    const made = await avery.post('/payees', { merchant }, { key: 'gas' })
    expect(made, made.text).toMatchObject({ status: 201, json: { status: 'PENDING', merchant } })
    expect(made.json?.expiresTimestamp).toMatch(TIME)
    const alike = await avery.post('/payees', { merchant })
    expect(alike).toMatchObject({ status: 200, json: { payeeId: made.json?.payeeId } })
    const again = await avery.post('/payees', { merchant }, { key: 'gas' })
    expect(again).toMatchObject({ status: 409, json: { payeeId: made.json?.payeeId, merchant } })
    const reused = await avery.post('/payees', { merchant: { displayName: 'Another' } }, { key: 'gas' })
    expect(reused).toMatchObject({ status: 400, json: { code: '401' } })
    bank.advance(60_000)
    const one = await avery.get(`/payees/${made.json?.payeeId}`)
    expect(one).toMatchObject({ status: 200, json: { status: 'ACTIVE' } })
  })

  it.each([
    [{ displayName: '\u0000' }, 'control characters'],
    [{ displayName: 'Gas\nElectric' }, 'control characters'],
    [{ displayName: 'Gas', address: { line1: 'Main\u0007' } }, 'control characters'],
    [{ displayName: 'Gas', merchantAccountIds: ['\u0000'] }, 'control characters'],
    [{}, 'body /merchant must have one of these members at least (name, displayName)'],
  ])('a payee %j is 400, which says why (FDX 6.4, error 401)', async (merchant, said) => {
    const answer = await avery.post('/payees', { merchant })
    expect(answer).toMatchObject({ status: 400, json: { code: '401' } })
    expect(String(answer.json?.debugMessage)).toContain(said)
  })

  it('PATCH leaves what is absent as it is, DELETE answers 200 with the payee, and after it 801', async () => {
    const { json } = await avery.post('/payees', { merchant: { ...merchant, displayName: 'To Change' } })
    const path = `/payees/${json?.payeeId}`
    const changed = await avery.patch(path, { merchant: { merchantAccountIds: ['G-9'] } })
    expect(changed, changed.text).toMatchObject({
      status: 200,
      json: { merchant: { displayName: 'To Change', phone: merchant.phone, merchantAccountIds: ['G-9'] } },
    })
    const gone = await avery.remove(path)
    expect(gone, gone.text).toMatchObject({ status: 200, json: { status: 'DELETED', payeeId: json?.payeeId } })
    expect(await avery.remove(path)).toMatchObject({ status: 400, json: { code: '801' } })
    expect(await avery.patch(path, {})).toMatchObject({ status: 400, json: { code: '801' } })
    expect(await avery.get('/payees/nobody')).toMatchObject({ status: 404, json: { code: '800' } })
  })

  it('a payee to whom something is still to be paid is not deleted (801)', async () => {
    const used = await avery.payee('In Use')
    const { json } = await avery.post('/payments', payment({ toPayeeId: used }))
    expect(await avery.remove(`/payees/${used}`)).toMatchObject({ status: 400, json: { code: '801' } })
    await avery.remove(`/payments/${json?.paymentId}`)
    expect(await avery.remove(`/payees/${used}`)).toMatchObject({ status: 200 })
  })

  it('a payee that the bank rejects is paid nothing (804)', async () => {
    const denied = await avery.payee('Denied Payee')
    expect(await avery.get(`/payees/${denied}`)).toMatchObject({ json: { status: 'REJECTED' } })
    expect(await avery.post('/payments', payment({ toPayeeId: denied }))).toMatchObject({
      status: 400,
      json: { code: '804' },
    })
  })

  it('updatedSince tells of what changed, deleted ones too; an id that never was is 404/1100', async () => {
    const before = await avery.get('/payees?limit=1')
    const id = (before.json as { updates: { nextUpdateId: string } }).updates.nextUpdateId
    expect(await avery.get(`/payees?updatedSince=${id}`)).toMatchObject({ status: 200, json: { payees: [] } })
    const { json } = await avery.post('/payees', { merchant: { displayName: 'Soon Gone' } })
    await avery.remove(`/payees/${json?.payeeId}`)
    expect(await avery.get(`/payees?updatedSince=${id}`)).toMatchObject({
      json: { payees: [{ payeeId: json?.payeeId, status: 'DELETED' }] },
    })
    const plain = await avery.get('/payees?limit=100')
    expect(JSON.stringify(plain.json?.payees)).not.toContain(json?.payeeId)
    expect(await avery.get('/payees?updatedSince=nonsense')).toMatchObject({ status: 404, json: { code: '1100' } })
  })

  it('pages go on from one to the next, by key and by name', async () => {
    const first = await avery.get('/payees?limit=2')
    const { next } = (first.json as { links: { next: { href: string } } }).links
    expect(next.href).toMatch(/^\/fdx\/v6\/payees\?limit=2&pageKey=/)
    const second = await avery.get(next.href.slice('/fdx/v6'.length))
    const named = await avery.get('/payees?limit=2&offset=Page2')
    expect(second.json?.payees).toEqual(named.json?.payees)
    expect(second.json?.payees).not.toEqual(first.json?.payees)
    expect(await avery.get('/payees?pageKey=broken')).toMatchObject({ status: 400, json: { code: '401' } })
  })
})

describe('Payments (FDX money movement)', () => {
  it('wait for their day, are made on it, and are told with the moments of what happened', async () => {
    const before = avery.balance(checking)
    const made = await avery.post('/payments', payment({ amount: 40.01 }))
    expect(made, made.text).toMatchObject({ status: 201, json: { status: 'SCHEDULED', amount: 40.01 } })
    expect(made.json?.scheduledTimestamp).toMatch(TIME)
    expect(made.json).not.toHaveProperty('processedTimestamp')
    const path = `/payments/${made.json?.paymentId}`
    bank.advance(
      bank.rooms.bank.payments.calendar.takenUpAt(String(made.json?.dueDate), 'us') - bank.rooms.world.clock.now(),
    )
    await avery.wait(1)
    expect(await avery.get(path)).toMatchObject({ status: 200, json: { status: 'PROCESSING' } })
    expect(await avery.remove(path)).toMatchObject({ status: 400, json: { code: '805' } })
    expect(await avery.patch(path, { amount: 1 })).toMatchObject({ status: 400, json: { code: '805' } })
    await avery.wait(15 * 60_000)
    const done = await avery.get(path)
    expect(done, done.text).toMatchObject({
      json: {
        status: 'PROCESSED',
        startedProcessingTimestamp: expect.any(String),
        processedTimestamp: expect.any(String),
      },
    })
    expect(before - avery.balance(checking)).toBe(40_01)
    // What was authorised before is booked in these days, too.
    const line = bank.rooms.bank.accounts
      .transactions({ accountId: checking, from: 0, to: bank.rooms.world.clock.now() + 1, limit: 20 })
      .find(({ kind }) => kind === 'bill-payment')
    expect(line).toMatchObject({ narrative: 'Larkspur Water', amount: { amountMinor: 40_01 } })
  })

  it('201, then 200 for the same payment under another key, then 409 for the same key', async () => {
    const body = payment({ amount: 77.7 })
    const made = await avery.post('/payments', body, { key: 'once' })
    expect(made.status).toBe(201)
    const paymentId = made.json?.paymentId
    expect(await avery.post('/payments', body)).toMatchObject({ status: 200, json: { paymentId } })
    expect(await avery.post('/payments', body, { key: 'once' })).toMatchObject({ status: 409, json: { paymentId } })
    expect(await avery.post('/payments', { ...body, amount: 1 }, { key: 'once' })).toMatchObject({
      status: 400,
      json: { code: '401' },
    })
    expect(await avery.remove(`/payments/${paymentId}`)).toMatchObject({ status: 200, json: { status: 'CANCELLED' } })
    // What was cancelled stands in nobody's way.
    expect((await avery.post('/payments', body)).status).toBe(201)
  })

  it('two at once under one key make one payment, whichever comes first', async () => {
    const body = payment({ amount: 3.21 })
    const answers = await Promise.all(Array.from({ length: 6 }, () => avery.post('/payments', body, { key: 'race' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409])
    expect(new Set(answers.map(({ json }) => json?.paymentId)).size).toBe(1)
  })

  it('PATCH changes one that waits; a day without clearing becomes the next one with it', async () => {
    const { json } = await avery.post('/payments', payment({ amount: 9 }))
    const dueDate = '2031-12-25'
    const changed = await avery.patch(`/payments/${json?.paymentId}`, { amount: 9.5, dueDate })
    expect(changed, changed.text).toMatchObject({
      status: 200,
      json: { amount: 9.5, dueDate: '2031-12-26', fromAccountId: checking },
    })
    expect(await avery.remove(`/payments/${json?.paymentId}`)).toMatchObject({ status: 200 })
  })

  it('two payments that the account can make only one of: the second ends NOFUNDS', async () => {
    const half = Math.ceil(avery.balance(checking) * 0.6) / 100
    const dueDate = avery.dueIn(9)
    const first = await avery.post('/payments', payment({ amount: half, dueDate }))
    const second = await avery.post('/payments', payment({ amount: half - 0.01, dueDate }))
    expect([first.status, second.status]).toEqual([201, 201])
    await avery.until(dueDate)
    expect(await avery.get(`/payments/${first.json?.paymentId}`)).toMatchObject({ json: { status: 'PROCESSED' } })
    const failed = await avery.get(`/payments/${second.json?.paymentId}`)
    expect(failed).toMatchObject({ json: { status: 'NOFUNDS', failedTimestamp: expect.stringMatching(TIME) } })
  })

  it.each<[string, () => Record<string, unknown>, number, string]>([
    ['an unknown account', () => ({ fromAccountId: 'nowhere' }), 404, '901'],
    ['an account that pays no bills', () => ({ fromAccountId: savings }), 422, '704'],
    ['an unknown payee', () => ({ toPayeeId: 'nobody' }), 404, '800'],
    ['an amount of nothing', () => ({ amount: 0 }), 404, '907'],
    ['an amount below nothing', () => ({ amount: -5 }), 404, '907'],
    ['a fraction of a cent', () => ({ amount: 1.005 }), 404, '907'],
    ['more than is there', () => ({ amount: 49_999.99 }), 404, '910'],
    ['more than one payment moves', () => ({ amount: 50_000.01 }), 400, '804'],
    ['a day that has passed', () => ({ dueDate: '2026-01-05' }), 400, '803'],
    ['a day beyond ten years', () => ({ dueDate: '2099-01-05' }), 400, '804'],
    ['a date that is none', () => ({ dueDate: '2027-02-30' }), 400, '401'],
    ['an amount in words', () => ({ amount: 'ten' }), 400, '401'],
    ['no account', () => ({ fromAccountId: undefined }), 400, '401'],
  ])('%s is refused (FDX 6.4, errors)', async (_, more, status, code) => {
    const refused = await avery.post('/payments', payment(more()))
    expect(refused, refused.text).toMatchObject({ status, json: { code, message: expect.any(String) } })
  })

  it('PATCH beyond the funds is 400/910, where POST is 404/910', async () => {
    const { json } = await avery.post('/payments', payment({ amount: 0.5 }))
    const refused = await avery.patch(`/payments/${json?.paymentId}`, { amount: 49_000 })
    expect(refused).toMatchObject({ status: 400, json: { code: '910' } })
  })

  it('an account that was blocked pays nothing (706), nor one that was closed (902)', async () => {
    bank.rooms.bank.accounts.block(checking)
    expect(await avery.post('/payments', payment())).toMatchObject({ status: 403, json: { code: '706' } })
    bank.rooms.bank.accounts.unblock(checking)
  })
})

describe('Recurring payments (FDX money movement)', () => {
  const recurring = (more: Record<string, unknown> = {}) => ({
    ...payment({ amount: 1.5 }),
    ...{ frequency: 'MONTHLY', duration: { type: 'NUMBEROFTIMES', numberOfTimes: 3 } },
    ...more,
  })

  it('make their payments over the months, each told with the recurring payment that it came from', async () => {
    const body = recurring({ dueDate: avery.dueIn(3) })
    const made = await avery.post('/recurring-payments', body, { key: 'rent' })
    expect(made, made.text).toMatchObject({ status: 201, json: { status: 'SCHEDULED', frequency: 'MONTHLY' } })
    const id = made.json?.recurringPaymentId
    expect(await avery.post('/recurring-payments', body)).toMatchObject({
      status: 200,
      json: { recurringPaymentId: id },
    })
    expect(await avery.post('/recurring-payments', body, { key: 'rent' })).toMatchObject({
      status: 409,
      json: { recurringPaymentId: id },
    })
    await avery.wait(100 * 86_400_000)
    const payments = await avery.get(`/recurring-payments/${id}/payments`)
    expect(payments, payments.text).toMatchObject({
      status: 200,
      json: { payments: Array(3).fill({ recurringPaymentId: id, status: 'PROCESSED', amount: 1.5 }) },
    })
    const { calendar } = bank.rooms.bank.payments
    for (const { dueDate } of (payments.json as { payments: { dueDate: string }[] }).payments)
      expect(calendar.isClearingDay(dueDate, 'us')).toBe(true)
    expect(await avery.get(`/recurring-payments/${id}`)).toMatchObject({ json: { status: 'PROCESSED' } })
    expect(await avery.remove(`/recurring-payments/${id}`)).toMatchObject({ status: 400, json: { code: '808' } })
    expect(await avery.patch(`/recurring-payments/${id}`, { amount: 2 })).toMatchObject({
      status: 400,
      json: { code: '808' },
    })
  })

  it('PATCH changes what is still to come, DELETE cancels it with the payment that waits', async () => {
    const made = await avery.post('/recurring-payments', recurring({ duration: { type: 'NOEND' }, amount: 2 }))
    const path = `/recurring-payments/${made.json?.recurringPaymentId}`
    const dueDate = avery.dueIn(20)
    const changed = await avery.patch(path, { amount: 2.5, frequency: 'WEEKLY', dueDate })
    expect(changed, changed.text).toMatchObject({ status: 200, json: { amount: 2.5, frequency: 'WEEKLY', dueDate } })
    expect(await avery.get(`${path}/payments`)).toMatchObject({ json: { payments: [{ amount: 2.5, dueDate }] } })
    expect(await avery.remove(path)).toMatchObject({ status: 200, json: { status: 'CANCELLED' } })
    expect(await avery.get(`${path}/payments`)).toMatchObject({ json: { payments: [{ status: 'CANCELLED' }] } })
    expect(await avery.remove(path)).toMatchObject({ status: 400, json: { code: '808' } })
  })

  it.each<[string, () => Record<string, unknown>, number, string]>([
    ['an unknown frequency', () => ({ frequency: 'HOURLY' }), 400, '401'],
    ['a number of times that is not said', () => ({ duration: { type: 'NUMBEROFTIMES' } }), 400, '401'],
    ['an account that pays no bills', () => ({ fromAccountId: savings }), 422, '704'],
    ['more than is there', () => ({ amount: 49_000 }), 404, '910'],
    ['more than one payment moves', () => ({ amount: 60_000 }), 400, '807'],
    ['a day that has passed', () => ({ dueDate: '2026-01-05' }), 400, '803'],
    ['an unknown payee', () => ({ toPayeeId: 'nobody' }), 404, '800'],
  ])('%s is refused (FDX 6.4, errors)', async (_, more, status, code) => {
    const refused = await avery.post('/recurring-payments', recurring(more()))
    expect(refused, refused.text).toMatchObject({ status, json: { code } })
  })

  it('an unknown one is 404/806', async () => {
    for (const path of ['/recurring-payments/none', '/recurring-payments/none/payments'])
      expect(await avery.get(path)).toMatchObject({ status: 404, json: { code: '806' } })
  })
})
