import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, stepsOf, type TestBank } from '../support/bank.ts'
import { type FdxApp, type FdxConnection, openFdxApp } from '../support/fdx.ts'
import { EVERYTHING, wishFor } from '../support/fdx-cases.ts'

const DAY_MS = 86_400_000

type Entity = Record<string, unknown>

let bank: TestBank
let app: FdxApp
let avery: FdxConnection
let checking: string

beforeAll(async () => {
  bank = await openTestBank()
  // More than one customer usually gives an app.
  bank.rooms.settings.set('fdx', { consentsPerCustomer: 1000 })
  app = await openFdxApp(bank, 'Tidy Budget')
  avery = await app.connect('avery', EVERYTHING)
  checking = avery.accounts[0] as string
})
afterAll(() => bank.close())
afterEach(() => expect(bank.log.errors.splice(0)).toEqual([]))

const now = () => bank.rooms.world.clock.now()
const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10)
const get = (path: string, { accessToken }: FdxConnection = avery, headers: Record<string, string> = {}) =>
  app.api(path.startsWith('/fdx') ? path : `/fdx/v6${path}`, accessToken, { headers })
const listed = async (path: string, member: string, by: FdxConnection = avery): Promise<Entity[]> => {
  const answer = await get(path, by)
  expect(answer.status, answer.text).toBe(200)
  return within(answer, member)
}
const within = ({ json }: { json: Entity | undefined }, member: string) => (json?.[member] ?? []) as Entity[]
const accountsOf = (by: FdxConnection, query = 'resultType=details&limit=100') =>
  listed(`/accounts?${query}`, 'accounts', by)
const find = (entities: Entity[], member: string, value: unknown) =>
  entities.find((each) => each[member] === value) as Entity

