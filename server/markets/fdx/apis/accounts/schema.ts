import type { JsonSchema } from '#kernel'
import { boolean, date, identifier, list, type Members, number, object, oneOf, part, text } from '../../schema/build.ts'
import { pageOf } from '../../schema/common.ts'
import type { Category } from './kinds.ts'
import { annuity, commercial, deposit, insurance, investment, lineOfCredit, loan, wallet } from './schema-categories.ts'
import { components as parts } from './schema-parts.ts'

const STATUSES = [
  ...['OPEN', 'CLOSED', 'DELINQUENT', 'NEGATIVECURRENTBALANCE'],
  ...['PAID', 'PENDINGCLOSE', 'PENDINGOPEN', 'RESTRICTED'],
]

/** What every account tells, of whatever category (FDX 6.4, AccountDescriptor). */
const required = (category: Category, types: readonly string[]): Members => ({
  accountId: identifier,
  accountCategory: oneOf(category),
  accountType: oneOf(...types),
  productName: text(),
  status: oneOf(...STATUSES),
  currency: part('Currency'),
})

const optional: Members = {
  accountNumberDisplay: { type: 'string', pattern: '^\\*{6}[0-9A-Za-z]{1,4}$' },
  nickname: text(),
  productId: identifier,
  description: text(),
  accountOpenDate: date,
  accountCloseDate: date,
  parentAccountId: identifier,
  accountNumber: text(),
  routingTransitNumber: text(9),
  lineOfBusiness: text(),
  balanceType: oneOf('ASSET', 'LIABILITY'),
  interestRate: number,
  interestRateType: oneOf('FIXED', 'INDEXED', 'VARIABLE'),
  interestRateAsOf: date,
  priorInterestRate: number,
  transferIn: boolean,
  transferOut: boolean,
  rewardProgramId: identifier,
  bills: list(part('Bills')),
  scheduledPayments: list(part('ScheduledPayment')),
  error: part('Error'),
}

/** The types of each category, and what its accounts tell besides the descriptor where all of it is shared. */
const CATEGORIES: Readonly<Record<Category, { types: readonly string[]; members: Members }>> = {
  DEPOSIT_ACCOUNT: {
    types: [
      ...['CHECKING', 'SAVINGS', 'CD', 'ESCROW', 'MONEYMARKET', 'OTHERDEPOSIT'],
      ...['HIGHINTERESTSAVINGSACCOUNT', 'FIRSTHOMESAVINGSACCOUNT'],
    ],
    members: deposit,
  },
  LOC_ACCOUNT: { types: ['CREDITCARD', 'LINEOFCREDIT', 'CHARGE', 'HOMELINEOFCREDIT'], members: lineOfCredit },
  LOAN_ACCOUNT: {
    types: [
      ...['AUTOLOAN', 'HOMEEQUITYLOAN', 'INSTALLMENT', 'LOAN', 'MILITARYLOAN'],
      ...['MORTGAGE', 'PERSONALLOAN', 'SMBLOAN', 'STUDENTLOAN'],
    ],
    members: loan,
  },
  INVESTMENT_ACCOUNT: {
    types: [...['401K', 'IRA', 'ROTH', '529', 'BROKERAGEPRODUCT', 'UTMA', 'TRUST', 'DIGITALASSET', 'OTHERINVESTMENT']],
    members: investment,
  },
  INSURANCE_ACCOUNT: {
    types: ['LONGTERMDISABILITY', 'SHORTTERMDISABILITY', 'UNIVERSALLIFE', 'WHOLELIFE'],
    members: insurance,
  },
  ANNUITY_ACCOUNT: { types: ['ANNUITY', 'FIXEDANNUITY', 'VARIABLEANNUITY'], members: annuity },
  COMMERCIAL_ACCOUNT: {
    types: ['COMMERCIALDEPOSIT', 'COMMERCIALINVESTMENT', 'COMMERCIALLOAN', 'COMMERCIALLINEOFCREDIT'],
    members: commercial,
  },
  DIGITAL_WALLET: { types: ['DIGITALWALLET'], members: wallet },
}

const entries = Object.entries(CATEGORIES) as [Category, (typeof CATEGORIES)[Category]][]

export const components: Readonly<Record<string, JsonSchema>> = {
  ...parts,
  ...Object.fromEntries(
    entries.map(([category, { types, members }]) => [
      category,
      object(required(category, types), { ...optional, ...members }),
    ]),
  ),
  Account: { oneOf: entries.map(([category]) => part(category)), discriminator: { propertyName: 'accountCategory' } },
  Accounts: pageOf('accounts', part('Account')),
}
