import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'
import { MONEY_WISH, openWallet, type Wallet } from '../support/fdx-money.ts'

let bank: TestBank
let app: FdxApp
let avery: Wallet
let checking: string
let savings: string

beforeAll(async () => {
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Pay Along')
  avery = await openWallet(bank, app, 'avery')
  ;[checking, savings] = accountsOf(avery)
})
afterAll(async () => {
  expect(bank.rooms.bank.ledger.verify()).toEqual({ ok: true, faults: [] })
  expect(bank.log.errors).toEqual([])
  await bank.close()
})

/** The checking and the savings account that a customer shared. */
function accountsOf(wallet: Wallet): [string, string] {
  const shared = bank.rooms.bank.accounts.list(wallet.accounts)
  const of = (kind: string) => shared.find((account) => account.kind === kind)?.id as string
  return [of('current'), of('savings')]
}

/** An account of somebody by its kind. */
function accountOf(login: string, kind: string): string {
  const person = bank.rooms.bank.customers.withLogin('fdx', login)
  const held = bank.rooms.bank.accounts.ofHolder(person?.id ?? '')
  return held.find((account) => account.kind === kind)?.id as string
}

const transfer = (transferId: string, more: Record<string, unknown> = {}) => ({
  ...{ transferId, fromAccountId: checking, toAccountId: savings, amount: 25.5, ...more },
})