describe('Accounts (FDX 6.4, accounts)', () => {
  it('lists descriptors unless details are asked for and shared (FDX 6.4, resultType)', async () => {
    const light = await accountsOf(avery, '')
    expect(light.map(({ accountType, status, currency }) => [accountType, status, currency])).toEqual([
      ['CHECKING', 'OPEN', { currencyCode: 'USD' }],
      ['SAVINGS', 'OPEN', { currencyCode: 'USD' }],
    ])
    expect(light[0]).toMatchObject({ accountNumberDisplay: '******0417', nickname: 'House money' })
    for (const account of light) {
      expect(account).not.toHaveProperty('currentBalance')
      expect(account).not.toHaveProperty('accountNumber')
    }
    const full = find(await accountsOf(avery), 'accountId', checking)
    const { available, blocked } = bank.rooms.bank.accounts.balances(checking)
    expect(full).toMatchObject({
      availableBalance: available.amountMinor / 100,
      // What is pending is held back, and still there.
      currentBalance: (available.amountMinor + blocked.amountMinor) / 100,
    })
    expect(blocked.amountMinor).toBeGreaterThan(0)
  })

  it('answers details with descriptors where ACCOUNT_BASIC alone is shared, and adds BALANCES where those are', async () => {
    const basic = await app.connect('avery', wishFor(['ACCOUNT_BASIC']))
    for (const account of [...(await accountsOf(basic)), (await get(`/accounts/${checking}`, basic)).json as Entity]) {
      expect(account).not.toHaveProperty('currentBalance')
      expect(account).toHaveProperty('productName')
    }
    const balances = await app.connect('avery', wishFor(['ACCOUNT_BASIC', 'BALANCES']))
    const one = (await get(`/accounts/${checking}`, balances)).json
    expect(one).toHaveProperty('availableBalance')
    expect(one).not.toHaveProperty('interestYtd')
  })

  it('tells holdings, bills and scheduled payments only where their clusters are shared', async () => {
    const clusters = ['ACCOUNT_BASIC', 'ACCOUNT_DETAILED']
    const owen = await app.connect('owen', wishFor(clusters))
    const withHoldings = await app.connect('owen', wishFor([...clusters, 'INVESTMENTS']))
    const brokerage = async (by: FdxConnection) => find(await accountsOf(by), 'accountType', 'BROKERAGEPRODUCT')
    expect(await brokerage(owen)).toHaveProperty('currentValue')
    for (const member of ['holdings', 'openOrders']) {
      expect(await brokerage(owen)).not.toHaveProperty(member)
      expect(await brokerage(withHoldings)).toHaveProperty(member)
    }
    const { holdings, currentValue } = (await brokerage(withHoldings)) as { holdings: Entity[]; currentValue: number }
    const sum = holdings.reduce((total, { marketValue }) => total + Math.round(Number(marketValue) * 100), 0)
    expect(sum).toBe(Math.round(currentValue * 100))

    const grace = await app.connect('grace', wishFor(clusters))
    const withBills = await app.connect('grace', wishFor([...clusters, 'BILLS', 'SCHEDULED_PAYMENTS']))
    const card = async (by: FdxConnection) => find(await accountsOf(by), 'accountType', 'CREDITCARD')
    for (const member of ['bills', 'scheduledPayments']) {
      expect(await card(grace)).not.toHaveProperty(member)
      expect(await card(withBills)).toHaveProperty(member)
    }
  })

  it('opens with each cluster what its name says, on accounts of every category and without ACCOUNT_DETAILED (FDX 6.4, data clusters)', async () => {
    const own = ['BALANCES', 'BILLS', 'SCHEDULED_PAYMENTS', 'INVESTMENTS']
    const membersOf = async (login: string, clusters: string[]) => {
      const told = await accountsOf(await app.connect(login, wishFor(['ACCOUNT_BASIC', ...clusters])))
      return new Map(told.map((account) => [account.accountType as string, Object.keys(account)]))
    }
    const BALANCES: [login: string, type: string, members: string[]][] = [
      ['grace', 'CREDITCARD', ['currentBalance', 'principalBalance', 'availableCredit']],
      ['grace', 'MORTGAGE', ['principalBalance', 'escrowBalance']],
      ['owen', 'BROKERAGEPRODUCT', ['availableCashBalance', 'currentValue', 'balanceAsOf']],
    ]
    for (const [login, type, members] of BALANCES) {
      const balances = (await membersOf(login, ['BALANCES'])).get(type)
      expect(balances, type).toEqual(expect.arrayContaining(members))
      for (const other of ['bills', 'scheduledPayments', 'holdings', 'interestRate', 'creditLine', 'planId']) {
        expect(balances, type).not.toContain(other)
      }
    }
    const MORE: [login: string, cluster: string, type: string, member: string][] = [
      ['grace', 'BILLS', 'CREDITCARD', 'bills'],
      ['grace', 'BILLS', 'MORTGAGE', 'bills'],
      ['grace', 'SCHEDULED_PAYMENTS', 'MORTGAGE', 'scheduledPayments'],
      ['owen', 'INVESTMENTS', 'BROKERAGEPRODUCT', 'holdings'],
    ]
    for (const [login, cluster, type, member] of MORE) {
      const basic = (await membersOf(login, [])).get(type) as string[]
      const more = ((await membersOf(login, [cluster])).get(type) as string[]).filter((each) => !basic.includes(each))
      expect(more, `${cluster} of ${type}`).toContain(member)
      expect(more).not.toContain('currentBalance')
      expect(more).not.toContain('principalBalance')
    }
    // Whoever shares them all sees no terms all the same.
    for (const login of ['grace', 'owen', 'ruth', 'helen']) {
      for (const [type, members] of await membersOf(login, own)) {
        expect(members, type).not.toContain('transferIn')
        if (!['LONGTERMDISABILITY', 'SHORTTERMDISABILITY', 'UNIVERSALLIFE', 'WHOLELIFE'].includes(type)) {
          expect(members, type).toContain('balanceType')
        }
      }
    }
  })

  it('keeps amounts to two decimals', async () => {
    for (const login of ['grace', 'owen', 'ruth', 'helen']) {
      const text = JSON.stringify(await accountsOf(await app.connect(login, EVERYTHING)))
      const members = text.matchAll(/"(\w*(?:[bB]alance|[aA]mount|[vV]alue|[pP]rincipal|Credit))":(-?\d+\.\d+)/g)
      for (const [, name, value = ''] of members)
        expect(value.split('.')[1]?.length, `${name} ${value}`).toBeLessThan(3)
    }
  })

  it('finds accounts by accountIds: 206 where some are not shared, 404 with 701 where none is', async () => {
    expect((await accountsOf(avery, `accountIds=${checking}`)).map(({ accountId }) => accountId)).toEqual([checking])
    expect(await get(`/accounts?accountIds=${checking},nobody`)).toMatchObject({ status: 206 })
    expect(await get('/accounts?accountIds=nobody')).toMatchObject({ status: 404, json: { code: '701' } })
  })

  it('keeps a locked account in the list with what is wrong, as 206, and refuses it by id with 706', async () => {
    const savings = avery.accounts[1] as string
    bank.rooms.bank.accounts.block(savings, { hidden: true })
    const answer = await get('/accounts')
    bank.rooms.bank.accounts.unblock(savings)
    expect(answer.status).toBe(206)
    const accounts = answer.json?.accounts as Entity[]
    expect(find(accounts, 'accountId', savings)).toMatchObject({ status: 'RESTRICTED', error: { code: '706' } })
    bank.rooms.bank.accounts.block(savings, { hidden: true })
    const one = await get(`/accounts/${savings}/transactions`)
    bank.rooms.bank.accounts.unblock(savings)
    expect(one).toMatchObject({ status: 403, json: { code: '706' } })
  })

  it('tells what became of accounts: closed ones stay, restricted ones are reached by no network', async () => {
    const victor = await app.connect('victor', EVERYTHING)
    const restricted = find(await accountsOf(victor), 'status', 'RESTRICTED')
    expect(restricted).toMatchObject({ transferIn: false, transferOut: false })
    expect(await listed(`/accounts/${restricted.accountId}/payment-networks`, 'paymentNetworks', victor)).toEqual([])
    const statuses = (await accountsOf(victor)).map(({ status }) => status)
    expect(statuses).toEqual(expect.arrayContaining(['NEGATIVECURRENTBALANCE', 'DELINQUENT']))

    const nina = await app.connect('nina', EVERYTHING)
    const closed = find(await accountsOf(nina), 'status', 'CLOSED')
    expect(closed).toMatchObject({ currentBalance: 0, accountCloseDate: expect.any(String), transferIn: false })
    expect(await get(`/accounts/${closed.accountId}`, nina)).toMatchObject({ status: 200, json: { status: 'CLOSED' } })

    const june = await app.connect('june', EVERYTHING)
    const [id] = june.accounts as [string]
    bank.rooms.bank.accounts.close(id)
    expect(find(await accountsOf(june), 'accountId', id)).toMatchObject({ status: 'CLOSED' })
    // Opened not a month ago: nothing was summed up yet.
    expect(await get(`/accounts/${id}/statements`, june)).toMatchObject({ status: 404, json: { code: '1108' } })
  })
})

