import { describe, expect, test } from 'vitest'
import { Problem } from '#kernel'
import schemaFile from '../../../server/markets/obb/apis/consents/schema.json' with { type: 'json' }
import {
  describePermissions,
  GROUPS,
  grantablePermissions,
  needsAccounts,
  RESOURCES_READ,
  scopesForPermissions,
} from '../../../server/markets/obb/permissions.ts'

const BALANCES = ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ']
const LIMITS = ['ACCOUNTS_READ', 'ACCOUNTS_OVERDRAFT_LIMITS_READ']
const STATEMENTS = ['ACCOUNTS_READ', 'ACCOUNTS_TRANSACTIONS_READ']
const CARD_LIMITS = ['CREDIT_CARDS_ACCOUNTS_READ', 'CREDIT_CARDS_ACCOUNTS_LIMITS_READ']
const CARD_TRANSACTIONS = ['CREDIT_CARDS_ACCOUNTS_READ', 'CREDIT_CARDS_ACCOUNTS_TRANSACTIONS_READ']
const CARD_BILLS = [
  'CREDIT_CARDS_ACCOUNTS_READ',
  'CREDIT_CARDS_ACCOUNTS_BILLS_READ',
  'CREDIT_CARDS_ACCOUNTS_BILLS_TRANSACTIONS_READ',
]
const CREDIT = ['LOANS', 'FINANCINGS', 'UNARRANGED_ACCOUNTS_OVERDRAFT', 'INVOICE_FINANCINGS'].flatMap((product) =>
  ['READ', 'WARRANTIES_READ', 'SCHEDULED_INSTALMENTS_READ', 'PAYMENTS_READ'].map((part) => `${product}_${part}`),
)
const INVESTMENTS = [
  'BANK_FIXED_INCOMES_READ',
  'CREDIT_FIXED_INCOMES_READ',
  'FUNDS_READ',
  'VARIABLE_INCOMES_READ',
  'TREASURE_TITLES_READ',
]
const EXCHANGE = ['EXCHANGES_READ']
const PERSON = ['CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ']
const PERSON_MORE = ['CUSTOMERS_PERSONAL_ADITTIONALINFO_READ']
const COMPANY = ['CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ']
const COMPANY_MORE = ['CUSTOMERS_BUSINESS_ADITTIONALINFO_READ']

const ALL = [
  ...[PERSON, PERSON_MORE, COMPANY, COMPANY_MORE, BALANCES, LIMITS, STATEMENTS],
  ...[CARD_LIMITS, CARD_TRANSACTIONS, CARD_BILLS, CREDIT, INVESTMENTS, EXCHANGE],
]

const whole = (...groups: string[][]) => [...new Set([RESOURCES_READ, ...groups.flat()])]

function refusal(permissions: string[], company = false): string {
  try {
    grantablePermissions(permissions, company)
  } catch (error) {
    if (error instanceof Problem) return error.type
    throw error
  }
  return 'granted'
}

describe('the groups of consents v3', () => {
  test('hold every code of the official catalogue, each group whole', () => {
    const catalogue = (
      schemaFile.components.CreateConsent.properties.data.properties.permissions.items.enum as string[]
    ).sort()
    expect(catalogue).toHaveLength(36)
    expect([...new Set([RESOURCES_READ, ...GROUPS.flatMap((group) => group.permissions)])].sort()).toEqual(catalogue)
    expect(GROUPS.map((group) => [...group.permissions].sort())).toEqual(
      expect.arrayContaining(ALL.map((group) => [...group].sort())),
    )
    expect(GROUPS).toHaveLength(ALL.length)
  })

  test.each([
    ['balances', BALANCES, ['accounts']],
    ['limits', LIMITS, ['accounts']],
    ['statements', STATEMENTS, ['accounts']],
    ['credit operations', CREDIT, ['loans', 'financings', 'unarranged-accounts-overdraft', 'invoice-financings']],
    [
      'investments',
      INVESTMENTS,
      ['bank-fixed-incomes', 'credit-fixed-incomes', 'funds', 'variable-incomes', 'treasure-titles'],
    ],
    ['exchange', EXCHANGE, ['exchanges']],
  ])('%s are granted whole, with their scopes and resources', (_, group, scopes) => {
    const granted = grantablePermissions(whole(group), false)
    expect(granted).toEqual(whole(group))
    expect(scopesForPermissions(granted).sort()).toEqual(['resources', ...scopes].sort())
  })

  test('accounts are picked by the customer, whole categories are not (consents v3, selection)', () => {
    expect(needsAccounts(whole(LIMITS))).toBe(true)
    expect(needsAccounts(whole(CREDIT, INVESTMENTS, EXCHANGE))).toBe(false)
  })

  test('the consent page names each group under its category', () => {
    const shared = describePermissions(whole(BALANCES, STATEMENTS, EXCHANGE))
    expect(shared.map(({ title, items }) => [title.en, items.length])).toEqual([
      ['Accounts', 2],
      ['Foreign exchange', 1],
    ])
  })
})

