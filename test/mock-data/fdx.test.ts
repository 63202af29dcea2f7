import { describe, expect, test } from 'vitest'
import { type Account, CONTRACT_KINDS, MOVEMENT_KINDS, seededId } from '#bank'
import { addMonths } from '#kernel'
import { cusip, isin, routingNumber } from '../../mock-data/documents.ts'
import { fdxPersonas } from '../../mock-data/index.ts'
import { testBank } from '../bank/support.ts'

const LAST_DAY = '2026-11-18'
const EVER = { from: 0, to: Number.MAX_SAFE_INTEGER }

function seeded(lastDay = LAST_DAY) {
  const opened = testBank()
  opened.world.clock.advance(Date.parse(`${lastDay}T03:15:00Z`) - opened.world.clock.now())
  const personas = fdxPersonas({ lastDay })
  opened.bank.seed(personas)
  const id = (key: string) => seededId('fdx', key)
  const accounts = opened.bank.accounts.list(personas.accounts.map(({ key }) => id(key)))
  return { ...opened, personas, id, accounts }
}
const { bank, personas, id, accounts, db } = seeded()

describe('the US personas', () => {
  test('are thirteen people who can log in, and two companies that some of them act for', () => {
    const logins = bank.customers.demonstrationLogins('fdx')
    expect(logins).toHaveLength(13)
    expect(new Set(logins.map(({ password }) => password))).toEqual(new Set(['bancada']))
    expect(logins.every(({ note }) => note.length > 10)).toBe(true)
    expect(bank.customers.actsFor(id('sam')).map((holder) => holder.kind)).toEqual(['person', 'company'])
    expect(bank.customers.actsFor(id('owen')).map((holder) => holder.kind)).toEqual(['person', 'company'])
  })

  test('leave a ledger that adds up to the last posting', () => {
    expect(bank.ledger.verify()).toEqual({ ok: true, faults: [] })
  })

  test('hold an account of every kind that this market knows (FDX 6.4, account categories)', () => {
    const kinds = new Set<Account['kind']>(accounts.map(({ kind }) => kind))
    expect([...kinds].sort()).toEqual([
      ...['annuity', 'card', 'commercial', 'credit-line', 'current', 'escrow', 'insurance', 'investment', 'loan'],
      ...['money-market', 'savings', 'time-deposit', 'wallet'],
    ])
    expect(new Set(accounts.map(({ status }) => status))).toEqual(new Set(['open', 'blocked', 'closed']))
  })

  test('have what was agreed about each account, by its kind', () => {
    const { deposits, cards, contracts, investments, policies } = bank
    const told = { card: cards, 'credit-line': contracts, loan: contracts, investment: investments } as const
    for (const { id: accountId, kind } of accounts) {
      const owed = kind === 'insurance' || kind === 'annuity' ? policies : told[kind as keyof typeof told]
      expect((owed ?? deposits).find(accountId), kind).toBeDefined()
    }
  })

  test('owe on most kinds of contract, one of them paid and one delinquent', () => {
    const contracts = accounts.flatMap(({ id: accountId }) => bank.contracts.find(accountId) ?? [])
    const missing = CONTRACT_KINDS.filter((kind) => !contracts.some((contract) => contract.kind === kind))
    expect(missing).toEqual(['installment', 'small-business', 'military'])
    expect(new Set(contracts.map(({ standing }) => standing))).toEqual(new Set(['current', 'delinquent', 'paid']))
    expect(bank.contracts.find(id('hollowbrook-mortgage'))).toMatchObject({ kind: 'mortgage', standing: 'current' })
    expect(bank.contracts.find(id('hollowbrook-mortgage'))?.escrow?.amountMinor).toBeGreaterThan(0)
    expect(bank.cards.find(id('victor-card'))?.standing).toBe('delinquent')
  })

  test('opened each loan on the day of its contract, at a rate of that day or of a change since, for its term (FDX 6.4, LoanAccount)', () => {
    const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
    const later = (day: string, months: number) => addMonths(Date.parse(day), months)
    for (const { id: accountId, openedAt, productName } of accounts) {
      const contract = bank.contracts.find(accountId)
      if (!contract) continue
      const { originatedOn, rate, termMonths, maturesOn, originalPrincipalMinor } = contract
      expect(dayOf(openedAt), `${productName}`).toBe(originatedOn)
      if (rate.priorPpm === null) expect(rate.since, `${productName}`).toBe(originatedOn)
      else expect(rate.since > originatedOn, `${productName}`).toBe(true)
      if (originalPrincipalMinor !== null) {
        const lines = bank.accounts.transactions({ accountId, from: 0, to: openedAt + 1, limit: 5 })
        expect(
          lines.map(({ amount }) => amount.amountMinor),
          `${productName}`,
        ).toEqual([originalPrincipalMinor])
      }
      if (termMonths === null || maturesOn === null) continue
      const apart = Math.abs(Date.parse(maturesOn) - later(originatedOn, termMonths))
      expect(apart, `${productName}`).toBeLessThan(31 * 86_400_000)
    }
  })

  test('have holdings of every kind, a plan that vests, and orders that wait', () => {
    const brokerage = bank.investments.find(id('owen-brokerage'))
    expect(new Set(brokerage?.positions.map(({ kind }) => kind))).toEqual(
      new Set(['stock', 'fund', 'bond', 'cd', 'option', 'digital-asset']),
    )
    expect(brokerage?.openOrders).toHaveLength(1)
    expect(brokerage?.value.amountMinor).toBeGreaterThan(brokerage?.cash.amountMinor ?? 0)
    const plan = bank.investments.find(id('mason-401k'))
    expect(plan?.vesting.at(-1)?.sharePpm).toBe(1_000_000)
    expect(plan?.contributions).toHaveLength(2)
  })

  test('tell Avery’s checking account from May 2024 on, with pending lines, cheques and more networks than a page', () => {
    const accountId = id('avery-checking')
    const lines = bank.accounts.transactions({ accountId, ...EVER, limit: 1_000 })
    expect(new Date(lines.at(-1)?.bookedAt ?? 0).toISOString().slice(0, 10)).toBe('2024-05-01')
    const summer = { from: Date.parse('2024-06-15'), to: Date.parse('2024-07-27') }
    expect(bank.accounts.transactions({ accountId, ...summer, limit: 100 }).length).toBeGreaterThanOrEqual(18)
    const sixtyDays = { from: Date.parse(LAST_DAY) - 60 * 86_400_000, to: EVER.to }
    expect(bank.accounts.transactions({ accountId, ...sixtyDays, limit: 100 }).length).toBeGreaterThanOrEqual(20)
    const pending = bank.authorisations.pending({ accountId, ...EVER, limit: 10 })
    expect(pending.map(({ direction }) => direction).sort()).toEqual(['credit', 'debit', 'debit'])
    expect(lines.flatMap(bank.images.idsOf).length).toBeGreaterThanOrEqual(5)
    const networks = bank.networks.ofAccount(accountId)
    expect(networks.payment).toHaveLength(13)
    expect(networks.transfer.map(({ name }) => name).sort()).toEqual(['acats', 'aton', 'dtc'])
    expect(bank.accounts.ofHolder(id('avery')).map(({ kind }) => kind)).toEqual(['current', 'savings'])
  })

  test('reach every open account by a network at least, paying in what is owed and out what was put by (FDX 6.4, AccountPaymentNetworkList)', () => {
    const reach = (key: string) =>
      bank.networks.ofAccount(id(key)).payment.map((to) => [to.name, to.takesIn, to.sendsOut])
    for (const account of accounts) {
      expect(bank.networks.ofAccount(account.id).payment.length > 0, account.productName ?? '').toBe(
        account.status === 'open',
      )
    }
    for (const key of [
      'hollowbrook-mortgage',
      'hollowbrook-escrow',
      'grace-card',
      'mason-401k',
      'leo-life',
      'leo-annuity',
    ]) {
      expect(reach(key), key).toEqual([['ach', true, false]])
    }
    for (const key of ['ruth-cd', 'ruth-annuity']) expect(reach(key), key).toEqual([['ach', false, true]])
  })

  test('are made at most three days before they are booked', () => {
    const apart = personas.movements.flatMap(({ at, facts }) =>
      facts?.madeAt === undefined ? [] : [at - facts.madeAt],
    )
    expect(apart.length).toBeGreaterThan(100)
    expect(apart.every((time) => time >= 0 && time <= 3 * 86_400_000)).toBe(true)
  })

  test('share accounts, one of them with somebody who may merely use it, and one has an account that never moved', () => {
    expect(accounts.find((account) => account.id === id('hollowbrook-checking'))?.roles).toEqual([
      'owner',
      'joint-owner',
    ])
    expect(accounts.find((account) => account.id === id('helen-card'))?.roles).toEqual(['owner', 'authorised-user'])
    expect(bank.accounts.transactions({ accountId: id('june-checking'), ...EVER, limit: 5 })).toEqual([])
    expect(bank.accounts.balances(id('victor-checking')).overdraft?.contracted.amountMinor).toBe(500_00)
  })

  test('are reached by address, phone and mail, people with a day of birth and companies with their trade', () => {
    const everybody = [...personas.people, ...personas.companies].map(({ key }) => bank.customers.contact(id(key)))
    for (const contact of everybody) {
      expect(contact?.addresses.filter(({ primary }) => primary)).toHaveLength(1)
      expect(contact?.phones.filter(({ primary }) => primary)).toHaveLength(1)
      expect(contact?.emails.filter(({ primary }) => primary)).toHaveLength(1)
      expect(contact?.person === null).toBe(contact?.company !== null)
      for (const { number } of contact?.phones ?? []) expect(number).toMatch(/^\d{3}55501\d{2}$/)
      for (const { address } of contact?.emails ?? []) expect(address).toMatch(/\.invalid$/)
    }
  })

  test('have a driving licence that tells nothing of their tax number', () => {
    const licences = personas.people.flatMap(({ key, document, contact }) => {
      const number = contact?.person?.governmentId?.number
      return number === undefined ? [] : [{ key, document, number }]
    })
    expect(licences.length).toBeGreaterThan(5)
    for (const { key, document, number } of licences) {
      expect(number).toMatch(/^Z99\d{5}$/)
      expect(number.slice(-4), key).not.toBe(document.slice(-4))
    }
    expect(new Set(licences.map(({ number }) => number)).size).toBe(licences.length)
  })

  test('earned, paid and were paid enough last year for its tax forms', () => {
    const of = (key: string) => bank.taxes.ofYear(id(key), 2025)
    expect(of('avery')).toMatchObject({
      interest: [{}, {}],
      wages: [{ employer: { name: 'Slack Tide Shipworks Inc' } }],
    })
    expect(of('grace').mortgageInterest[0]?.paid.amountMinor).toBeGreaterThan(19_000_00)
    expect(of('grace').mortgageInterest[0]?.outstandingAtStart.amountMinor).toBe(310_000_00)
    expect(of('owen').dividends[0]?.earned.amountMinor).toBeGreaterThan(0)
  })

  test('have documents that were never given to anybody: no social security number begins with 666, no employer’s with 07', () => {
    for (const { document } of personas.people) expect(document).toMatch(/^666\d{6}$/)
    for (const { document } of personas.companies) expect(document).toMatch(/^07\d{7}$/)
    expect(new Set([...personas.people, ...personas.companies].map(({ document }) => document)).size).toBe(15)
  })

  test('bank at a routing number with its check digit that is in no district', () => {
    expect(routingNumber('02100002')).toBe('021000021')
    expect(personas.bankCode).toBe(routingNumber(personas.bankCode.slice(0, 8)))
    expect(personas.bankCode).toMatch(/^99/)
  })

  test('hold securities whose numbers carry their check digits', () => {
    expect(cusip('03783310')).toBe('037833100')
    expect(isin('US037833100')).toBe('US0378331005')
    const held = accounts.flatMap((account) => bank.investments.find(account.id)?.positions ?? [])
    for (const { kind, id: number } of held.flatMap(({ securityIds }) => securityIds)) {
      expect(number).toBe(kind === 'cusip' ? cusip(number.slice(0, 8)) : isin(number.slice(0, 11)))
    }
  })

  test('move money in most ways that there are', () => {
    const used = new Set(db.prepare('SELECT DISTINCT kind FROM posting_sets').pluck().all())
    const brazilian = ['pix', 'ted', 'boleto', 'utility', 'salary', 'salary-portability', 'fee-package', 'card']
    const elsewhere = ['withdrawal', 'overdraft-interest', 'investment-yield', 'investment-redemption', 'other']
    expect(MOVEMENT_KINDS.filter((kind) => !used.has(kind)).sort()).toEqual([...brazilian, ...elsewhere].sort())
  })
})