describe('Transactions (FDX 6.4, transactions)', () => {
  const path = (query = '') => `/accounts/${checking}/transactions?${query}`
  const all = 'startTime=2000-01-01&limit=100'
  const timeOf = ({ postedTimestamp, transactionTimestamp }: Entity) => String(postedTimestamp ?? transactionTimestamp)

  it('come newest first, booked and pending in one order, amounts never below zero', async () => {
    const lines = await listed(path(all), 'transactions')
    expect(lines.map(timeOf)).toEqual([...lines.map(timeOf)].sort().reverse())
    expect(new Set(lines.map(({ status }) => status))).toEqual(new Set(['POSTED', 'PENDING']))
    for (const { status, postedTimestamp, amount } of lines) {
      expect(status === 'POSTED').toBe(postedTimestamp !== undefined)
      expect(amount).toBeGreaterThan(0)
    }
  })

  it('are the same over pages of any size, each once, in both orders', async () => {
    const once = (await listed(path(all), 'transactions')).map(({ transactionId }) => transactionId)
    expect(once.length).toBeGreaterThan(20)
    for (const [begin, expected] of [
      ['startTime=2000-01-01&limit=7', once],
      ['startTime=2000-01-01&limit=7&offset=Page1', [...once].reverse()],
    ] as const) {
      const found: unknown[] = []
      for (let next: string | undefined = path(begin); next !== undefined; ) {
        const answer = await get(next)
        expect(answer.status, answer.text).toBe(200)
        found.push(...within(answer, 'transactions').map(({ transactionId }) => transactionId))
        const { page, links } = answer.json as { page: Entity; links?: { next?: { href: string } } }
        expect(page.nextOffset).toBe(page.nextPageKey)
        next = links?.next?.href
      }
      expect(found).toEqual(expected)
    }
    const third = await listed(path('startTime=2000-01-01&limit=7&offset=Page3'), 'transactions')
    expect(third.map(({ transactionId }) => transactionId)).toEqual([...once].reverse().slice(14, 21))
  })

  it('are read on with the key alone, and never with the key of another account, consent or dates', async () => {
    const first = (await get(path('startTime=2000-01-01&limit=3'))).json as { page: { nextPageKey: string } }
    const key = encodeURIComponent(first.page.nextPageKey)
    expect(await listed(path(`pageKey=${key}&limit=3`), 'transactions')).toHaveLength(3)
    const other = await app.connect('avery', EVERYTHING)
    const refusals = [
      await get(`/accounts/${avery.accounts[1]}/transactions?pageKey=${key}`),
      await get(path(`pageKey=${key}`), other),
      await get(path(`pageKey=${key}&startTime=2000-01-02`)),
      await get(path(`pageKey=${key.slice(0, -1)}`)),
      await get(path(`pageKey=${key.slice(5)}`)),
    ]
    for (const refused of refusals) expect(refused).toMatchObject({ status: 400, json: { code: '401' } })
  })

  it('are those of the last seven days where no date is given, and none is older than the look-back', async () => {
    const day = (ago: number) => dateOf(now() - ago * DAY_MS)
    for (const line of await listed(path('limit=100'), 'transactions'))
      expect(timeOf(line).slice(0, 10) >= day(6)).toBe(true)
    const short = await app.connect('avery', wishFor(['TRANSACTIONS', 'ACCOUNT_BASIC'], { lookbackPeriod: 5 }))
    const lines = await listed(path(all), 'transactions', short)
    for (const line of lines) expect(timeOf(line).slice(0, 10) >= day(5)).toBe(true)
    expect(await get(path(`startDate=${day(5)}&endDate=${day(0)}`), short)).toMatchObject({ status: 200 })
    expect(await get(path(`startDate=${day(6)}&endDate=${day(0)}`), short)).toMatchObject({
      ...{ status: 400, json: { code: '703' } },
    })
    // The dates of the original collection lie long before: an empty list.
    expect(await listed(path('startTime=2024-06-15&endTime=2024-07-26&limit=5&offset=Page1'), 'transactions')).toEqual(
      [],
    )
  })

  it('go from pending to booked under another id, which names the first', async () => {
    const pending = (await listed(path(all), 'transactions')).filter(({ status }) => status === 'PENDING')
    const first = pending.find(({ debitCreditMemo }) => debitCreditMemo === 'DEBIT') as Entity
    const { postings } = bank.rooms.bank.authorisations.book(String(first.transactionId))
    const line = postings.find(({ accountId }) => accountId === checking)
    const lines = await listed(path(all), 'transactions')
    expect(find(lines, 'transactionId', first.transactionId)).toBeUndefined()
    expect(find(lines, 'referenceTransactionId', first.transactionId)).toMatchObject({
      ...{ transactionId: line?.id, status: 'POSTED', transactionTimestamp: first.transactionTimestamp },
    })
  })

  it('say what each category knows: cheques, merchants, securities, and what a loan payment was for', async () => {
    const cheque = (await listed(path(all), 'transactions')).find(({ checkNumber }) => checkNumber !== undefined)
    expect(cheque).toMatchObject({ transactionType: 'CHECK', imageIds: [expect.any(String)] })
    const grace = await app.connect('grace', EVERYTHING)
    const mortgage = find(await accountsOf(grace), 'accountType', 'MORTGAGE')
    const payments = await listed(`/accounts/${mortgage.accountId}/transactions?${all}`, 'transactions', grace)
    const { amount, paymentDetails } = find(payments, 'transactionType', 'PAYMENT') as {
      amount: number
      paymentDetails: Record<string, number>
    }
    const parts = Object.values(paymentDetails).reduce((sum, part) => sum + Math.round(part * 100), 0)
    expect(parts).toBe(Math.round(amount * 100))
  })
})

