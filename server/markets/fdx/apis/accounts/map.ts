import type { Account } from '#bank'
import { maskedNumber } from '../../consent.ts'

/** An account as every list tells it (FDX core API, AccountDescriptor). */
export function mapDescriptor(account: Account) {
  return {
    accountId: account.id,
    accountCategory: 'DEPOSIT_ACCOUNT',
    accountType: account.kind === 'savings' ? 'SAVINGS' : 'CHECKING',
    accountNumberDisplay: maskedNumber(account.number),
    productName: account.kind === 'savings' ? 'Savings' : 'Checking',
    status: account.status === 'closed' ? 'CLOSED' : 'OPEN',
    currency: { currencyCode: account.currency },
  }
}
