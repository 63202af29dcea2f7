import { describe, expect, test } from 'vitest'
import type { InvestmentTerms, Position } from '#bank'
import { worth } from '../../../server/bank/investments/operations.ts'
import { town } from '../town.ts'

const SHARE: Position = {
  ...{ id: 'p1', symbol: 'SHR', name: 'Share', kind: 'stock', securityIds: [], side: 'long', heldIn: 'cash' },
  ...{
    unitsMicro: 10_500_000,
    averageCostMinor: 9_00,
    priceMinor: 10_01,
    previousPriceMinor: 10_00,
    pricedOn: '2026-11-17',
  },
  ...{ lots: [{ boughtOn: '2026-01-02', unitsMicro: 10_500_000, costMinor: 94_50 }], assetClasses: [] },
}
const TERMS: InvestmentTerms = {
  ...{ plan: 'brokerage', planId: null, employerName: null, brokerId: null, checkWriting: false, optionTrading: true },
  ...{ marginMinor: null, positions: [SHARE], openOrders: [], contributions: [], vesting: [], loans: [] },
}
const holding = (positions: Position[]) =>
  ({ invested: { kind: 'investment', openingMinor: 100_00, terms: { investment: { ...TERMS, positions } } } }) as const

describe('an investment account', () => {
  test('is worth its cash, which is the ledger’s, and what is held at the last known prices', () => {
    const { bank, ids } = town(holding([SHARE]))
    expect(bank.investments.find(ids.invested as string)).toMatchObject({
      ...{
        cash: { amountMinor: 100_00, currency: 'USD' },
        value: { amountMinor: 205_11 },
        dayChange: { amountMinor: 11 },
      },
      positions: [{ symbol: 'SHR', value: { amountMinor: 105_11 } }],
    })
    expect(bank.investments.find(ids.own as string)).toBeUndefined()
  })

  test('owes what it sold short, and an option is worth the shares that it is for', () => {
    const option = {
      underlying: 'SHR',
      right: 'call',
      strikeMinor: 12_00,
      sharesPerUnit: 100,
      expiresOn: '2027-01-15',
    } as const
    const call: Position = {
      ...SHARE,
      id: 'p2',
      kind: 'option',
      side: 'short',
      unitsMicro: 2_000_000,
      priceMinor: 50,
      option,
      lots: [],
    }
    const { bank, ids } = town(holding([call]))
    expect(bank.investments.find(ids.invested as string)).toMatchObject({ value: { amountMinor: 0 } })
  })

  test('takes no position whose lots don’t add up to it', () => {
    expect(() => town(holding([{ ...SHARE, unitsMicro: 1 }]))).toThrow('its lots are 10500000 of 1')
  })

  test.each([
    [1, 1, 0],
    [500_000, 1, 1],
    [-500_000, 1, -1],
    [333_333, 3, 1],
    [9_007_199_254_740_991, 1_000_000, 9_007_199_254_740_991],
  ])('%i millionths at %i are worth %i, exactly', (unitsMicro, priceMinor, value) => {
    expect(worth(unitsMicro, priceMinor)).toBe(value)
  })
})