describe('Numbers to pay to (FDX 6.4, payment networks)', () => {
  const path = () => `/accounts/${checking}/payment-networks`

  it('are tokens: one of an account for one app under one consent, never the number itself', async () => {
    const networks = await listed(`${path()}?limit=100`, 'paymentNetworks')
    expect(networks.length).toBeGreaterThan(10)
    const [first] = networks
    expect(first).toMatchObject({
      identifierType: 'TOKENIZED_ACCOUNT_NUMBER',
      identifier: expect.stringMatching(/^9\d{16}$/),
    })
    expect(new Set(networks.map(({ identifier }) => identifier)).size).toBe(1)
    const again = (await listed(path(), 'paymentNetworks'))[0]
    expect(again?.identifier).toBe(first?.identifier)
    const renewed = await app.connect('avery', EVERYTHING)
    const other = await openFdxApp(bank, 'Loose Ledger')
    const elsewhere = await other.connect('avery', EVERYTHING)
    const theirs = await other.api(`/fdx/v6${path()}`, elsewhere.accessToken)
    const tokens = [
      first?.identifier,
      (await listed(path(), 'paymentNetworks', renewed))[0]?.identifier,
      within(theirs, 'paymentNetworks')[0]?.identifier,
      (await listed(`/accounts/${avery.accounts[1]}/payment-networks`, 'paymentNetworks'))[0]?.identifier,
    ]
    expect(new Set(tokens).size).toBe(4)
  })

  it('are clear where the bank was set so', async () => {
    bank.rooms.settings.set('fdx', { tokenisedNetworks: false })
    const [first] = await listed(path(), 'paymentNetworks')
    bank.rooms.settings.set('fdx', { tokenisedNetworks: true })
    const { number } = bank.rooms.bank.accounts.find(checking) as { number: string }
    expect(first).toMatchObject({ identifierType: 'ACCOUNT_NUMBER', identifier: number })
  })

  it('are in accounts where the bank was set to the former way, and nowhere in full otherwise', async () => {
    const { number } = bank.rooms.bank.accounts.find(checking) as { number: string }
    const told = [await accountsOf(avery), await listed(path(), 'paymentNetworks'), await transfers()]
    expect(JSON.stringify(told)).not.toContain(number)
    bank.rooms.settings.set('fdx', { legacyAccountNumber: true })
    const former = find(await accountsOf(avery), 'accountId', checking)
    bank.rooms.settings.set('fdx', { legacyAccountNumber: false })
    expect(former).toMatchObject({ accountNumber: number })
  })

  const transfers = async (by: FdxConnection = avery, id = checking) =>
    listed(`/accounts/${id}/asset-transfer-networks`, 'assetTransferNetworks', by)

  it('of what is held come as one object, paging ignored (FDX 6.4, asset transfer networks)', async () => {
    const answer = await get(`/accounts/${checking}/asset-transfer-networks?limit=1&offset=nothing`)
    expect(answer.json).not.toHaveProperty('page')
    expect(within(answer, 'assetTransferNetworks').map(({ type }) => type)).toEqual(['US_ACATS', 'CA_ATON', 'US_DTC'])
  })

  it('of what is held are tokens too, of one app under one consent, and none that is paid to (FDX 6.4, asset transfer networks)', async () => {
    const networks = await transfers()
    for (const network of networks) {
      expect(network).toMatchObject({
        ...{ identifierType: 'TOKENIZED_ACCOUNT_NUMBER', identifier: expect.stringMatching(/^9\d{16}$/) },
      })
    }
    expect(await transfers()).toEqual(networks)
    const renewed = await app.connect('avery', EVERYTHING)
    const owen = await app.connect('owen', EVERYTHING)
    const brokerage = find(await accountsOf(owen), 'accountType', 'BROKERAGEPRODUCT')
    const tokens = [
      networks[0]?.identifier,
      (await listed(path(), 'paymentNetworks'))[0]?.identifier,
      (await transfers(renewed))[0]?.identifier,
      (await transfers(owen, brokerage.accountId as string))[0]?.identifier,
    ]
    expect(new Set(tokens).size).toBe(4)
  })

  it('of what is held are clear where the bank was set so, but for networks that know tokens alone', async () => {
    const tokens = await transfers()
    bank.rooms.settings.set('fdx', { tokenisedNetworks: false })
    const clear = await transfers()
    bank.rooms.settings.set('fdx', { tokenisedNetworks: true })
    const { number } = bank.rooms.bank.accounts.find(checking) as { number: string }
    expect(clear.map(({ identifierType, identifier }) => [identifierType, identifier])).toEqual([
      ['ACCOUNT_NUMBER', number],
      ['TOKENIZED_ACCOUNT_NUMBER', tokens[1]?.identifier],
      ['ACCOUNT_NUMBER', number],
    ])
  })
})