describe('an incomplete group is COMBINACAO_PERMISSOES_INCORRETA (consents v3, 422)', () => {
  test.each(ALL.filter((group) => group.length > 1).flatMap((group) => group.map((left) => [left, group] as const)))(
    'without %s',
    (left, group) => {
      const rest = group.filter((permission) => permission !== left)
      expect(refusal([RESOURCES_READ, ...rest])).toBe('consent-permissions-incomplete')
    },
  )

  test('without RESOURCES_READ, with it alone, and with a stray permission beside a whole group', () => {
    expect(refusal(BALANCES)).toBe('consent-permissions-incomplete')
    expect(refusal([RESOURCES_READ])).toBe('consent-permissions-incomplete')
    expect(refusal([...whole(BALANCES), 'LOANS_READ'])).toBe('consent-permissions-incomplete')
    expect(refusal([...whole(STATEMENTS), 'CREDIT_CARDS_ACCOUNTS_READ'])).toBe('consent-permissions-incomplete')
  })
})

describe('registration data of people and companies (consents v3, 422)', () => {
  test.each([
    ['PERMISSAO_PF_PJ_EM_CONJUNTO', whole(PERSON, COMPANY), false, 'consent-person-company-mixed'],
    ['PERMISSAO_PF_PJ_EM_CONJUNTO, with a company', whole(PERSON_MORE, COMPANY), true, 'consent-person-company-mixed'],
    ['INFORMACOES_PJ_NAO_INFORMADAS', whole(COMPANY, BALANCES), false, 'consent-company-missing'],
    ['INFORMACOES_PJ_NAO_INFORMADAS, additional', whole(COMPANY_MORE, BALANCES), false, 'consent-company-missing'],
    ['PERMISSOES_PJ_INCORRETAS', whole(PERSON, BALANCES), true, 'consent-company-unexpected'],
    ['PERMISSOES_PJ_INCORRETAS, additional', whole(PERSON_MORE, BALANCES), true, 'consent-company-unexpected'],
    ['a company with its own', whole(COMPANY, BALANCES), true, 'granted'],
    ['a person with their own', whole(PERSON, BALANCES), false, 'granted'],
    ['a company with accounts only', whole(BALANCES), true, 'granted'],
  ])('%s', (_, permissions, company, outcome) => {
    expect(refusal(permissions, company)).toBe(outcome)
  })
})

describe('the trimming rule (consents v3, orientations)', () => {
  test.each([
    ['cards', whole(BALANCES, CARD_LIMITS, CARD_TRANSACTIONS, CARD_BILLS), false, whole(BALANCES)],
    ['registration data of a person', whole(STATEMENTS, PERSON, PERSON_MORE), false, whole(STATEMENTS)],
    ['registration data of a company', whole(LIMITS, COMPANY, COMPANY_MORE), true, whole(LIMITS)],
  ])('%s are left out of what is granted', (_, asked, company, granted) => {
    expect(grantablePermissions(asked, company)).toEqual(granted)
  })

  test('credit, investments and exchange are kept whole although the bank sells none', () => {
    const asked = whole(BALANCES, CARD_BILLS, CREDIT, INVESTMENTS, EXCHANGE)
    expect(grantablePermissions(asked, false)).toEqual(whole(BALANCES, CREDIT, INVESTMENTS, EXCHANGE))
    expect(grantablePermissions(whole(CREDIT), false)).toEqual(whole(CREDIT))
  })

  test('what is granted is a subset of what was asked, in its order', () => {
    const asked = [...whole(CARD_LIMITS, STATEMENTS, BALANCES)].reverse()
    expect(grantablePermissions(asked, false)).toEqual(asked.filter((p) => !p.startsWith('CREDIT_CARDS')))
  })

  test('nothing left is SEM_PERMISSOES_FUNCIONAIS_RESTANTES', () => {
    expect(refusal(whole(CARD_LIMITS))).toBe('consent-permissions-unsupported')
    expect(refusal(whole(PERSON, CARD_BILLS))).toBe('consent-permissions-unsupported')
    expect(refusal(whole(COMPANY), true)).toBe('consent-permissions-unsupported')
  })
})
