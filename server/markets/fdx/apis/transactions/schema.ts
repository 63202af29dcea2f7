import type { JsonSchema } from '#kernel'
import {
  identifier,
  integer,
  list,
  type Members,
  money,
  number,
  object,
  oneOf,
  part,
  text,
  timestamp,
} from '../../schema/build.ts'
import { pageOf } from '../../schema/common.ts'
import type { Category } from '../accounts/kinds.ts'
import { DEPOSIT_TYPES, INSURANCE_TYPES, INVESTMENT_TYPES, LOAN_TYPES, LOC_TYPES, TRADES } from './types.ts'

const required = (category: Category): Members => ({
  accountCategory: oneOf(category),
  transactionId: identifier,
  transactionTimestamp: timestamp,
  description: text(),
  debitCreditMemo: oneOf('CREDIT', 'DEBIT', 'MEMO'),
  status: oneOf('AUTHORIZATION', 'MEMO', 'PENDING', 'POSTED'),
  amount: { ...money, minimum: 0 },
})

const optional: Members = {
  accountId: identifier,
  postedTimestamp: timestamp,
  referenceTransactionId: identifier,
  category: text(),
  subCategory: text(),
  reference: text(),
  cardNumberDisplay: text(),
  foreignAmount: money,
  foreignCurrency: { type: 'string', pattern: '^[A-Z]{3}$' },
  imageIds: list(identifier),
  reward: object({ categoryId: identifier, accrued: number }),
  transactionPayee: object({}, { merchantName: text(), individualName: text() }),
}

/** The words of a table of types, each once. */
const typesOf = (...tables: Readonly<Record<string, string>>[]): JsonSchema =>
  oneOf(...new Set(tables.flatMap((table) => Object.values(table)).concat('ADJUSTMENT')))

const deposit: Members = { transactionType: typesOf(DEPOSIT_TYPES), payee: text(), checkNumber: integer }

const PAYMENT_DETAILS = object(
  {},
  {
    principalAmount: money,
    interestAmount: money,
    insuranceAmount: money,
    escrowAmount: money,
    pmiAmount: money,
    feesAmount: money,
  },
)

/** What each category's movements tell besides: members that must be there, and others. */
const CATEGORIES: Readonly<Record<Category, readonly [required: Members, optional: Members]>> = {
  DEPOSIT_ACCOUNT: [{}, deposit],
  DIGITAL_WALLET: [{}, deposit],
  LOC_ACCOUNT: [{}, { transactionType: typesOf(LOC_TYPES), checkNumber: integer }],
  LOAN_ACCOUNT: [{}, { transactionType: typesOf(LOAN_TYPES), paymentDetails: PAYMENT_DETAILS }],
  INVESTMENT_ACCOUNT: [
    { transactionType: typesOf(INVESTMENT_TYPES, TRADES, { other: 'OTHER' }), fees: money },
    {
      commission: money,
      symbol: text(),
      securityType: oneOf('BOND', 'DEBT', 'MUTUALFUND', 'DIGITALASSET', 'OPTION', 'OTHER', 'STOCK', 'SWEEP'),
      units: number,
      unitPrice: money,
      unitType: oneOf('CURRENCY', 'SHARES'),
    },
  ],
  INSURANCE_ACCOUNT: [{}, { transactionType: typesOf(INSURANCE_TYPES) }],
  ANNUITY_ACCOUNT: [{}, {}],
  COMMERCIAL_ACCOUNT: [{}, { commercialCode: object({ type: oneOf('BAI'), code: text(3) }), checkNumber: integer }],
}

const entries = Object.entries(CATEGORIES) as [Category, (typeof CATEGORIES)[Category]][]
/** The schema of a category's movements. */
export const shapeOf = (category: Category): string => `${category}_TRANSACTION`

export const components: Readonly<Record<string, JsonSchema>> = {
  ...Object.fromEntries(
    entries.map(([category, [must, may]]) => [
      shapeOf(category),
      object({ ...required(category), ...must }, { ...optional, ...may }),
    ]),
  ),
  Transaction: {
    oneOf: entries.map(([category]) => part(shapeOf(category))),
    discriminator: { propertyName: 'accountCategory' },
  },
  Transactions: pageOf('transactions', part('Transaction')),
}