describe('Who holds an account (FDX 6.4, contact and customers)', () => {
  it('is told with PRIMARY for one holder, and for each of several what the account is to them', async () => {
    const contact = (await get(`/accounts/${checking}/contact`)).json as { holders: Entity[] }
    expect(contact.holders).toMatchObject([{ relationship: 'PRIMARY', type: 'CONSUMER' }])
    const grace = await app.connect('grace', EVERYTHING)
    const relationships = new Set<unknown>()
    for (const { accountId } of await accountsOf(grace)) {
      const { holders } = (await get(`/accounts/${accountId}/contact`, grace)).json as { holders: Entity[] }
      for (const { relationship } of holders) relationships.add(relationship)
    }
    expect([...relationships]).toEqual(expect.arrayContaining(['PRIMARY_JOINT', 'SECONDARY_JOINT', 'PRIMARY_BORROWER']))
  })

  it('is told without birth, tax and government numbers unless CUSTOMER_PERSONAL is shared; a whole tax number by SOCIAL_SECURITY_NUMBER alone, of whoever shares it', async () => {
    const PERSONAL = ['dateOfBirth', 'taxId', 'taxIdCountry', 'governmentId']
    const plain = await app.connect('avery', wishFor(['CUSTOMER_CONTACT', 'ACCOUNT_BASIC']))
    const masked = await app.connect('avery', wishFor(['CUSTOMER_PERSONAL', 'ACCOUNT_BASIC']))
    const { document } = bank.rooms.bank.customers.person(
      bank.rooms.consents.find(avery.consentId)?.personId as string,
    ) as { document: string }
    for (const path of [`/accounts/${checking}/contact`, '/customers', '/customers/current']) {
      const without = (await get(path, plain)).text
      for (const member of PERSONAL) expect(without, path).not.toContain(`"${member}"`)
      const personal = (await get(path, masked)).text
      expect(personal).toContain(`"taxId":"*****${document.slice(-4)}"`)
      expect(personal).not.toContain(document)
      expect((await get(path)).text).toContain(`"taxId":"${document}"`)
    }
    const numberOnly = await app.connect('avery', wishFor(['SOCIAL_SECURITY_NUMBER', 'ACCOUNT_BASIC']))
    expect((await get('/customers/current', numberOnly)).json).toEqual({
      ...{ customerId: expect.any(String), taxId: document, taxIdCountry: 'US' },
    })
    const joint = await app.connect('grace', EVERYTHING)
    const { customers } = (await get('/customers', joint)).json as { customers: Entity[] }
    expect(customers.length).toBeGreaterThan(1)
    expect(customers.filter(({ taxId }) => !String(taxId).startsWith('*'))).toHaveLength(1)
  })

  it("is the token's own subject at /customers/current, with any scope: the id alone where nothing else is shared", async () => {
    const basic = await app.connect('avery', wishFor(['ACCOUNT_BASIC']))
    const { personId } = bank.rooms.consents.find(basic.consentId) as { personId: string }
    expect((await get('/customers/current', basic)).json).toEqual({ customerId: personId })
    expect((await get(`/customers/${personId}`)).json).toMatchObject({
      customerId: personId,
      emails: expect.any(Array),
    })
    const { holderId } = bank.rooms.consents.find((await app.connect('owen', EVERYTHING)).consentId) as Entity
    expect(await get(`/customers/${holderId}`)).toMatchObject({ status: 404, json: { code: '601' } })
  })
})

