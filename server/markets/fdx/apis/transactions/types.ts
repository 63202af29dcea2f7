import type { MovementKind } from '#bank'

/** The type of a movement on a deposit account (FDX 6.4, DepositTransactionType). */
export const DEPOSIT_TYPES: Readonly<Record<MovementKind, string>> = {
  pix: 'TRANSFER',
  ted: 'TRANSFER',
  boleto: 'BILLPAYMENT',
  utility: 'BILLPAYMENT',
  salary: 'DIRECTDEPOSIT',
  'salary-portability': 'DIRECTDEPOSIT',
  'fee-package': 'FEE',
  'fee-single': 'FEE',
  deposit: 'DEPOSIT',
  withdrawal: 'WITHDRAWAL',
  card: 'POSDEBIT',
  'internal-transfer': 'TRANSFER',
  'overdraft-interest': 'INTEREST',
  'investment-yield': 'INTEREST',
  'investment-redemption': 'TRANSFER',
  'credit-operation': 'DEPOSIT',
  ach: 'TRANSFER',
  wire: 'TRANSFER',
  'instant-payment': 'TRANSFER',
  'direct-deposit': 'DIRECTDEPOSIT',
  check: 'CHECK',
  'atm-deposit': 'ATMDEPOSIT',
  'atm-withdrawal': 'ATMWITHDRAWAL',
  'bill-payment': 'BILLPAYMENT',
  'card-purchase': 'POSDEBIT',
  'card-refund': 'POSCREDIT',
  'card-payment': 'BILLPAYMENT',
  'cash-advance': 'WITHDRAWAL',
  'loan-payment': 'BILLPAYMENT',
  escrow: 'TRANSFER',
  'interest-earned': 'INTEREST',
  'interest-charged': 'INTEREST',
  dividend: 'DIVIDEND',
  trade: 'TRANSFER',
  contribution: 'TRANSFER',
  premium: 'BILLPAYMENT',
  payout: 'DEPOSIT',
  other: 'ADJUSTMENT',
}

/** On a card or a line of credit; what isn't here is an adjustment (LineOfCreditTransactionType). */
export const LOC_TYPES: Partial<Record<MovementKind, string>> = {
  'card-purchase': 'PURCHASE',
  card: 'PURCHASE',
  'card-payment': 'PAYMENT',
  'loan-payment': 'PAYMENT',
  ach: 'PAYMENT',
  'cash-advance': 'WITHDRAWAL',
  'credit-operation': 'WITHDRAWAL',
  'internal-transfer': 'WITHDRAWAL',
  check: 'CHECK',
  'fee-package': 'FEE',
  'fee-single': 'FEE',
  'interest-charged': 'INTEREST',
}

/** On a loan (LoanTransactionType). */
export const LOAN_TYPES: Partial<Record<MovementKind, string>> = {
  'loan-payment': 'PAYMENT',
  'fee-package': 'FEE',
  'fee-single': 'FEE',
  'interest-charged': 'INTEREST',
}

/** In an investment account, where it isn't a trade (InvestmentTransactionType). */
export const INVESTMENT_TYPES: Partial<Record<MovementKind, string>> = {
  dividend: 'DIVIDEND',
  contribution: 'CONTRIBUTION',
  'interest-earned': 'INTEREST',
  'investment-yield': 'INTEREST',
  'interest-charged': 'MARGININTEREST',
  'fee-package': 'FEE',
  'fee-single': 'FEE',
  check: 'CHECK',
  deposit: 'DEPOSIT',
  'direct-deposit': 'DIRECTDEP',
  ach: 'TRANSFER',
  wire: 'TRANSFER',
  'internal-transfer': 'TRANSFER',
  'atm-withdrawal': 'ATM',
}

export const TRADES = { buy: 'PURCHASED', sell: 'SOLD', dividend: 'DIVIDEND', reinvest: 'DIVIDENDREINVEST' } as const

/** On an insurance (InsuranceTransactionType). */
export const INSURANCE_TYPES: Partial<Record<MovementKind, string>> = {
  premium: 'PAYMENT',
  ach: 'PAYMENT',
  'fee-single': 'FEE',
  'interest-charged': 'INTEREST',
}

/** What a movement of a business is called in the codes of the Bank Administration Institute: coming in, going out. */
export const BAI_CODES: Partial<Record<MovementKind, readonly [credit: string, debit: string]>> = {
  ach: ['142', '451'],
  wire: ['195', '495'],
  'instant-payment': ['195', '495'],
  check: ['301', '475'],
  'internal-transfer': ['275', '575'],
  'direct-deposit': ['165', '455'],
  'bill-payment': ['165', '455'],
  'interest-earned': ['354', '654'],
  'fee-package': ['399', '698'],
  'fee-single': ['399', '698'],
  'loan-payment': ['165', '481'],
}
export const OTHER_BAI_CODES = ['399', '699'] as const
