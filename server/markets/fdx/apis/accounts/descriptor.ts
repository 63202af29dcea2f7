import { known } from '../../amounts.ts'
import { maskedNumber } from '../../consent.ts'
import { dayOf } from '../../dates.ts'
import { fdxSettings } from '../../settings.ts'
import type { Opening } from '../../shared-accounts.ts'
import type { Held } from './held.ts'

/** An account as every list tells it (FDX 6.4, AccountDescriptor). */
export function mapDescriptor(held: Held, input: Pick<Opening, 'settings'>) {
  const { account, place } = held
  return {
    accountId: account.id,
    ...place,
    accountNumberDisplay: maskedNumber(held.card?.lastDigits ?? account.number),
    productName: account.productName ?? wordsOf(place.accountType),
    status: statusOf(held),
    currency: { currencyCode: account.currency },
    ...known({
      productId: account.productId,
      nickname: account.nickname,
      parentAccountId: account.parentId,
      accountOpenDate: dayOf(account.openedAt),
      accountCloseDate: account.closedAt === null ? undefined : dayOf(account.closedAt),
      ...(fdxSettings(input.settings).legacyAccountNumber ? { accountNumber: account.number } : {}),
    }),
  }
}

/** How an account stands (FDX 6.4, AccountStatus). */
export function statusOf({ account, balances, card, contract, place }: Held): string {
  if (account.status === 'closed') return 'CLOSED'
  if (account.status !== 'open') return 'RESTRICTED'
  const standing = contract?.standing ?? card?.standing ?? 'current'
  if (standing === 'delinquent') return 'DELINQUENT'
  if (standing === 'paid') return 'PAID'
  const overdrawn = place.accountCategory === 'DEPOSIT_ACCOUNT' && balances.available.amountMinor < 0
  return overdrawn ? 'NEGATIVECURRENTBALANCE' : 'OPEN'
}

/** A type as words, for a product that has no name. */
function wordsOf(type: string): string {
  return type.charAt(0) + type.slice(1).toLowerCase()
}
