import { describe, expect, test } from 'vitest'
import { cnpj, cpf } from '../../mock-data/documents.ts'
import { lastDayAt, obbPersonas } from '../../mock-data/index.ts'
import { DAY_MS, testBank } from '../bank/support.ts'

const LAST_DAY = '2026-11-18'

function seeded(lastDay = LAST_DAY) {
  const opened = testBank()
  const personas = obbPersonas({ lastDay })
  opened.bank.seed(personas)
  const since = Date.parse(`${lastDay}T03:00:00Z`) - 93 * DAY_MS
  const lines = (accountId: string) =>
    opened.bank.accounts.transactions({ accountId, from: since, to: since + 95 * DAY_MS, limit: 1_000 })
  return { ...opened, personas, lines }
}

describe('the Brazilian personas', () => {
  test('are twelve people who can log in, and three companies that some of them act for', async () => {
    const { bank } = seeded()
    const logins = bank.customers.demonstrationLogins('obb')
    const names = ['ana', 'bruno', 'carla', 'elis', 'gil', 'hugo', 'iris', 'luis', 'nara', 'otto', 'rosa', 'tom']
    expect(logins.map(({ login, password }) => `${login}/${password}`)).toEqual(names.map((name) => `${name}/bancada`))
    const people = await Promise.all(
      logins.map(({ login, password }) => bank.customers.authenticate('obb', login, password)),
    )
    const holders = people.map((person) => bank.customers.actsFor(person?.id ?? '').length)
    expect(holders).toEqual([1, 2, 1, 1, 1, 1, 2, 1, 1, 1, 1, 2])
  })

  test('Ana and Bruno share an account, and Carla shares none', async () => {
    const { bank } = seeded()
    const ofLogin = async (login: string) =>
      bank.accounts.ofHolder((await bank.customers.authenticate('obb', login, 'bancada'))?.id ?? '')
    const [ana, bruno, carla] = await Promise.all(['ana', 'bruno', 'carla'].map(ofLogin))
    const shared = ana?.filter((account) => bruno?.some((other) => other.id === account.id))
    expect(ana?.map((account) => account.kind)).toEqual(['current', 'savings', 'prepaid', 'current'])
    expect(shared).toMatchObject([{ ownership: 'joint-any', kind: 'current' }])
    expect(carla?.flatMap((account) => account.holders)).toHaveLength(1)
  })

  test('the company has an account of every status but blocked, one of them closed more than a year ago', () => {
    const { bank } = seeded()
    const company = bank.customers.byDocument('obb', cnpj('991112220001'))
    const accounts = bank.accounts.ofHolder(company?.id ?? '')
    expect(accounts.map((account) => account.status)).toEqual(['open', 'open', 'closed', 'hidden'])
    expect(accounts[2]?.closedAt).toBeLessThan(Date.parse(LAST_DAY) - 366 * DAY_MS)
  })

  test('each named customer has some dozens of lines in the last ninety days, some of them on the last day', () => {
    const { bank, lines } = seeded()
    const counts = ['11144477735', cpf('222555888'), cnpj('991112220001')].map((document) => {
      const holder = bank.customers.byDocument('obb', document)
      return bank.accounts.ofHolder(holder?.id ?? '').flatMap((account) => lines(account.id))
    })
    for (const found of counts) {
      expect(found.length).toBeGreaterThanOrEqual(25)
      expect(found.some((line) => line.bookedAt >= Date.parse(`${LAST_DAY}T03:00:00Z`))).toBe(true)
    }
    expect(counts.map((found) => found.length).every((count) => count <= 90)).toBe(true)
  })

  test.each(['2026-11-18', '2026-11-21', '2026-11-22', '2026-03-01', '2028-02-29'])(
    'ending on %s no account goes below what it may, and working-day payments avoid weekends',
    (lastDay) => {
      const { db, world, personas, bank } = (() => {
        const opened = testBank()
        opened.world.clock.advance(Date.parse(`${lastDay}T03:15:00Z`) - opened.world.clock.now())
        const personas = obbPersonas({ lastDay })
        opened.bank.seed(personas)
        return { ...opened, personas }
      })()
      expect(Math.max(...personas.movements.map((movement) => movement.at))).toBeLessThan(world.clock.now())
      const accounts = db.prepare('SELECT id, overdraft_limit_minor AS lowest FROM accounts').all()
      for (const { id, lowest } of accounts as { id: string; lowest: number | null }[]) {
        const lines = bank.accounts.transactions({ accountId: id, from: 0, to: world.clock.now(), limit: 5_000 })
        let balance = 0
        for (const { direction, amount } of lines.reverse()) {
          balance += direction === 'credit' ? amount.amountMinor : -amount.amountMinor
          expect(balance).toBeGreaterThanOrEqual(-(lowest ?? 0))
        }
      }
      const clearing = personas.movements.filter(({ kind }) => kind === 'ted' || kind === 'boleto' || kind === 'salary')
      // Brasília's weekday: three hours behind UTC.
      const weekdays = clearing.map(({ at }) => new Date(at - 3 * 3_600_000).getUTCDay())
      expect(weekdays.filter((day) => day === 0 || day === 6)).toEqual([])
    },
  )

  test('one has an empty account, one a blocked one, one a closed one, and one more than a thousand lines', () => {
    const { bank, lines } = seeded()
    const logins = bank.customers.demonstrationLogins('obb')
    const accountsOf = (login: string) => {
      const document = logins.find((customer) => customer.login === login)?.document ?? ''
      return bank.accounts.ofHolder(bank.customers.byDocument('obb', document)?.id ?? '')
    }
    expect(accountsOf('nara').flatMap((account) => lines(account.id))).toEqual([])
    expect(accountsOf('otto').map((account) => account.status)).toEqual(['blocked', 'open'])
    expect(accountsOf('rosa').map((account) => account.status)).toEqual(['closed', 'open'])
    expect(accountsOf('gil').flatMap((account) => lines(account.id))).toHaveLength(1_000)
    expect(accountsOf('luis').map((account) => account.ownership)).toEqual(['individual', 'joint-all'])
  })

  test('Bruno is in his overdraft, within its limit', () => {
    const { bank } = seeded()
    const bruno = bank.customers.byDocument('obb', cpf('222555888'))
    const [own] = bank.accounts.ofHolder(bruno?.id ?? '')
    const { overdraft } = bank.accounts.balances(own?.id ?? '')
    expect(overdraft?.used.amountMinor).toBeGreaterThan(0)
    expect(overdraft?.unarranged.amountMinor).toBe(0)
  })

  test('the company has money invested and money blocked', () => {
    const { bank } = seeded()
    const company = bank.customers.byDocument('obb', cnpj('991112220001'))
    const [current] = bank.accounts.ofHolder(company?.id ?? '')
    expect(bank.accounts.balances(current?.id ?? '')).toMatchObject({
      invested: { amountMinor: 10_000_00 },
      blocked: { amountMinor: 350_00 },
    })
  })

  test('every document carries the check digits of its kind', () => {
    expect(cpf('111444777')).toBe('11144477735')
    expect(cnpj('112223330001')).toBe('11222333000181')
    const { personas } = seeded()
    const documents = [
      ...personas.people.map((person) => person.document),
      ...personas.companies.map((company) => company.document),
      ...personas.movements.flatMap(({ counterparty }) => counterparty?.document ?? []),
    ]
    for (const document of documents) {
      const complete = document.length === 11 ? cpf(document.slice(0, 9)) : cnpj(document.slice(0, 12))
      expect(document).toBe(complete)
    }
  })
})

describe('the last day of a history', () => {
  test.each([
    ['2026-11-18T15:00:00Z', '2026-11-18'],
    ['2026-11-18T02:59:59Z', '2026-11-17'],
    ['2026-11-18T03:14:59Z', '2026-11-17'],
    ['2026-11-18T03:15:00Z', '2026-11-18'],
  ])('at %s is %s: the day in Brasília, once its first quarter of an hour is over', (now, day) => {
    expect(lastDayAt(Date.parse(now))).toBe(day)
  })
})
