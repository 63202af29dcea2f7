import type { InvestmentTerms, Lot, Plan, Position } from '#bank'
import type { Calendar } from '../calendar.ts'
import { cusip, isin } from '../documents.ts'
import { dayBefore } from './months.ts'

// Invented securities. CUSIPs from 990000 upwards are kept for a firm's own use, and no country is called ZZ.
type Security = Pick<Position, 'symbol' | 'name' | 'kind' | 'assetClasses'> &
  Partial<Pick<Position, 'debt' | 'option' | 'fund'>> & {
    priceMinor: number
    previousPriceMinor: number
    cusip: string | null
  }

const SHARES = [{ kind: 'domestic-shares', sharePpm: 1_000_000 }] as const

export const SECURITIES = {
  quillon: {
    ...{ symbol: 'ZQUI', name: 'Quillon Instruments Inc', kind: 'stock', assetClasses: [...SHARES], cusip: '9901AA10' },
    ...{ priceMinor: 184_26, previousPriceMinor: 182_90 },
  },
  tamarack: {
    ...{
      symbol: 'ZTAM',
      name: 'Tamarack Rail and Timber',
      kind: 'stock',
      assetClasses: [...SHARES],
      cusip: '9901BB10',
    },
    ...{ priceMinor: 41_07, previousPriceMinor: 41_55 },
  },
  meadow: {
    ...{ symbol: 'ZMDW', name: 'Meadowlark Target 2050 Fund', kind: 'fund', cusip: '9902MM20' },
    assetClasses: [
      { kind: 'domestic-shares', sharePpm: 520_000 },
      { kind: 'foreign-shares', sharePpm: 310_000 },
      { kind: 'bonds', sharePpm: 140_000 },
      { kind: 'cash', sharePpm: 30_000 },
    ],
    ...{ priceMinor: 91_12, previousPriceMinor: 90_80, fund: { openEnd: true, expensePpm: 1_200, yieldPpm: 16_400 } },
  },
  heron: {
    ...{ symbol: 'ZHER', name: 'Grey Heron Bond Index Fund', kind: 'fund', cusip: '9902HH20' },
    assetClasses: [{ kind: 'bonds', sharePpm: 1_000_000 }],
    ...{ priceMinor: 52_48, previousPriceMinor: 52_51, fund: { openEnd: true, expensePpm: 500, yieldPpm: 41_000 } },
  },
  harrow: {
    ...{ symbol: 'HARROW31', name: 'Harrow County Water 4.25% 2031', kind: 'bond', cusip: '9903HW31' },
    assetClasses: [{ kind: 'bonds', sharePpm: 1_000_000 }],
    ...{ priceMinor: 987_40, previousPriceMinor: 986_90 },
    debt: { ratePpm: 42_500, faceMinor: 1_000_00, maturesOn: '2031-06-15', callable: true },
  },
  certificate: {
    ...{ symbol: 'BANCADA-CD27', name: 'Bancada Bank CD 4.6% 2027', kind: 'cd', cusip: '9904CD27' },
    assetClasses: [{ kind: 'cash', sharePpm: 1_000_000 }],
    ...{ priceMinor: 1_000_00, previousPriceMinor: 1_000_00 },
    debt: { ratePpm: 46_000, faceMinor: 1_000_00, maturesOn: '2027-09-30', callable: false },
  },
  call: {
    ...{
      symbol: 'ZQUI 270115C00200000',
      name: 'Quillon Instruments call 200 January 2027',
      kind: 'option',
      cusip: null,
    },
    assetClasses: [{ kind: 'other', sharePpm: 1_000_000 }],
    ...{ priceMinor: 6_35, previousPriceMinor: 6_10 },
    option: { underlying: 'ZQUI', right: 'call', strikeMinor: 200_00, sharesPerUnit: 100, expiresOn: '2027-01-15' },
  },
  marble: {
    ...{ symbol: 'MARB', name: 'Marblecoin', kind: 'digital-asset', cusip: null },
    assetClasses: [{ kind: 'other', sharePpm: 1_000_000 }],
    ...{ priceMinor: 2_314_80, previousPriceMinor: 2_377_15 },
  },
} as const satisfies Record<string, Security>

/** So many units of a security, bought in lots of so many units so many days before the last day, at an average cost. */
export function position(
  calendar: Calendar,
  key: keyof typeof SECURITIES,
  units: number,
  averageCostMinor: number,
  lots: readonly (readonly [daysBefore: number, units: number])[],
  more: Partial<Pick<Position, 'side' | 'heldIn' | 'source'>> = {},
): Position {
  const { cusip: eight, assetClasses, ...security }: Security = SECURITIES[key]
  return {
    ...security,
    ...{ id: `held-${key}`, side: 'long', heldIn: 'cash', unitsMicro: micro(units), averageCostMinor },
    assetClasses: [...assetClasses],
    securityIds:
      eight === null
        ? []
        : [
            { kind: 'cusip', id: cusip(eight) },
            { kind: 'isin', id: isin(`ZZ${cusip(eight)}`) },
          ],
    pricedOn: dayBefore(calendar, 1),
    lots: lotsOf(calendar, averageCostMinor * (security.option?.sharesPerUnit ?? 1), lots),
    ...more,
  }
}

export function lotsOf(
  calendar: Calendar,
  costMinor: number,
  lots: readonly (readonly [daysBefore: number, units: number])[],
): Lot[] {
  return lots.map(([daysBefore, units]) => ({
    boughtOn: dayBefore(calendar, daysBefore),
    unitsMicro: micro(units),
    costMinor: Math.round(units * costMinor),
  }))
}

const micro = (units: number) => Math.round(units * 1_000_000)

/** An investment account of a plan with nothing in it, but for what is said. */
export function investment(plan: Plan, more: Partial<InvestmentTerms> = {}): InvestmentTerms {
  return {
    ...{ plan, planId: null, employerName: null, brokerId: 'bancada-bank', checkWriting: false, optionTrading: false },
    ...{ marginMinor: null, positions: [], openOrders: [], contributions: [], vesting: [], loans: [] },
    ...more,
  }
}
