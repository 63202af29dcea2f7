import { describe, expect, it } from 'vitest'
import { CONCEPTS } from '../../server/markets/concepts.ts'
import { pairTellings, type Telling } from '../../server/markets/pairing.ts'

const telling = (data: Record<string, unknown>, places: Telling['places']): Telling => ({
  places,
  entities: [{ id: 'account', operation: 'GET /accounts', data }],
})

const one = telling(
  { id: 'a-1', balance: { amount: '10.00', currency: 'BRL' }, branch: '0001', lines: [{ text: 'x' }, { text: 'y' }] },
  {
    'account-id': { at: ['account/id'] },
    available: { at: ['account/balance/amount'], says: { en: 'text', 'pt-BR': 'texto' } },
    currency: { at: ['account/balance/currency'] },
    product: { at: [], says: { en: 'not told', 'pt-BR': 'não é dito' } },
  },
)
const other = telling(
  { accountId: 'a-1', available: 10, product: 'Checking', nickname: 'House' },
  {
    'account-id': { at: ['account/accountId'] },
    available: { at: ['account/availableCredit', 'account/available'] },
    product: { at: ['account/product'] },
  },
)

const rows = (...tellings: Telling[]) => pairTellings(tellings).groups.flatMap((group) => group.rows)
const row = (id: string, ...tellings: Telling[]) => rows(...tellings).find((each) => each.id === id)

describe('Tellings of one account', () => {
  it('are paired by what they mean, whatever each calls it', () => {
    expect(row('available', one, other)?.sides).toMatchObject([
      { at: 'account/balance/amount', value: '10.00', operation: 'GET /accounts', says: { en: 'text' } },
      { at: 'account/available', value: 10, says: null },
    ])
  })

  it('say where one has nothing, and why', () => {
    expect(row('product', one, other)?.sides).toMatchObject([
      { at: null, says: { en: 'not told' } },
      { value: 'Checking' },
    ])
    expect(row('currency', one, other)?.sides[1]).toEqual({ at: null, operation: null, value: null, says: null })
  })

  it('say of what a standard has no room for that it has no counterpart, though no other tells it', () => {
    const [entity] = one.entities
    const unfit = { places: one.places, entities: [{ ...entity, data: {}, unfit: ['account/balance'] }] } as Telling
    const says = { en: expect.stringMatching(/not written as this standard/) }
    expect(row('available', unfit, other)?.sides[0]).toMatchObject({ at: null, value: null, says })
    expect(row('currency', unfit)?.sides).toMatchObject([{ at: null, says }])
  })

  it('leave out what none tells', () => {
    expect(row('limit', one, other)).toBeUndefined()
  })

  it('keep apart what each has alone, the first of a list speaking for all', () => {
    const { alone } = pairTellings([one, other])
    expect(alone.map((members) => members.map(({ at }) => at))).toEqual([
      ['account/branch', 'account/lines/0/text'],
      ['account/nickname'],
    ])
  })

  it('explain nothing on a side that is silent about the whole account', () => {
    const silent: Telling = { ...one, entities: [{ id: 'account', operation: 'GET /accounts', data: null }] }
    expect(row('product', silent, other)?.sides[0]?.says).toBeNull()
    expect(pairTellings([silent, other]).alone[0]).toEqual([])
  })
})

it('Every concept has its own id and a name in both languages', () => {
  const all = CONCEPTS.flatMap(({ concepts }) => [...concepts])
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  for (const { title } of all) expect(title.en && title['pt-BR']).toBeTruthy()
})
