import type { MovementFacts } from '#bank'
import { amount, known, minor, units } from '../../amounts.ts'
import { timestamp } from '../../dates.ts'
import { type Opening, opens } from '../../shared-accounts.ts'
import type { Category } from '../accounts/kinds.ts'
import type { Movement, MovementPage } from './read.ts'
import {
  BAI_CODES,
  DEPOSIT_TYPES,
  INSURANCE_TYPES,
  INVESTMENT_TYPES,
  LOAN_TYPES,
  LOC_TYPES,
  OTHER_BAI_CODES,
  TRADES,
} from './types.ts'

/** A movement as FDX tells it; what it tells besides depends on the account's category (FDX 6.4, Transaction). */
export function mapMovement(
  movement: Movement,
  { account, category }: Pick<MovementPage, 'account' | 'category'>,
  input: Opening,
) {
  const { posted, pending, imageIds } = movement
  const line = posted ?? pending
  const facts: MovementFacts = line.facts ?? {}
  return {
    accountCategory: category,
    accountId: account.id,
    transactionId: line.id,
    transactionTimestamp: timestamp(posted ? (facts.madeAt ?? posted.bookedAt) : pending.at),
    ...(posted ? { postedTimestamp: timestamp(posted.bookedAt) } : {}),
    description: line.narrative,
    debitCreditMemo: line.direction === 'credit' ? 'CREDIT' : 'DEBIT',
    status: posted ? 'POSTED' : 'PENDING',
    // Never below zero: the direction alone says which way it went.
    amount: amount(line.amount),
    ...known({
      referenceTransactionId: facts.authorisationId,
      category: facts.merchantCategory,
      subCategory: facts.merchantCategory === undefined ? undefined : 'MCC',
      reference: facts.reference,
      cardNumberDisplay: facts.cardLastDigits === undefined ? undefined : `******${facts.cardLastDigits}`,
      foreignAmount: facts.foreign && minor(Math.abs(facts.foreign.amountMinor)),
      foreignCurrency: facts.foreign?.currency,
      imageIds: imageIds.length > 0 && opens(input, 'IMAGES') ? imageIds : undefined,
      reward: facts.reward && { categoryId: facts.reward.categoryId, accrued: facts.reward.accrued },
      transactionPayee: payeeOf(line, facts),
    }),
    ...ofCategory(category, line, facts),
  }
}

type Line = NonNullable<Movement['posted'] | Movement['pending']>

/** What moves money between a customer's own accounts: it has no payee. */
const OWN: ReadonlySet<string> = new Set(['internal-transfer', 'escrow', 'payout', 'trade', 'contribution'])

/** Whom money went to: a merchant, where the movement is of the kind that merchants take. */
function payeeOf({ kind, direction, counterparty }: Line, { merchantCategory }: MovementFacts) {
  if (direction !== 'debit' || OWN.has(kind) || !counterparty?.name) return undefined
  const merchant = merchantCategory !== undefined || counterparty.kind === 'company'
  return merchant ? { merchantName: counterparty.name } : { individualName: counterparty.name }
}

function ofCategory(category: Category, line: Line, facts: MovementFacts): Record<string, unknown> {
  const { kind } = line
  switch (category) {
    case 'DEPOSIT_ACCOUNT':
    case 'DIGITAL_WALLET':
      return { transactionType: depositType(line), ...known({ payee: payee(line), checkNumber: checkNumber(facts) }) }
    case 'LOC_ACCOUNT':
      return { transactionType: LOC_TYPES[kind] ?? 'ADJUSTMENT', ...known({ checkNumber: checkNumber(facts) }) }
    case 'LOAN_ACCOUNT':
      return { transactionType: LOAN_TYPES[kind] ?? 'ADJUSTMENT', ...known({ paymentDetails: paymentDetails(facts) }) }
    case 'INVESTMENT_ACCOUNT':
      return investmentMembers(line, facts)
    case 'INSURANCE_ACCOUNT':
      return { transactionType: INSURANCE_TYPES[kind] ?? 'ADJUSTMENT' }
    case 'ANNUITY_ACCOUNT':
      return {}
    case 'COMMERCIAL_ACCOUNT':
      return { commercialCode: { type: 'BAI', code: baiCode(line) }, ...known({ checkNumber: checkNumber(facts) }) }
  }
}

/** A cheque that was paid in is a deposit; a debit by card brings nothing, a credit by card is a refund. */
function depositType({ kind, direction }: Line): string {
  if (kind === 'check' && direction === 'credit') return 'DEPOSIT'
  if (kind === 'card-purchase' && direction === 'credit') return 'POSCREDIT'
  return DEPOSIT_TYPES[kind]
}

const payee = ({ direction, counterparty }: Line): string | undefined =>
  direction === 'debit' ? counterparty?.name?.slice(0, 255) : undefined

/** A number on the wire; one that isn't made of digits can't be told. */
function checkNumber({ checkNumber: sent }: MovementFacts): number | undefined {
  return sent !== undefined && /^\d{1,15}$/.test(sent) ? Number(sent) : undefined
}

/** What a payment of a loan was for. */
function paymentDetails({ split }: MovementFacts) {
  return (
    split && {
      principalAmount: minor(split.principalMinor),
      interestAmount: minor(split.interestMinor),
      insuranceAmount: minor(split.insuranceMinor),
      escrowAmount: minor(split.escrowMinor),
      feesAmount: minor(split.feesMinor),
    }
  )
}

const SECURITIES = {
  stock: 'STOCK',
  fund: 'MUTUALFUND',
  bond: 'BOND',
  cd: 'DEBT',
  option: 'OPTION',
  'digital-asset': 'DIGITALASSET',
  other: 'OTHER',
} as const

/** A trade with its security, or any other movement of an investment account: type and fees are always told. */
function investmentMembers({ kind, direction }: Line, { trade }: MovementFacts) {
  if (!trade) {
    const opposite = kind === 'contribution' && direction === 'debit'
    return { transactionType: opposite ? 'TRANSFER' : (INVESTMENT_TYPES[kind] ?? 'OTHER'), fees: 0 }
  }
  return {
    transactionType: TRADES[trade.action],
    fees: minor(trade.feesMinor),
    commission: minor(trade.commissionMinor),
    symbol: trade.symbol,
    securityType: SECURITIES[trade.securityKind],
    // A dividend is money that a security brought: none of it moved.
    ...(trade.action === 'dividend'
      ? {}
      : { units: units(trade.unitsMicro), unitPrice: minor(trade.unitPriceMinor), unitType: 'SHARES' }),
  }
}

function baiCode({ kind, direction }: Line): string {
  return (BAI_CODES[kind] ?? OTHER_BAI_CODES)[direction === 'credit' ? 0 : 1]
}
