import { problem } from '#kernel'
import type { SharedData } from '../consent-profile.ts'
import type { Words } from '../words.ts'

/**
 * Permission groups of consents v3: whoever wants a permission of a group asks for the whole group.
 * RESOURCES_READ belongs to every group, so it is always needed and never enough.
 */
type Group = {
  id: string
  category: Words
  label: Words
  permissions: readonly string[]
  scopes: readonly string[]
  /** How the bank offers it: a product it has, one it hasn't, or a grouped category that is kept whole regardless. */
  offer: 'offered' | 'not-offered' | 'kept-whole'
  /** The account holder picks which accounts to share. */
  perAccount?: true
  holder?: 'person' | 'company'
}

export const RESOURCES_READ = 'RESOURCES_READ'

const ACCOUNTS = { en: 'Accounts', 'pt-BR': 'Contas' }
const CARDS = { en: 'Credit cards', 'pt-BR': 'Cartões de crédito' }
const REGISTRATION = { en: 'Registration data', 'pt-BR': 'Dados cadastrais' }

const CREDIT_PRODUCTS = ['LOANS', 'FINANCINGS', 'UNARRANGED_ACCOUNTS_OVERDRAFT', 'INVOICE_FINANCINGS']
const CREDIT_PARTS = ['READ', 'WARRANTIES_READ', 'SCHEDULED_INSTALMENTS_READ', 'PAYMENTS_READ']

export const GROUPS: readonly Group[] = [
  {
    id: 'person-identification',
    category: REGISTRATION,
    label: {
      en: 'Full name, documents, address and contacts',
      'pt-BR': 'Nome completo, documentos, endereço e contatos',
    },
    permissions: ['CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ'],
    scopes: ['customers'],
    offer: 'not-offered',
    holder: 'person',
  },
  {
    id: 'person-additional',
    category: REGISTRATION,
    label: {
      en: 'Income, occupation and relationship with the bank',
      'pt-BR': 'Renda, ocupação e relacionamento com o banco',
    },
    permissions: ['CUSTOMERS_PERSONAL_ADITTIONALINFO_READ'],
    scopes: ['customers'],
    offer: 'not-offered',
    holder: 'person',
  },
  {
    id: 'company-identification',
    category: REGISTRATION,
    label: {
      en: 'Company name, documents, address and partners',
      'pt-BR': 'Razão social, documentos, endereço e sócios',
    },
    permissions: ['CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ'],
    scopes: ['customers'],
    offer: 'not-offered',
    holder: 'company',
  },
  {
    id: 'company-additional',
    category: REGISTRATION,
    label: {
      en: 'Revenue, activity and relationship with the bank',
      'pt-BR': 'Faturamento, atividade e relacionamento com o banco',
    },
    permissions: ['CUSTOMERS_BUSINESS_ADITTIONALINFO_READ'],
    scopes: ['customers'],
    offer: 'not-offered',
    holder: 'company',
  },
  {
    id: 'account-balances',
    category: ACCOUNTS,
    label: { en: 'Balances', 'pt-BR': 'Saldos' },
    permissions: ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ'],
    scopes: ['accounts'],
    offer: 'offered',
    perAccount: true,
  },
  {
    id: 'account-limits',
    category: ACCOUNTS,
    label: { en: 'Limits', 'pt-BR': 'Limites' },
    permissions: ['ACCOUNTS_READ', 'ACCOUNTS_OVERDRAFT_LIMITS_READ'],
    scopes: ['accounts'],
    offer: 'offered',
    perAccount: true,
  },
  {
    id: 'account-statements',
    category: ACCOUNTS,
    label: { en: 'Statements', 'pt-BR': 'Extratos' },
    permissions: ['ACCOUNTS_READ', 'ACCOUNTS_TRANSACTIONS_READ'],
    scopes: ['accounts'],
    offer: 'offered',
    perAccount: true,
  },
  {
    id: 'card-limits',
    category: CARDS,
    label: { en: 'Limits', 'pt-BR': 'Limites' },
    permissions: ['CREDIT_CARDS_ACCOUNTS_READ', 'CREDIT_CARDS_ACCOUNTS_LIMITS_READ'],
    scopes: ['credit-cards-accounts'],
    offer: 'not-offered',
  },
  {
    id: 'card-transactions',
    category: CARDS,
    label: { en: 'Transactions', 'pt-BR': 'Transações' },
    permissions: ['CREDIT_CARDS_ACCOUNTS_READ', 'CREDIT_CARDS_ACCOUNTS_TRANSACTIONS_READ'],
    scopes: ['credit-cards-accounts'],
    offer: 'not-offered',
  },
  {
    id: 'card-bills',
    category: CARDS,
    label: { en: 'Bills', 'pt-BR': 'Faturas' },
    permissions: [
      'CREDIT_CARDS_ACCOUNTS_READ',
      'CREDIT_CARDS_ACCOUNTS_BILLS_READ',
      'CREDIT_CARDS_ACCOUNTS_BILLS_TRANSACTIONS_READ',
    ],
    scopes: ['credit-cards-accounts'],
    offer: 'not-offered',
  },
  {
    id: 'credit-contracts',
    category: { en: 'Credit operations', 'pt-BR': 'Operações de crédito' },
    label: { en: 'Contract data', 'pt-BR': 'Dados do contrato' },
    permissions: CREDIT_PRODUCTS.flatMap((product) => CREDIT_PARTS.map((part) => `${product}_${part}`)),
    scopes: ['loans', 'financings', 'unarranged-accounts-overdraft', 'invoice-financings'],
    offer: 'kept-whole',
  },
  {
    id: 'investments',
    category: { en: 'Investments', 'pt-BR': 'Investimentos' },
    label: { en: 'Operation data', 'pt-BR': 'Dados da operação' },
    permissions: [
      'BANK_FIXED_INCOMES_READ',
      'CREDIT_FIXED_INCOMES_READ',
      'FUNDS_READ',
      'VARIABLE_INCOMES_READ',
      'TREASURE_TITLES_READ',
    ],
    scopes: ['bank-fixed-incomes', 'credit-fixed-incomes', 'funds', 'variable-incomes', 'treasure-titles'],
    offer: 'kept-whole',
  },
  {
    id: 'exchange',
    category: { en: 'Foreign exchange', 'pt-BR': 'Câmbio' },
    label: { en: 'Operation data', 'pt-BR': 'Dados da operação' },
    permissions: ['EXCHANGES_READ'],
    scopes: ['exchanges'],
    offer: 'kept-whole',
  },
]

