import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { cnpj, cpf } from '../../mock-data/documents.ts'
import { generateFdx } from '../../mock-data/fdx/generate.ts'
import { FIRST_HISTORY, type Generation, generate } from '../../mock-data/index.ts'
import { generateObb } from '../../mock-data/obb/generate.ts'
import { fdx } from '../../server/markets/fdx/index.ts'
import { obb } from '../../server/markets/obb/index.ts'

const LAST_DAY = '2026-11-18'
const DAY_MS = 86_400_000
const MIDNIGHT = Date.parse(`${LAST_DAY}T03:00:00Z`)
const made = (more: Partial<Generation> = {}) => generateObb({ ...FIRST_HISTORY, lastDay: LAST_DAY, ...more })
const american = (more: Partial<Generation> = {}) =>
  generateFdx({ ...FIRST_HISTORY, customers: 12, lastDay: LAST_DAY, ...more })
const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')
const first = made()

describe('the generator', () => {
  test('gives the same bytes for the same seed, customers, days and last day', () => {
    expect(digest(made())).toBe(digest(first))
  })

  test('gives other people, accounts, applications and consents for another seed', () => {
    const other = made({ seed: 'another' })
    const ids = ({ personas, applications, consents }: typeof first) => [
      ...personas.people.map(({ key }) => key),
      ...personas.accounts.map(({ key }) => key),
      ...applications.flatMap(({ applicationId, softwareId }) => [applicationId, softwareId]),
      ...consents.map(({ id }) => id),
    ]
    const known = new Set(ids(first))
    expect(ids(other).filter((id) => known.has(id))).toEqual([])
    expect(digest(other.personas.movements)).not.toBe(digest(first.personas.movements))
  })

  test('makes so many customers, the first of whom stay as they are when more are asked for', () => {
    const more = made({ customers: FIRST_HISTORY.customers + 10 })
    expect(first.personas.people.length + first.personas.companies.length).toBe(FIRST_HISTORY.customers)
    expect(more.personas.people.slice(0, first.personas.people.length)).toEqual(first.personas.people)
    expect(more.personas.movements.slice(0, first.personas.movements.length)).toEqual(first.personas.movements)
  })

  test('with no customers still lets the named ones be asked, and with no days makes no history', () => {
    const nobody = made({ customers: 0, days: 10 })
    expect(nobody.personas).toMatchObject({ people: [], companies: [], accounts: [], movements: [] })
    expect(nobody.consents.length).toBeGreaterThan(0)
    const noTime = made({ customers: 5, days: 0 })
    expect(noTime.personas.accounts.length).toBeGreaterThanOrEqual(5)
    expect(noTime.personas.movements).toEqual([])
    expect(noTime).toMatchObject({ applications: [], consents: [], calls: [] })
  })

  test('keeps every movement, consent and call within its days', () => {
    const start = MIDNIGHT - (FIRST_HISTORY.days - 1) * DAY_MS
    const end = MIDNIGHT + DAY_MS
    for (const { at } of first.personas.movements) expect(at >= start && at < end).toBe(true)
    for (const { lodgedAt } of first.consents) expect(lodgedAt >= start && lodgedAt < end).toBe(true)
    for (const { at } of first.calls) expect(at >= start - DAY_MS && at < end).toBe(true)
    expect(first.personas.accounts.every(({ openedAt }) => openedAt < start)).toBe(true)
  })

  test('tells its calls in the order of time', () => {
    expect(first.calls.every(({ at }, index) => at >= (first.calls[index - 1]?.at ?? 0))).toBe(true)
  })

  test('invents documents and account numbers of which no two are the same, with right check digits', () => {
    const { people, companies, accounts } = made({ customers: 500, days: 0 }).personas
    const documents = [...people, ...companies].map(({ document }) => document)
    expect(new Set(documents).size).toBe(500)
    expect(new Set(accounts.map(({ number, checkDigit }) => `${number}-${checkDigit}`)).size).toBe(accounts.length)
    for (const document of documents) {
      expect(document).toBe(document.length === 11 ? cpf(document.slice(0, 9)) : cnpj(document.slice(0, 12)))
    }
  })

  test('books clearing-house payments on working days only', () => {
    const clearing = first.personas.movements.filter(({ kind }) => ['ted', 'salary', 'boleto'].includes(kind))
    const weekdays = clearing.map(({ at }) => new Date(at - 3 * 3_600_000).getUTCDay())
    expect(clearing.length).toBeGreaterThan(500)
    expect(weekdays.filter((day) => day === 0 || day === 6)).toEqual([])
  })

  test('has people lodge consents by day and machines fetch by night, fewer of them at weekends', () => {
    const hourOf = (at: number) => new Date(at - 3 * 3_600_000).getUTCHours()
    const share = (moments: number[], from: number, to: number) =>
      moments.filter((at) => hourOf(at) >= from && hourOf(at) < to).length / moments.length
    const lodged = first.consents.map(({ lodgedAt }) => lodgedAt)
    const refreshed = first.calls.filter(({ operation }) => operation === 'token refresh_token').map(({ at }) => at)
    expect(share(lodged, 0, 6)).toBeLessThan(0.06)
    expect(share(refreshed, 0, 6)).toBeGreaterThan(0.35)
    const weekend = lodged.filter((at) => [0, 6].includes(new Date(at - 3 * 3_600_000).getUTCDay())).length
    expect(weekend / lodged.length).toBeLessThan(2 / 7)
  })

  test('lets some calls fail, for reasons that apps meet, and a few take long', () => {
    const failed = first.calls.filter(({ problemType }) => problemType !== null)
    expect(failed.length / first.calls.length).toBeGreaterThan(0.01)
    expect(failed.length / first.calls.length).toBeLessThan(0.08)
    expect(new Set(failed.map(({ problemType }) => problemType)).size).toBeGreaterThan(5)
    expect(failed.every(({ status }) => status >= 400)).toBe(true)
    // What they broke is a rule that the bank has, so that it is explained as a live refusal is.
    const rules = failed.flatMap(({ problemRule }) => problemRule ?? [])
    expect(rules.filter((rule) => !Object.hasOwn(obb.rules, rule))).toEqual([])
    const durations = first.calls.map(({ durationMs }) => durationMs).sort((one, other) => one - other)
    const at = (of: number) => durations[Math.floor(durations.length * of)] as number
    expect(at(0.99)).toBeGreaterThan(at(0.5) * 2.5)
  })
})

