import type { CardTerms, ContractTerms } from '#bank'

/** A loan of 6 % a year that the bank takes 300.00 of on the tenth of each month. */
export const LOAN_TERMS: ContractTerms = {
  ...{ kind: 'auto', lender: 'Bank', originalPrincipalMinor: 10_000_00, limitMinor: null },
  rate: { ppm: 60_000, kind: 'fixed', index: null, since: '2025-11-02', priorPpm: null },
  ...{ compounding: 'monthly', originatedOn: '2025-11-02', termMonths: 60, maturesOn: '2030-11-02' },
  payment: { amountMinor: 300_00, dueDate: 10, automatic: true },
  ...{ escrowAccountId: null, arrears: null, school: null },
}

/** A card whose statement is due 25 days after its month. */
export const CARD_TERMS: CardTerms = {
  ...{ kind: 'credit', network: 'Net', lastDigits: '1234', otherCards: [], limitMinor: 1_000_00, cashLimitMinor: 0 },
  rates: { purchases: null, cashAdvances: null, balanceTransfers: null },
  ...{ minimum: { floorMinor: 35_00, sharePpm: 20_000 }, dueDays: 25, autopay: 'none' },
}
