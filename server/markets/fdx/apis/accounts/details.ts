import { known } from '../../amounts.ts'
import { fdxSettings } from '../../settings.ts'
import { type Opening, opens } from '../../shared-accounts.ts'
import { mapDescriptor } from './descriptor.ts'
import { commercialDetails } from './details/commercial.ts'
import { depositBalances, depositDetails, walletDetails } from './details/deposit.ts'
import { investmentDetails } from './details/investment.ts'
import { lineOfCreditDetails } from './details/line-of-credit.ts'
import { loanDetails } from './details/loan.ts'
import { annuityDetails, insuranceDetails } from './details/policy.ts'
import type { Held } from './held.ts'

/** An account with everything that its category has and the consent's clusters let through (FDX 6.4, data clusters). */
export function mapDetails(held: Held, input: Opening) {
  const { account } = held
  return {
    ...mapDescriptor(held, input),
    ...known({
      lineOfBusiness: held.place.accountCategory === 'COMMERCIAL_ACCOUNT' ? 'COMMERCIAL' : undefined,
      routingTransitNumber: fdxSettings(input.settings).legacyAccountNumber ? account.bankCode : undefined,
    }),
    ...(held.reach ? { transferIn: held.reach.in, transferOut: held.reach.out } : {}),
    ...ofCategory(held, input),
  }
}

function ofCategory(held: Held, input: Opening): Record<string, unknown> {
  const opened = { bills: opens(input, 'BILLS'), scheduled: opens(input, 'SCHEDULED_PAYMENTS') }
  switch (held.place.accountCategory) {
    case 'DEPOSIT_ACCOUNT':
      return depositDetails(held)
    case 'LOC_ACCOUNT':
      return lineOfCreditDetails(held, opened)
    case 'LOAN_ACCOUNT':
      return loanDetails(held, opened)
    case 'INVESTMENT_ACCOUNT':
      return investmentDetails(held, opens(input, 'INVESTMENTS'))
    case 'INSURANCE_ACCOUNT':
      return insuranceDetails(held.policy, opened.bills)
    case 'ANNUITY_ACCOUNT':
      return annuityDetails(held.policy)
    case 'COMMERCIAL_ACCOUNT':
      return commercialDetails(held)
    case 'DIGITAL_WALLET':
      return walletDetails(held)
  }
}

/** What the cluster BALANCES adds to a descriptor where nothing more is shared: of deposits, as nothing else has the two. */
export function mapBalances(held: Held) {
  const { accountCategory } = held.place
  return accountCategory === 'DEPOSIT_ACCOUNT' || accountCategory === 'DIGITAL_WALLET' ? depositBalances(held) : {}
}