describe('Documents (FDX 6.4, statements, images, tax forms)', () => {
  const statements = (query = 'startTime=2000-01-01') =>
    listed(`/accounts/${checking}/statements?${query}`, 'statements')

  it('of a month are listed by the day they came out, each with one link to its PDF', async () => {
    const list = await statements()
    expect(list.length).toBeGreaterThan(1)
    for (const { statementDate, links } of list) {
      expect(String(statementDate)).toMatch(/-01$/)
      expect(links).toEqual([{ href: expect.any(String), action: 'GET', rel: 'statement', types: ['application/pdf'] }])
    }
    const [{ href }] = (list[0] as Entity).links as [{ href: string }]
    const first = await get(href, avery, { accept: 'application/pdf' })
    expect(first).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/pdf', 'cache-control': 'no-store' },
    })
    expect(first.headers['content-disposition']).toMatch(/^inline; filename="statement-\d{4}-\d{2}\.pdf"$/)
    expect(first.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await get(href)).bytes.equals(first.bytes)).toBe(true)
  })

  it('of a month that has just ended are in the making: 400 with 1300', async () => {
    const today = new Date(now())
    const nextMonth = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 1, 1)
    bank.advance(nextMonth - now())
    const fresh = await app.connect('avery', EVERYTHING)
    const list = await listed(`/accounts/${checking}/statements`, 'statements', fresh)
    expect(list).toMatchObject([{ status: 'PROCESSING', statementDate: dateOf(nextMonth) }])
    const early = await get(`/accounts/${checking}/statements/${list[0]?.statementId}`, fresh)
    expect(early).toMatchObject({ status: 400, json: { code: '1300' } })
    bank.advance(6 * 3_600_000)
    avery = await app.connect('avery', EVERYTHING)
    expect(await get(`/accounts/${checking}/statements/${list[0]?.statementId}`)).toMatchObject({ status: 200 })
  })

  it('from before the look-back are unknown: 404 with 1104', async () => {
    const oldest = (await statements()).at(-1) as Entity
    const short = await app.connect('avery', wishFor(['STATEMENTS', 'ACCOUNT_BASIC'], { lookbackPeriod: 3 }))
    expect(await get(`/accounts/${checking}/statements/${oldest.statementId}`, short)).toMatchObject({
      ...{ status: 404, json: { code: '1104' } },
    })
  })

  it('of a cheque are pictures, which the record keeps by size and hash alone', async () => {
    const lines = await listed(`/accounts/${checking}/transactions?startTime=2000-01-01&limit=100`, 'transactions')
    const imageId = lines.flatMap(({ imageIds = [] }) => imageIds as string[])[0]
    const path = `/fdx/v6/accounts/${checking}/transaction-images/${imageId}`
    const picture = await get(path, avery, { accept: 'image/png, image/*;q=0.5' })
    expect(picture).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } })
    expect(picture.bytes.subarray(1, 4).toString()).toBe('PNG')
    const step = stepsOf(bank, avery.consentId).find(
      ({ operation, kind }) => operation === 'getAccountTransactionImages' && kind === 'http',
    )
    const record = bank.rooms.journey.exchange(step?.id as string)
    const kept = JSON.stringify(record)
    expect(kept).toContain(`${picture.bytes.length} bytes of image/png`)
    expect(kept).toContain(createHash('sha256').update(picture.bytes).digest('base64url'))
    expect(kept).not.toContain('IDAT')
  })

  it('for the tax office are of the year before, as data and as PDF', async () => {
    const grace = await app.connect('grace', EVERYTHING)
    const year = new Date(now()).getUTCFullYear() - 1
    const forms = await listed('/tax-forms?resultType=details', 'forms', grace)
    const types = forms.map((form) => Object.keys(form)[0])
    expect(types).toEqual(expect.arrayContaining(['tax1098', 'taxW2']))
    for (const form of forms) expect(Object.values(form)[0]).toMatchObject({ taxYear: year })
    const { taxFormId, links } = Object.values(forms[0] as Entity)[0] as { taxFormId: string; links: unknown[] }
    expect(links).toHaveLength(2)
    const [data, document] = [
      await get(`/tax-forms/${taxFormId}`, grace, { accept: 'application/json' }),
      await get(`/tax-forms/${taxFormId}`, grace, { accept: 'application/pdf' }),
    ]
    expect(data.json).toEqual(forms[0])
    expect(document.headers['content-type']).toBe('application/pdf')
    for (const [accept, type] of [
      ['application/json;q=0.5, application/pdf', 'application/pdf'],
      ['application/pdf;q=0.5, */*', 'application/json; charset=utf-8'],
      ['image/png, application/*;q=0.2', 'application/json; charset=utf-8'],
    ] as const)
      expect((await get(`/tax-forms/${taxFormId}`, grace, { accept })).headers['content-type'], accept).toBe(type)
    expect(await get(`/tax-forms/${taxFormId}`)).toMatchObject({ status: 404, json: { code: '1200' } })
    const light = await listed('/tax-forms?taxForms=Tax1098', 'forms', grace)
    expect(light).toHaveLength(1)
    expect(Object.values(light[0] as Entity)[0]).not.toHaveProperty('mortgageInterest')
    for (const [query, status, code] of [
      ['taxForms=Tax1099Int,Tax5498', 400, '1201'],
      [`taxYear=${year - 1}`, 400, '1202'],
      ['taxYear=twenty', 400, '401'],
      ['contentTypes=image/tiff', 406, '1203'],
      ['accountId=nobody', 404, '701'],
    ] as const)
      expect(await get(`/tax-forms?${query}`, grace), query).toMatchObject({ status, json: { code } })
  })
})

