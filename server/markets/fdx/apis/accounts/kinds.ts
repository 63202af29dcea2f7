import type { Account, Bank, Contract, ContractKind, Investment, Plan, Policy } from '#bank'

/** Where FDX puts an account: its category, and its type within that (FDX 6.4, AccountCategory). */
export type AccountPlace = { accountCategory: Category; accountType: string }

export const CATEGORIES = [
  'DEPOSIT_ACCOUNT',
  'LOC_ACCOUNT',
  'LOAN_ACCOUNT',
  'INVESTMENT_ACCOUNT',
  'INSURANCE_ACCOUNT',
  'ANNUITY_ACCOUNT',
  'COMMERCIAL_ACCOUNT',
  'DIGITAL_WALLET',
] as const
export type Category = (typeof CATEGORIES)[number]

const place = (accountCategory: Category, accountType: string): AccountPlace => ({ accountCategory, accountType })

/** What of an account's agreements says where it belongs. */
export type Agreements = {
  variant?: 'standard' | 'high-interest' | 'first-home' | undefined
  card?: { kind: 'credit' | 'charge' } | undefined
  contract?: Pick<Contract, 'kind'> | undefined
  investment?: Pick<Investment, 'plan'> | undefined
  policy?: Policy | undefined
}

/** The category and type of an account. A credit card is a line of credit, never a loan. */
export function placeOf({ kind }: Pick<Account, 'kind'>, agreed: Agreements): AccountPlace {
  switch (kind) {
    case 'current':
      return place('DEPOSIT_ACCOUNT', 'CHECKING')
    case 'savings':
      return place('DEPOSIT_ACCOUNT', SAVINGS[agreed.variant ?? 'standard'])
    case 'money-market':
      return place('DEPOSIT_ACCOUNT', 'MONEYMARKET')
    case 'time-deposit':
      return place('DEPOSIT_ACCOUNT', 'CD')
    case 'escrow':
      return place('DEPOSIT_ACCOUNT', 'ESCROW')
    case 'prepaid':
      return place('DEPOSIT_ACCOUNT', 'OTHERDEPOSIT')
    case 'wallet':
      return place('DIGITAL_WALLET', 'DIGITALWALLET')
    case 'card':
      return place('LOC_ACCOUNT', agreed.card?.kind === 'charge' ? 'CHARGE' : 'CREDITCARD')
    case 'credit-line':
      return CONTRACTS[agreed.contract?.kind ?? 'credit-line']
    case 'loan':
      return agreed.contract ? CONTRACTS[agreed.contract.kind] : place('LOAN_ACCOUNT', 'LOAN')
    case 'investment':
      return placeOfPlan(agreed.investment?.plan ?? 'other')
    case 'insurance':
      return place('INSURANCE_ACCOUNT', agreed.policy?.kind === 'insurance' ? COVERS[agreed.policy.cover] : 'WHOLELIFE')
    case 'annuity':
      return place('ANNUITY_ACCOUNT', agreed.policy?.kind === 'annuity' ? ANNUITIES[agreed.policy.product] : 'ANNUITY')
    case 'commercial':
      return placeOfBusiness(agreed)
  }
}

const SAVINGS = {
  standard: 'SAVINGS',
  'high-interest': 'HIGHINTERESTSAVINGSACCOUNT',
  'first-home': 'FIRSTHOMESAVINGSACCOUNT',
} as const

const CONTRACTS: Readonly<Record<ContractKind, AccountPlace>> = {
  auto: place('LOAN_ACCOUNT', 'AUTOLOAN'),
  mortgage: place('LOAN_ACCOUNT', 'MORTGAGE'),
  'home-equity': place('LOAN_ACCOUNT', 'HOMEEQUITYLOAN'),
  student: place('LOAN_ACCOUNT', 'STUDENTLOAN'),
  personal: place('LOAN_ACCOUNT', 'PERSONALLOAN'),
  installment: place('LOAN_ACCOUNT', 'INSTALLMENT'),
  'small-business': place('LOAN_ACCOUNT', 'SMBLOAN'),
  military: place('LOAN_ACCOUNT', 'MILITARYLOAN'),
  'commercial-loan': place('COMMERCIAL_ACCOUNT', 'COMMERCIALLOAN'),
  'credit-line': place('LOC_ACCOUNT', 'LINEOFCREDIT'),
  'home-equity-line': place('LOC_ACCOUNT', 'HOMELINEOFCREDIT'),
  'commercial-line': place('COMMERCIAL_ACCOUNT', 'COMMERCIALLINEOFCREDIT'),
}

const PLANS: Readonly<Record<Exclude<Plan, 'commercial'>, string>> = {
  brokerage: 'BROKERAGEPRODUCT',
  'retirement-401k': '401K',
  ira: 'IRA',
  'roth-ira': 'ROTH',
  'education-529': '529',
  custodial: 'UTMA',
  trust: 'TRUST',
  'digital-asset': 'DIGITALASSET',
  other: 'OTHERINVESTMENT',
}

function placeOfPlan(plan: Plan): AccountPlace {
  return plan === 'commercial'
    ? place('COMMERCIAL_ACCOUNT', 'COMMERCIALINVESTMENT')
    : place('INVESTMENT_ACCOUNT', PLANS[plan])
}

const COVERS = {
  'long-term-disability': 'LONGTERMDISABILITY',
  'short-term-disability': 'SHORTTERMDISABILITY',
  'universal-life': 'UNIVERSALLIFE',
  'whole-life': 'WHOLELIFE',
} as const

const ANNUITIES = { fixed: 'FIXEDANNUITY', variable: 'VARIABLEANNUITY' } as const

/** A company's account: what it owes or invests, if that was agreed of it, and else a deposit. */
function placeOfBusiness({ contract, investment }: Agreements): AccountPlace {
  if (investment) return place('COMMERCIAL_ACCOUNT', 'COMMERCIALINVESTMENT')
  if (!contract) return place('COMMERCIAL_ACCOUNT', 'COMMERCIALDEPOSIT')
  const line = contract.kind.endsWith('line')
  return place('COMMERCIAL_ACCOUNT', line ? 'COMMERCIALLINEOFCREDIT' : 'COMMERCIALLOAN')
}

/** The category of an account whose agreements were not read yet. */
export function categoryOf(bank: Bank, account: Account): Category {
  const { kind, id } = account
  const business = kind === 'loan' || kind === 'credit-line' || kind === 'commercial' || kind === 'investment'
  return placeOf(account, {
    contract: business && kind !== 'investment' ? bank.contracts.find(id) : undefined,
    investment: kind === 'investment' ? bank.investments.find(id) : undefined,
  }).accountCategory
}
