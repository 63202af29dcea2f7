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
import type { Category } from './kinds.ts'

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
  const { details, balances } = CATEGORIES[held.place.accountCategory]
  if (!opens(input, 'ACCOUNT_DETAILED')) return opens(input, 'BALANCES') ? balances(held) : {}
  return {
    ...known({
      lineOfBusiness: held.place.accountCategory === 'COMMERCIAL_ACCOUNT' ? 'COMMERCIAL' : undefined,
      routingTransitNumber: fdxSettings(input.settings).legacyAccountNumber ? held.account.bankCode : undefined,
    }),
    ...(held.reach ? { transferIn: held.reach.in, transferOut: held.reach.out } : {}),
    ...details(held),
  }
}

type Told = (held: Held) => Record<string, unknown>

/** What is told of an account by its category: its terms with its balances, and its balances alone. */
const CATEGORIES: Readonly<Record<Category, { details: Told; balances: Told }>> = {
  DEPOSIT_ACCOUNT: { details: depositDetails, balances: depositBalances },
  LOC_ACCOUNT: { details: lineOfCreditDetails, balances: lineOfCreditBalances },
  LOAN_ACCOUNT: { details: loanDetails, balances: loanBalances },
  INVESTMENT_ACCOUNT: { details: investmentDetails, balances: investmentBalances },
  // A cover has no balance: a premium is a price, and what it pays is not the holder's yet.
  INSURANCE_ACCOUNT: { details: ({ policy }) => insuranceDetails(policy), balances: () => ({}) },
  ANNUITY_ACCOUNT: {
    details: ({ policy }) => annuityDetails(policy),
    balances: ({ policy }) => annuityBalances(policy),
  },
  COMMERCIAL_ACCOUNT: { details: commercialDetails, balances: commercialBalances },
  DIGITAL_WALLET: { details: walletDetails, balances: depositBalances },
}