/** The groups whose every permission is in the list. */
export function completeGroups(permissions: readonly string[]): Group[] {
  const asked = new Set(permissions)
  return GROUPS.filter((group) => group.permissions.every((permission) => asked.has(permission)))
}

/**
 * Checks what a data recipient asks for and returns what the bank grants of it: products it doesn't have are
 * left out, grouped categories stay whole (consents v3, orientations).
 * Throws consent-company-missing, consent-company-unexpected, consent-person-company-mixed,
 * consent-permissions-incomplete, consent-permissions-unsupported.
 */
export function grantablePermissions(asked: readonly string[], companyNamed: boolean): string[] {
  const wanted = new Set(asked)
  const wantsFor = (holder: 'person' | 'company') =>
    GROUPS.some((group) => group.holder === holder && group.permissions.some((p) => wanted.has(p)))

  if (wantsFor('person') && wantsFor('company'))
    throw problem('consent-person-company-mixed', {}, 'consent-permissions')
  if (wantsFor('company') && !companyNamed) throw problem('consent-company-missing', {}, 'consent-permissions')
  if (wantsFor('person') && companyNamed) throw problem('consent-company-unexpected', {}, 'consent-permissions')

  const complete = completeGroups(asked)
  const covered = new Set([RESOURCES_READ, ...complete.flatMap((group) => group.permissions)])
  const lonely = asked.filter((permission) => !covered.has(permission))
  if (!wanted.has(RESOURCES_READ) || complete.length === 0 || lonely.length > 0) {
    const missing = wanted.has(RESOURCES_READ) ? undefined : RESOURCES_READ
    throw problem('consent-permissions-incomplete', { missing, incomplete: lonely }, 'consent-permissions')
  }

  const kept = new Set(complete.filter((group) => group.offer !== 'not-offered').flatMap((group) => group.permissions))
  if (kept.size === 0) throw problem('consent-permissions-unsupported', {}, 'consent-permissions')
  kept.add(RESOURCES_READ)
  return asked.filter((permission) => kept.has(permission))
}

/** What the consent page says is shared: categories with their groups, in the catalogue's order. */
export function describePermissions(permissions: readonly string[]): SharedData[] {
  const shared: SharedData[] = []
  for (const group of completeGroups(permissions)) {
    const known = shared.find((data) => data.title === group.category)
    if (known) known.items.push(group.label)
    else shared.push({ title: group.category, items: [group.label] })
  }
  return shared
}

/** Whether the account holder picks accounts for these permissions. */
export function needsAccounts(permissions: readonly string[]): boolean {
  return completeGroups(permissions).some((group) => group.perAccount)
}

/** The API scopes that the permissions' groups need. */
export function scopesForPermissions(permissions: readonly string[]): string[] {
  return [...new Set(['resources', ...completeGroups(permissions).flatMap((group) => group.scopes)])]
}