describe('Transfers (FDX money movement)', () => {
  it('POST answers 200 under the id that the app chose, and the money moves once the time to take it back is over', async () => {
    const before = [avery.balance(checking), avery.balance(savings)]
    const made = await avery.post('/transfers', transfer('t-1', { memo: 'Rainy days' }))
    expect(made, made.text).toMatchObject({
      status: 200,
      json: {
        transferId: 't-1',
        status: 'SCHEDULED',
        amount: 25.5,
        memo: 'Rainy days',
        referenceId: expect.any(String),
      },
    })
    expect(await avery.get('/transfers/t-1/status')).toMatchObject({ status: 200, json: { status: 'SCHEDULED' } })
    bank.advance(31_000)
    expect(await avery.get('/transfers/t-1')).toMatchObject({ status: 200, json: { status: 'PROCESSED' } })
    expect(avery.balance(checking)).toBe((before[0] as number) - 25_50)
    expect(avery.balance(savings)).toBe((before[1] as number) + 25_50)
    expect(await avery.remove('/transfers/t-1')).toMatchObject({ status: 400, json: { code: '805' } })
  })

  it('one that was asked for before is 409/908, under its id or under its key', async () => {
    await avery.post('/transfers', transfer('t-2'), { key: 'twice' })
    for (const key of ['twice', 'another'])
      expect(await avery.post('/transfers', transfer('t-2'), { key })).toMatchObject({
        status: 409,
        json: { code: '908', debugMessage: expect.stringContaining('t-2') },
      })
    expect((await avery.post('/transfers', transfer('t-3'))).status).toBe(200)
  })

  it('DELETE takes back what still waits, and answers 200 with the transfer', async () => {
    await avery.post('/transfers', transfer('t-4'))
    expect(await avery.remove('/transfers/t-4')).toMatchObject({ status: 200, json: { status: 'CANCELLED' } })
    bank.advance(60_000)
    expect(await avery.get('/transfers/t-4')).toMatchObject({ json: { status: 'CANCELLED' } })
  })

  it('the bank chooses an id where the app chose none', async () => {
    const made = await avery.post('/transfers', { fromAccountId: savings, toAccountId: checking, amount: 1 })
    expect((await avery.get(`/transfers/${made.json?.transferId}`)).status).toBe(200)
  })

  it('the list is searched by account, status, id and date', async () => {
    const idsOf = async (query: string) => {
      const { json, text } = await avery.get(`/transfers?limit=100&${query}`)
      expect(json?.transfers, text).toBeInstanceOf(Array)
      return (json as { transfers: { transferId: string }[] }).transfers.map(({ transferId }) => transferId)
    }
    expect(await idsOf('searchStatuses=CANCELLED')).toEqual(['t-4'])
    expect(await idsOf('searchTransferIds=t-1,t-4')).toEqual(['t-4', 't-1'])
    expect(await idsOf(`searchFromAccountIds=${savings}`)).toHaveLength(1)
    expect(await idsOf(`searchToAccountIds=${savings}&searchStatuses=CANCELLED,PROCESSED`)).toContain('t-1')
    const today = new Date(bank.rooms.world.clock.now()).toISOString().slice(0, 10)
    expect(await idsOf(`searchStartTransferDate=${today}`)).not.toEqual([])
    expect(await idsOf('searchEndTransferDate=2020-01-01')).toEqual([])
    const refused = (query: string, code: string) =>
      avery.get(`/transfers?${query}`).then((answer) => expect(answer).toMatchObject({ status: 400, json: { code } }))
    await refused('searchStartTransferDate=soon', '702')
    await refused('searchStartTransferDate=2026-02-01&searchEndTransferDate=2026-01-01', '703')
    await refused('searchStatuses=LOST', '401')
  })

  it.each<[string, () => Record<string, unknown>, number, string]>([
    ['from an unknown account', () => ({ fromAccountId: 'nowhere' }), 404, '901'],
    ["from another customer's account", () => ({ fromAccountId: accountOf('ruth', 'current') }), 404, '901'],
    ['to an unknown account', () => ({ toAccountId: 'nowhere' }), 404, '904'],
    ["to another customer's account", () => ({ toAccountId: accountOf('ruth', 'current') }), 404, '904'],
    ['from an account to itself', () => ({ toAccountId: checking }), 401, '906'],
    ['of nothing', () => ({ amount: 0 }), 404, '907'],
    ['of more than is there', () => ({ amount: 49_999 }), 400, '910'],
    ['of more than one transfer moves', () => ({ amount: 50_000.01 }), 400, '911'],
    ['with an id of more than one word', () => ({ transferId: 'a b' }), 400, '401'],
    ['with a memo that is too long', () => ({ memo: 'x'.repeat(256) }), 400, '401'],
  ])('one %s is refused (FDX 6.4, errors)', async (_, more, status, code) => {
    const refused = await avery.post('/transfers', transfer('t-refused', more()))
    expect(refused, refused.text).toMatchObject({ status, json: { code } })
    expect(await avery.get('/transfers/t-refused')).toMatchObject({ status: 404, json: { code: '950' } })
  })

  it("from a customer's account that the consent leaves out is 401/903, to it is fine", async () => {
    const only = await openWallet(bank, app, 'avery', MONEY_WISH, { accounts: [checking] })
    expect(only.accounts).toEqual([checking])
    const back = { fromAccountId: savings, toAccountId: checking }
    expect(await only.post('/transfers', transfer('t-5', back))).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer' },
      json: { code: '903' },
    })
    expect(await only.post('/transfers', transfer('t-6'))).toMatchObject({ status: 200 })
  })

  it('an account that the bank has locked neither gives nor takes (706)', async () => {
    bank.rooms.bank.accounts.block(savings)
    expect(await avery.post('/transfers', transfer('t-7'))).toMatchObject({ status: 403, json: { code: '706' } })
    const back = { fromAccountId: savings, toAccountId: checking }
    expect(await avery.post('/transfers', transfer('t-7', back))).toMatchObject({ status: 403, json: { code: '706' } })
    bank.rooms.bank.accounts.unblock(savings)
  })
})

