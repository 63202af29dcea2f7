import { describe, expect, it } from 'vitest'
import { ACCOUNT_KINDS, CONTRACT_KINDS, PLANS, type Policy } from '#bank'
import { type Agreements, CATEGORIES, placeOf } from '../../../server/markets/fdx/apis/accounts/kinds.ts'
import { components } from '../../../server/markets/fdx/apis/accounts/schema.ts'

type Member = { enum: readonly string[] }
const typesOf = (category: string): readonly string[] =>
  (components[category] as { properties: { accountType: Member } }).properties.accountType.enum

/** Everything that the bank can hold, with what could have been agreed of it. */
const HELD: [kind: (typeof ACCOUNT_KINDS)[number], agreed: Agreements][] = [
  ...ACCOUNT_KINDS.map((kind): [typeof kind, Agreements] => [kind, {}]),
  ...(['standard', 'high-interest', 'first-home'] as const).map((variant): ['savings', Agreements] => [
    'savings',
    { variant },
  ]),
  ...(['credit', 'charge'] as const).map((kind): ['card', Agreements] => ['card', { card: { kind } }]),
  ...CONTRACT_KINDS.flatMap((kind): ['loan' | 'credit-line' | 'commercial', Agreements][] => [
    ['loan', { contract: { kind } }],
    ['credit-line', { contract: { kind } }],
    ['commercial', { contract: { kind } }],
  ]),
  ...PLANS.map((plan): ['investment', Agreements] => ['investment', { investment: { plan } }]),
  ...(['long-term-disability', 'short-term-disability', 'universal-life', 'whole-life'] as const).map(
    (cover): ['insurance', Agreements] => ['insurance', { policy: { kind: 'insurance', cover } as Policy }],
  ),
  ...(['fixed', 'variable'] as const).map((product): ['annuity', Agreements] => [
    'annuity',
    { policy: { kind: 'annuity', product } as Policy },
  ]),
]

describe('The category and type of an account (FDX 6.4, AccountCategory)', () => {
  it.each(HELD)('of a %s with %j is one that the schema knows', (kind, agreed) => {
    const { accountCategory, accountType } = placeOf({ kind }, agreed)
    expect(CATEGORIES).toContain(accountCategory)
    expect(typesOf(accountCategory)).toContain(accountType)
  })

  it('is found for every category', () => {
    const found = new Set(HELD.map(([kind, agreed]) => placeOf({ kind }, agreed).accountCategory))
    expect([...found].sort()).toEqual([...CATEGORIES].sort())
  })

  it('of a card is a line of credit, never a loan', () => {
    expect(placeOf({ kind: 'card' }, {})).toEqual({ accountCategory: 'LOC_ACCOUNT', accountType: 'CREDITCARD' })
  })
})