describe('Terms and conditions (FDX 6.4, getTermsAndConditions)', () => {
  it('are told of every account, as data and as a PDF that is the same bytes each time', async () => {
    const editions = new Set<unknown>()
    for (const login of ['avery', 'grace', 'owen', 'helen']) {
      const by = await app.connect(login, EVERYTHING)
      for (const { accountId, productName } of await accountsOf(by)) {
        const path = `/accounts/${accountId}/terms-and-conditions`
        const { status, json } = await get(path, by)
        expect(status).toBe(200)
        expect(json).toMatchObject({
          accountId,
          productName,
          sections: expect.any(Array),
          effectiveDate: expect.any(String),
        })
        editions.add(json?.version)
        const document = await get(path, by, { accept: 'application/pdf' })
        expect(document).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } })
        expect(document.bytes.subarray(0, 5).toString()).toBe('%PDF-')
        expect((await get(path, by, { accept: 'application/pdf' })).bytes.equals(document.bytes)).toBe(true)
      }
    }
    expect(editions.size).toBe(1)
  }, 30_000)

  it('name what was agreed about the account itself, each category by its own words', async () => {
    const grace = await app.connect('grace', EVERYTHING)
    const told = new Map<unknown, string>()
    for (const { accountId, accountCategory } of await accountsOf(grace))
      told.set(accountCategory, (await get(`/accounts/${accountId}/terms-and-conditions`, grace)).text)
    expect(told.get('LOAN_ACCOUNT')).toMatch(/"name":"Interest rate","value":"\d+\.\d{3} % a year/)
    expect(told.get('LOC_ACCOUNT')).toContain('Credit limit')
    expect(told.get('LOC_ACCOUNT')).not.toBe(told.get('DEPOSIT_ACCOUNT'))
  })

  it('as an archive are 406 with 1203, of an account that is not shared 404 with 701', async () => {
    const path = `/accounts/${checking}/terms-and-conditions`
    const zip = await get(path, avery, { accept: 'application/zip' })
    expect(zip).toMatchObject({ status: 406, json: { code: '1203' } })
    expect(await get('/accounts/nobody/terms-and-conditions')).toMatchObject({ status: 404, json: { code: '701' } })
  })
})