describe('Transfers to what the customer owes', () => {
  it('to a card is told as a payment on its side, and as a bill payment on the other', async () => {
    const grace = await openWallet(bank, app, 'grace', {
      ...{ scope: `${MONEY_WISH.scope} fdx:transactions:read`, durationType: 'PERSISTENT' },
      clusters: [...(MONEY_WISH.clusters ?? []), 'TRANSACTIONS'],
    })
    const shared = bank.rooms.bank.accounts.list(grace.accounts)
    const [from, card, loan] = ['current', 'card', 'loan'].map((kind) => shared.find((one) => one.kind === kind)?.id)
    const owed = grace.balance(card as string)
    const body = { fromAccountId: from, toAccountId: card, amount: 20 }
    expect(await grace.post('/transfers', { ...body, transferId: 'card' })).toMatchObject({ status: 200 })
    const paymentDetails = { principalAmount: 30, interestAmount: 12.5 }
    const paid = { ...body, toAccountId: loan, amount: 42.5, paymentDetails }
    expect(await grace.post('/transfers', { ...paid, transferId: 'loan' })).toMatchObject({
      status: 200,
      json: { paymentDetails },
    })
    expect(await grace.post('/transfers', { ...paid, amount: 42 })).toMatchObject({
      status: 400,
      json: { code: '401', debugMessage: expect.stringContaining('paymentDetails') },
    })
    await grace.wait(60_000)
    expect(await grace.get('/transfers/card')).toMatchObject({ json: { status: 'PROCESSED' } })
    expect(grace.balance(card as string)).toBe(owed + 20_00)
    const newest = async (accountId: string | undefined) => {
      const { json } = await grace.get(`/accounts/${accountId}/transactions?limit=1`)
      return (json as { transactions: unknown[] }).transactions[0]
    }
    expect(await newest(card)).toMatchObject({ debitCreditMemo: 'CREDIT', amount: 20, transactionType: 'PAYMENT' })
    expect(await newest(loan)).toMatchObject({ amount: 42.5, transactionType: 'PAYMENT', paymentDetails })
    await avery.wait(1)
  })
})