describe.each(['2026-11-18', '2026-11-22', '2026-03-01', '2027-01-02', '2028-02-29'])('ending on %s', (lastDay) => {
  const made = seeded(lastDay)

  test('nothing lies ahead, and no clearing house works at a weekend', () => {
    expect(Math.max(...made.personas.movements.map(({ at }) => at))).toBeLessThan(made.world.clock.now())
    const cleared = made.personas.movements.filter(
      ({ kind }) => kind === 'ach' || kind === 'wire' || kind === 'direct-deposit',
    )
    const weekdays = cleared.map(({ at }) => new Date(at).getUTCDay())
    expect(weekdays.filter((day) => day === 0 || day === 6)).toEqual([])
  })

  test('no account but those that owe goes below what it may', () => {
    const owing = ['card', 'credit-line', 'loan', 'insurance']
    for (const { id: accountId, kind, overdraftLimitMinor } of made.accounts) {
      if (owing.includes(kind)) continue
      let balance = 0
      for (const { direction, amount } of made.bank.accounts
        .transactions({ accountId, ...EVER, limit: 5_000 })
        .reverse()) {
        balance += direction === 'credit' ? amount.amountMinor : -amount.amountMinor
        expect(balance, accountId).toBeGreaterThanOrEqual(-(overdraftLimitMinor ?? 0))
      }
    }
    expect(made.bank.ledger.verify().ok).toBe(true)
  })

  test('every payment of a loan is split into what it was for, to the cent', () => {
    const payments = made.personas.movements.filter(
      ({ kind, against }) => kind === 'loan-payment' && against && 'account' in against && against.facts,
    )
    expect(payments.length).toBeGreaterThan(50)
    for (const { amountMinor, facts } of payments) {
      const { principalMinor, interestMinor, escrowMinor, insuranceMinor, feesMinor } = facts?.split ?? {
        ...{ principalMinor: 0, interestMinor: 0, escrowMinor: 0, insuranceMinor: 0, feesMinor: 0 },
      }
      expect(principalMinor + interestMinor + escrowMinor + insuranceMinor + feesMinor).toBe(-amountMinor)
    }
  })
})
