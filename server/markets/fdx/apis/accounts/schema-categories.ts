import {
  boolean,
  date,
  FREQUENCIES,
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

/** What accounts of each category tell in full (FDX 6.4, one entity a category). */
export const deposit: Members = {
  currentBalance: money,
  availableBalance: money,
  balanceAsOf: timestamp,
  openingDayBalance: money,
  annualPercentageYield: number,
  interestYtd: money,
  term: integer,
  maturityDate: date,
  earnedInterest: part('InterestRate'),
  overdraftOptIn: boolean,
  overdrafted: boolean,
  overdraftProtectionFunded: boolean,
  overdraftFundingSources: list(part('FundingSource')),
}

export const wallet: Members = {
  currentBalance: money,
  availableBalance: money,
  balanceAsOf: timestamp,
  annualPercentageYield: number,
  earnedInterest: part('InterestRate'),
}

const payments: Members = {
  nextPaymentAmount: money,
  nextPaymentDate: date,
  lastPaymentAmount: money,
  lastPaymentDate: date,
}

export const lineOfCredit: Members = {
  ...payments,
  currentBalance: money,
  creditLine: money,
  availableCredit: money,
  principalBalance: money,
  minimumPaymentAmount: money,
  pastDueAmount: money,
  lastStmtBalance: money,
  lastStmtDate: date,
  purchasesApr: number,
  advancesApr: number,
  balanceTransfersApr: number,
  cashAdvanceLimit: money,
  availableCash: money,
  financeCharges: money,
  cardNetwork: text(),
  chargedInterest: part('InterestRate'),
}

export const loan: Members = {
  ...payments,
  principalBalance: money,
  escrowBalance: money,
  originalPrincipal: money,
  originatingDate: date,
  loanTerm: integer,
  totalNumberOfPayments: integer,
  paymentFrequency: oneOf(...FREQUENCIES),
  compoundingPeriod: oneOf(...FREQUENCIES),
  payOffAmount: money,
  maturityDate: date,
  interestPaidYearToDate: money,
  currentSchool: text(),
  loanProviderName: text(),
  chargedInterest: part('InterestRate'),
  annualPercentageRate: number,
}

export const investment: Members = {
  availableCashBalance: money,
  currentValue: money,
  balanceAsOf: timestamp,
  allowedCheckWriting: boolean,
  allowedOptionTrade: boolean,
  margin: boolean,
  marginBalance: money,
  shortBalance: money,
  dailyChange: money,
  percentageChange: number,
  employerName: text(),
  brokerId: identifier,
  planId: identifier,
  holdings: list(part('Holding')),
  openOrders: list(part('OpenOrder')),
  contribution: list(part('Contribution')),
  vesting: list(part('Vesting')),
  investmentLoans: list(part('InvestmentLoan')),
}

export const insurance: Members = {
  policyPremium: money,
  policyPremiumTerm: oneOf('MONTHLY', 'ANNUAL'),
  policyStartDate: date,
  policyEndDate: date,
  policyStatus: oneOf(
    ...['ACTIVE', 'DEATH_CLAIM_PAID', 'DEATH_CLAIM_PENDING', 'EXPIRED'],
    ...['GRACE_PERIOD', 'LAPSE_PENDING', 'TERMINATED', 'WAIVER'],
  ),
  policyCoverageAmount: money,
}

export const annuity: Members = {
  payoutType: oneOf('DEFERRED', 'IMMEDIATE'),
  policyProductType: oneOf('FIXED', 'VARIABLE'),
  payoutAmount: money,
  payoutMode: oneOf(...FREQUENCIES),
  payoutStartDate: date,
  payoutEndDate: date,
  numberModalPayouts: integer,
  surrenderValue: money,
  payoutChangePercentage: number,
  periodCertainType: oneOf('NONE', '5_YEAR', '10_YEAR', '20_YEAR', '30_YEAR'),
}

export const commercial: Members = {
  balanceAsOf: timestamp,
  openingLedgerBalance: money,
  currentLedgerBalance: money,
  currentAvailableBalance: money,
  nextDayAvailableBalance: money,
  twoDaysPlusAvailableBalance: money,
  principalBalance: money,
  creditLine: money,
  availableCredit: money,
  currentValue: money,
  commercialBalances: list(object({ commercialCode: part('CommercialCode'), amount: money }, { memo: text() })),
}