describe('Payment initiation parties (FDX money movement)', () => {
  it('POST answers 201 with the new id alone, PATCH 200 without a body, DELETE 204', async () => {
    const made = await avery.post(
      '/payment-initiation-parties',
      { name: 'Payroll House', bic: 'PAYRUS33' },
      { key: 'p' },
    )
    const id = made.json?.paymentInitiationPartyId
    expect(made).toMatchObject({ status: 201, json: { paymentInitiationPartyId: expect.any(String) } })
    expect(Object.keys(made.json ?? {})).toEqual(['paymentInitiationPartyId'])
    const again = await avery.post(
      '/payment-initiation-parties',
      { name: 'Payroll House', bic: 'PAYRUS33' },
      { key: 'p' },
    )
    expect(again).toMatchObject({ status: 201, json: { paymentInitiationPartyId: id } })
    const path = `/payment-initiation-parties/${id}`
    const patched = await avery.patch(path, { countryOfResidence: 'US' })
    expect(patched).toMatchObject({ status: 200, text: '' })
    expect(patched.headers['x-fapi-interaction-id']).toBeDefined()
    expect(await avery.get(path)).toMatchObject({
      json: { paymentInitiationPartyId: id, name: 'Payroll House', countryOfResidence: 'US' },
    })
    expect(await avery.get('/payment-initiation-parties')).toMatchObject({
      json: { paymentInitiationParties: [{ paymentInitiationPartyId: id }] },
    })

    const method = await avery.post(`${path}/payment-methods`, { paymentMethod: 'DIRECT_DEPOSIT' })
    expect(method.status).toBe(201)
    const methodPath = `${path}/payment-methods/${method.json?.paymentMethodRegistrationId}`
    expect(await avery.patch(methodPath, { routingTransitNumber: '021000021' })).toMatchObject({
      status: 200,
      text: '',
    })
    expect(await avery.get(methodPath)).toMatchObject({
      json: { paymentMethod: 'DIRECT_DEPOSIT', routingTransitNumber: '021000021' },
    })
    expect(await avery.remove(methodPath)).toMatchObject({ status: 204, text: '' })
    expect(await avery.get(methodPath)).toMatchObject({ status: 404, json: { code: '404' } })
    expect(await avery.remove(path)).toMatchObject({ status: 204, text: '' })
    expect(await avery.get(path)).toMatchObject({ status: 404, json: { code: '404' } })
  })

  it.each([
    ['{"merchant":null}', 'body / must have one of these members at least (name, '],
    ['{"__proto__":{"a":1}}', 'body / must have one of these members at least (name, '],
    ['{"amount":1e400}', 'body / must have one of these members at least (name, '],
    ['{"name":"A\\u0000B"}', 'body /name must hold no control characters'],
    ['{"name":"A","__proto__":{"a":1}}', 'property name must be valid'],
    ['{"name":"A","amount":1e400}', 'body /amount must be <= '],
    [
      '{"name":"A","postalAddress":{"line":["B\\u001b"]}}',
      'body /postalAddress/line/0 must hold no control characters',
    ],
  ])(
    'a party of nothing known, or of what can’t be kept as it is, is 400: %s (FDX 6.4, error 401)',
    async (body, said) => {
      const sent = (method: string, path: string, token = avery.accessToken()) =>
        app.api(path, token, {
          ...{ method, body, headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() } },
        })
      const { json: made } = await avery.post('/payment-initiation-parties', { name: 'Payroll House' })
      const base = '/fdx/v6/payment-initiation-parties'
      for (const [method, path] of [
        ['POST', base],
        ['PATCH', `${base}/${made?.paymentInitiationPartyId}`],
      ] as const) {
        const answer = await sent(method, path)
        expect(answer, answer.text).toMatchObject({ status: 400, json: { code: '401' } })
        expect(String(answer.json?.debugMessage)).toContain(said)
      }
    },
  )

  it('a way to pay of nothing known is 400; members beyond those known are kept as they are', async () => {
    const more = { name: 'Payroll House', taxResidence: { country: 'US', years: [2025, 2026], of: { known: true } } }
    const { json: made } = await avery.post('/payment-initiation-parties', more)
    const path = `/payment-initiation-parties/${made?.paymentInitiationPartyId}`
    expect(await avery.get(path)).toMatchObject({ json: more })
    expect(await avery.post(`${path}/payment-methods`, { colour: 'blue' })).toMatchObject({ status: 400 })
  })

  it('a page past the last one is empty, and leads back to the last rows alone (FDX 6.4, offset)', async () => {
    const owen = await openWallet(bank, app, 'owen')
    const names = ['One', 'Two', 'Three']
    for (const name of names) await owen.post('/payment-initiation-parties', { name })
    const page = async (query: string) => (await owen.get(`/payment-initiation-parties?${query}`)).json ?? {}
    expect(await page('limit=2&offset=Page2')).toMatchObject({ paymentInitiationParties: [{ name: 'One' }] })
    for (const query of ['limit=3&offset=Page2', 'limit=2&offset=Page3', 'limit=100&pageKey=Page9999']) {
      const beyond = await page(query)
      expect(Object.keys(beyond.page as object), query).toEqual(['prevOffset', 'previousPageKey'])
      expect(beyond.paymentInitiationParties, query).toEqual([])
      const { prev } = beyond.links as { prev: { href: string } }
      const { json: before } = await owen.get(prev.href.slice('/fdx/v6'.length))
      const last = names.slice(0, query.startsWith('limit=2') ? 2 : 3).reverse()
      expect(before, query).toMatchObject({ paymentInitiationParties: last.map((name) => ({ name })) })
      expect(before?.page, query).not.toHaveProperty('nextOffset')
    }
  })
})