describe('What is found nowhere (FDX 6.4, error 1107)', () => {
  it('is an empty list, or 404 with 1107 where the bank was set so', async () => {
    const path = `/accounts/${checking}/transactions?startTime=2024-06-15&endTime=2024-06-16`
    expect(await listed(path, 'transactions')).toEqual([])
    bank.rooms.settings.set('fdx', { strictNoData: true })
    const strict = await get(path)
    bank.rooms.settings.set('fdx', { strictNoData: false })
    expect(strict).toMatchObject({ status: 404, json: { code: '1107' } })
  })
})

describe('Rewards (FDX, reward programmes)', () => {
  it('are those that shared accounts earn for, with their categories', async () => {
    const grace = await app.connect('grace', EVERYTHING)
    const [programme] = await listed('/reward-programs', 'rewardPrograms', grace)
    const card = find(await accountsOf(grace), 'accountType', 'CREDITCARD')
    expect(programme).toMatchObject({
      memberships: [{ accountIds: [card.accountId], balances: [{ type: 'POINTS' }, { qualifying: true }] }],
    })
    const categories = await listed(`/reward-programs/${programme?.programId}/categories`, 'rewardCategories', grace)
    const lines = await listed(`/accounts/${card.accountId}/transactions?startTime=2000-01-01`, 'transactions', grace)
    const rewarded = lines.flatMap(({ reward }) => (reward as { categoryId: string } | undefined)?.categoryId ?? [])
    expect(categories.map(({ categoryId }) => categoryId)).toEqual(expect.arrayContaining([...new Set(rewarded)]))
    expect(await listed('/reward-programs', 'rewardPrograms')).toEqual([])
  })

  it('earned by movements are listed over pages of any size, each once (FDX, reward transactions)', async () => {
    const grace = await app.connect('grace', EVERYTHING)
    const card = find(await accountsOf(grace), 'accountType', 'CREDITCARD')
    const of = (name: string, query: string) => `/accounts/${card.accountId}/${name}?startTime=2000-01-01&${query}`
    const lines = await listed(of('transactions', 'limit=100'), 'transactions', grace)
    const expected = lines.filter(({ reward }) => reward !== undefined).map(({ transactionId }) => transactionId)
    expect(expected.length).toBeGreaterThan(2)
    const found: unknown[] = []
    for (let next: string | undefined = of('reward-transactions', 'limit=2'); next !== undefined; ) {
      const answer = await get(next, grace)
      expect(answer.status, answer.text).toBe(200)
      found.push(...within(answer, 'rewardTransactions').map(({ transactionId }) => transactionId))
      next = (answer.json as { links?: { next?: { href: string } } }).links?.next?.href
    }
    expect(found).toEqual(expected)
    const none = await get(`/accounts/${checking}/reward-transactions`)
    expect(none).toMatchObject({ status: 404, json: { code: '1101' } })
  })
})