describe('the generator of both markets', () => {
  test('makes so many customers in all, fewer of them American', () => {
    const histories = generate({ ...FIRST_HISTORY, lastDay: LAST_DAY })
    expect(histories.map(({ market }) => market)).toEqual(['obb', 'fdx'])
    const counts = histories.map(({ personas }) => personas.people.length + personas.companies.length)
    expect(counts).toEqual([28, 12])
    const ids = histories.flatMap(({ applications, consents }) => [
      ...applications.flatMap(({ applicationId, softwareId }) => [applicationId, softwareId]),
      ...consents.map(({ id }) => id),
    ])
    expect(new Set(ids).size).toBe(ids.length)
  })
})

/** Operations of FDX's core API (FDX 6.4, operation ids). */
const ROUTES = [
  ...['searchForAccounts', 'getAccount', 'searchForAccountTransactions', 'getAccountContact'],
  ...['getAccountPaymentNetworks', 'searchForAccountStatements', 'getConsentGrant', 'revokeConsentGrant'],
]

describe('the American history', () => {
  const history = american()

  test('gives the same bytes each time, and other people for another seed', () => {
    expect(digest(american())).toBe(digest(history))
    const names = new Set(history.personas.people.map(({ key }) => key))
    expect(american({ seed: 'another' }).personas.people.filter(({ key }) => names.has(key))).toEqual([])
    expect(american({ customers: 20 }).personas.people.slice(0, 12)).toEqual(history.personas.people)
    expect(american({ customers: 0 }).consents.length).toBeGreaterThan(0)
    expect(american({ days: 0 })).toMatchObject({ applications: [], consents: [], calls: [] })
  })

  test('is of operations that the market has, and of rules that it explains', () => {
    const operations = [...new Set(history.calls.map(({ operation }) => operation))]
    expect(
      operations.filter((operation) => !Object.hasOwn(fdx.arrows.operations, operation) && !ROUTES.includes(operation)),
    ).toEqual([])
    for (const { operation, arrow } of history.calls) {
      expect(fdx.arrows.operations[operation] ?? arrow, operation).toBe(arrow)
    }
    const rules = history.calls.flatMap(({ problemRule }) => problemRule ?? [])
    expect(rules.length).toBeGreaterThan(20)
    expect(rules.filter((rule) => !Object.hasOwn(fdx.rules, rule))).toEqual([])
    expect(history.calls.length).toBeGreaterThan(1_000)
  })

  test('has consents as this market lodges them: 24 hexadecimal digits, clusters, a duration and a look-back', () => {
    for (const { id, permissions, personDocument, extra, expiresAt, lodgedAt } of history.consents) {
      expect(id).toMatch(/^[0-9a-f]{24}$/)
      expect(personDocument).toBeNull()
      expect(permissions).toContain('ACCOUNT_BASIC')
      const { durationPeriod } = extra as { durationPeriod: number }
      expect(expiresAt).toBe(lodgedAt + durationPeriod * DAY_MS)
    }
  })

  test('invents tax numbers and accounts of which no two are the same, none of them given to anybody', () => {
    const { people, accounts } = american({ customers: 500, days: 0 }).personas
    expect(new Set(people.map(({ document }) => document)).size).toBe(500)
    expect(people.every(({ document }) => /^666[1-9]\d{5}$/.test(document))).toBe(true)
    expect(new Set(accounts.map(({ number }) => number)).size).toBe(accounts.length)
  })

  test('keeps every movement within its days, and on one day in UTC and in New York', () => {
    const start = Date.parse(LAST_DAY) - (FIRST_HISTORY.days - 1) * DAY_MS
    for (const { at } of history.personas.movements) {
      expect(at >= start && at < Date.parse(LAST_DAY) + DAY_MS).toBe(true)
      expect(at % DAY_MS).toBeGreaterThanOrEqual(DAY_MS / 2)
    }
  })
})