describe('What an application set up is its own', () => {
  it('nobody else reads, changes or cancels it: not another app of the same customer, not another customer of the app', async () => {
    const payeeId = await avery.payee('Nobody Else')
    const body = { fromAccountId: checking, toPayeeId: payeeId, amount: 2, dueDate: avery.dueIn(4) }
    const { json: one } = await avery.post('/payments', body)
    const { json: many } = await avery.post('/recurring-payments', { ...body, frequency: 'WEEKLY' })
    const { json: party } = await avery.post('/payment-initiation-parties', { name: 'Mine' })
    await avery.post('/transfers', transfer('mine'))
    const otherApp = await openFdxApp(bank, 'Pry Along')
    const others = [await openWallet(bank, otherApp, 'avery'), await openWallet(bank, app, 'ruth')]
    const things: [string, string][] = [
      [`/payees/${payeeId}`, '800'],
      [`/payments/${one?.paymentId}`, '802'],
      [`/recurring-payments/${many?.recurringPaymentId}`, '806'],
      ['/transfers/mine', '950'],
      [`/payment-initiation-parties/${party?.paymentInitiationPartyId}`, '404'],
    ]
    for (const other of others) {
      for (const [path, code] of things) {
        expect(await other.get(path)).toMatchObject({ status: 404, json: { code } })
        expect(await other.remove(path)).toMatchObject({ status: 404, json: { code } })
      }
      expect(await other.post('/payments', { ...body })).toMatchObject({ status: 404 })
      for (const list of ['payees', 'payments', 'recurring-payments', 'transfers', 'payment-initiation-parties']) {
        const { json } = await other.get(`/${list}`)
        expect(Object.values(json ?? {}).find(Array.isArray), list).toEqual([])
      }
    }
    expect(await avery.get(`/payments/${one?.paymentId}`)).toMatchObject({ json: { status: 'SCHEDULED' } })
  })

  it('what a consent ordered and still waits is cancelled when the consent is revoked, and its token is refused', async () => {
    const ruth = await openWallet(bank, app, 'ruth')
    const [from] = accountsOf(ruth)
    const toPayeeId = await ruth.payee('Larch Grove')
    const body = { fromAccountId: from, toPayeeId, amount: 3, dueDate: ruth.dueIn(6) }
    const { json: one } = await ruth.post('/payments', body)
    const { json: many } = await ruth.post('/recurring-payments', { ...body, amount: 4, frequency: 'MONTHLY' })
    const revoked = await app.api(`/fdx/v6/consents/${ruth.consentId}/revocation`, ruth.accessToken(), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ initiator: 'INDIVIDUAL', reason: 'USER_ACTION' }),
    })
    expect(revoked.status).toBe(204)
    expect(await ruth.get('/payments')).toMatchObject({ status: 403, json: { code: '602' } })
    expect(await ruth.post('/payments', body)).toMatchObject({ status: 403, json: { code: '602' } })
    bank.rooms.events.flush()
    const again = await openWallet(bank, app, 'ruth')
    expect(await again.get(`/payments/${one?.paymentId}`)).toMatchObject({ json: { status: 'CANCELLED' } })
    expect(await again.get(`/recurring-payments/${many?.recurringPaymentId}`)).toMatchObject({
      json: { status: 'CANCELLED' },
    })
  })

  it('what a consent ordered goes over to the one that the customer puts in its place', async () => {
    const nina = await openWallet(bank, app, 'nina')
    const from = bank.rooms.bank.accounts.list(nina.accounts).find(({ kind }) => kind === 'current')?.id as string
    const toPayeeId = await nina.payee('Larch Grove')
    const body = { fromAccountId: from, toPayeeId, amount: 3, dueDate: nina.dueIn(6) }
    const { json } = await nina.post('/payments', body)
    expect(json?.status).toBe('SCHEDULED')
    const next = await openWallet(bank, app, 'nina', MONEY_WISH, { replace: true })
    expect(bank.rooms.consents.find(nina.consentId)?.state).toBe('REVOKED')
    bank.rooms.events.flush()
    expect(await next.get(`/payments/${json?.paymentId}`)).toMatchObject({ json: { status: 'SCHEDULED' } })
    await next.until(String(json?.dueDate))
    expect(await next.get(`/payments/${json?.paymentId}`)).toMatchObject({ json: { status: 'PROCESSED' } })
    // The days that passed ended everybody's tokens.
    await avery.wait(1)
  })

  it('a token that may only read writes nothing, and one without the cluster does neither', async () => {
    const wish = { ...MONEY_WISH, scope: 'fdx:accountbasic:read fdx:transfers:read' }
    const reader = await openWallet(bank, app, 'avery', wish)
    expect((await reader.get('/payments')).status).toBe(200)
    expect(await reader.post('/transfers', transfer('no'))).toMatchObject({ status: 403, json: { code: '602' } })
    const other = await openWallet(bank, app, 'avery', {
      ...{ scope: 'fdx:accountbasic:read', clusters: ['ACCOUNT_BASIC'], durationType: 'PERSISTENT' },
    })
    expect(await other.get('/payments')).toMatchObject({ status: 403, json: { code: '602' } })
  })

  it('a write without its key is refused, and one with a key that is too long', async () => {
    for (const key of [null, 'k'.repeat(257)]) {
      const headers: Record<string, string> = key === null ? {} : { 'idempotency-key': key }
      const refused = await avery.post('/transfers', transfer('keyless'), { key: null, headers })
      expect(refused).toMatchObject({
        status: 400,
        json: { code: '401', debugMessage: expect.stringContaining('idempotency-key') },
      })
    }
  })
})

