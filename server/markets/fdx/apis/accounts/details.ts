import { known } from '../../amounts.ts'
import { fdxSettings } from '../../settings.ts'
import { type Opening, opens } from '../../shared-accounts.ts'
import { mapDescriptor } from './descriptor.ts'
import { billsOf } from './details/bills.ts'
import { commercialBalances, commercialDetails } from './details/commercial.ts'
import { depositBalances, depositDetails, walletDetails } from './details/deposit.ts'
import { holdingsOf } from './details/holdings.ts'
import { investmentBalances, investmentDetails } from './details/investment.ts'
import { lineOfCreditBalances, lineOfCreditDetails } from './details/line-of-credit.ts'
import { loanBalances, loanDetails } from './details/loan.ts'
import { annuityBalances, annuityDetails, insuranceDetails } from './details/policy.ts'
import { scheduledPayments } from './details/scheduled.ts'
import type { Held } from './held.ts'

/**
 * An account with everything that its category has and the consent's clusters let through, each cluster by itself:
 * without ACCOUNT_DETAILED the others add to the descriptor what their names say (FDX 6.4, data clusters).
 */
export function mapDetails(held: Held, input: Opening) {
  return {
    ...mapDescriptor(held, input),
    ...summary(held, input),
    ...known({
      bills: opens(input, 'BILLS') ? billsOf(held) : undefined,
      scheduledPayments: opens(input, 'SCHEDULED_PAYMENTS') ? scheduledPayments(held) : undefined,
    }),
    ...(opens(input, 'INVESTMENTS') ? holdingsOf(held) : {}),
  }
}

/** How the account stands: its terms and balances, or its balances alone. */
function summary(held: Held, input: Opening): Record<string, unknown> {
  if (!opens(input, 'ACCOUNT_DETAILED')) return opens(input, 'BALANCES') ? balancesOf(held) : {}
  return {
    ...known({
      lineOfBusiness: held.place.accountCategory === 'COMMERCIAL_ACCOUNT' ? 'COMMERCIAL' : undefined,
      routingTransitNumber: fdxSettings(input.settings).legacyAccountNumber ? held.account.bankCode : undefined,
    }),
    ...(held.reach ? { transferIn: held.reach.in, transferOut: held.reach.out } : {}),
    ...ofCategory(held),
  }
}

function ofCategory(held: Held): Record<string, unknown> {
  switch (held.place.accountCategory) {
    case 'DEPOSIT_ACCOUNT':
      return depositDetails(held)
    case 'LOC_ACCOUNT':
      return lineOfCreditDetails(held)
    case 'LOAN_ACCOUNT':
      return loanDetails(held)
    case 'INVESTMENT_ACCOUNT':
      return investmentDetails(held)
    case 'INSURANCE_ACCOUNT':
      return insuranceDetails(held.policy)
    case 'ANNUITY_ACCOUNT':
      return annuityDetails(held.policy)
    case 'COMMERCIAL_ACCOUNT':
      return commercialDetails(held)
    case 'DIGITAL_WALLET':
      return walletDetails(held)
  }
}

function balancesOf(held: Held): Record<string, unknown> {
  switch (held.place.accountCategory) {
    case 'DEPOSIT_ACCOUNT':
    case 'DIGITAL_WALLET':
      return depositBalances(held)
    case 'LOC_ACCOUNT':
      return lineOfCreditBalances(held)
    case 'LOAN_ACCOUNT':
      return loanBalances(held)
    case 'INVESTMENT_ACCOUNT':
      return investmentBalances(held)
    case 'ANNUITY_ACCOUNT':
      return annuityBalances(held.policy)
    case 'COMMERCIAL_ACCOUNT':
      return commercialBalances(held)
    case 'INSURANCE_ACCOUNT':
      // A cover has no balance: a premium is a price, and what it pays is not the holder's yet.
      return {}
  }
}
