import type { Accounts } from '../accounts/operations.ts'
import type { Customers } from '../customers/operations.ts'
import type { Transaction } from '../ledger/model.ts'
import type { ChequeImage } from './model.ts'

const PREFIX = 'front-'

/** Opens the images of the cheques that accounts paid. They follow from the ledger: nothing of them is kept. */
export function openImages({ accounts, customers }: { accounts: Accounts; customers: Customers }) {
  return {
    /** The ids of a transaction's images: of a cheque its front, of anything else none. */
    idsOf: ({ id, kind, facts }: Transaction): string[] =>
      kind === 'check' && facts?.checkNumber ? [PREFIX + id] : [],
    /** An image of one of an account's transactions. */
    find(accountId: string, imageId: string): ChequeImage | undefined {
      const account = accounts.find(accountId)
      const line = imageId.startsWith(PREFIX)
        ? accounts.transaction(accountId, imageId.slice(PREFIX.length))
        : undefined
      if (!account || line?.kind !== 'check' || !line.facts?.checkNumber) return undefined
      const holder = customers.holder(account.holders[0] ?? '')
      const own = holder?.kind === 'company' ? holder.legalName : (holder?.name ?? '')
      const other = line.counterparty?.name ?? ''
      const drawn = line.direction === 'debit'
      return {
        ...{ id: imageId, accountId, transactionId: line.id, number: line.facts.checkNumber, amount: line.amount },
        payee: drawn ? other : own,
        drawer: drawn ? own : other,
        at: line.facts.madeAt ?? line.bookedAt,
        memo: line.narrative,
        bankCode: drawn ? account.bankCode : (line.counterparty?.bankCode ?? ''),
        accountNumber: drawn ? account.number : (line.counterparty?.number ?? ''),
      }
    },
  }
}