describe('Closed accounts (FDX 6.4, errors 705, 902 and 905)', () => {
  /** Closes an account once nothing waits of it and nothing is left on it. */
  async function close(accountId: string): Promise<void> {
    await avery.wait(60_000)
    const { payments, authorisations, ledger, accounts } = bank.rooms.bank
    payments.sweep()
    const any = { accountId, from: 0, to: Number.MAX_SAFE_INTEGER, limit: 50 }
    for (const { id } of authorisations.pending(any)) authorisations.release(id)
    const cash = ledger.houseAccount('fdx', 'USD', 'cash')
    const amountMinor = avery.balance(accountId)
    const postings = [
      { accountId, amountMinor: -amountMinor },
      { accountId: cash, amountMinor },
    ]
    ledger.post({ kind: 'withdrawal', narrative: 'All of it', postings })
    accounts.close(accountId)
  }

  it('are offered for sharing, and refuse what moves money (404/902, 409/705, 404/905)', async () => {
    const nina = await openWallet(bank, app, 'nina')
    const accounts = bank.rooms.bank.accounts.list(nina.accounts)
    const closed = accounts.find(({ status }) => status === 'closed')?.id
    const open = accounts.find(({ kind, status }) => kind === 'current' && status === 'open')?.id
    const toPayeeId = await nina.payee('Old Orchard')
    const payment = { fromAccountId: closed, toPayeeId, amount: 3, dueDate: nina.dueIn(6) }
    expect(await nina.post('/payments', payment)).toMatchObject({ status: 404, json: { code: '902' } })
    const moved = (fromAccountId = '', toAccountId = '') =>
      nina.post('/transfers', { ...transfer(`nina-${fromAccountId}`), fromAccountId, toAccountId })
    expect(await moved(closed, open)).toMatchObject({ status: 409, json: { code: '705' } })
    expect(await moved(open, closed)).toMatchObject({ status: 404, json: { code: '905' } })
  })

  it('give nothing (409/705) and take nothing (404/905), and pay no bills (404/902)', async () => {
    const toPayeeId = await avery.payee('Too Late')
    const { json } = await avery.post('/payments', {
      ...{ fromAccountId: checking, toPayeeId, amount: 1, dueDate: avery.dueIn(5) },
    })
    await close(savings)
    const back = { fromAccountId: savings, toAccountId: checking }
    expect(await avery.post('/transfers', transfer('t-9', back))).toMatchObject({ status: 409, json: { code: '705' } })
    expect(await avery.post('/transfers', transfer('t-9'))).toMatchObject({ status: 404, json: { code: '905' } })
    await close(checking)
    const body = { fromAccountId: checking, toPayeeId, amount: 2, dueDate: avery.dueIn(5) }
    expect(await avery.post('/payments', body)).toMatchObject({ status: 404, json: { code: '902' } })
    await avery.wait(10 * 86_400_000)
    expect(await avery.get(`/payments/${json?.paymentId}`)).toMatchObject({ json: { status: 'FAILED' } })
  })
})
