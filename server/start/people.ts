import type { Account, Bank, Holder as BankHolder } from '#bank'
import type { Holder, People } from '#identity'
import type { Market } from '#markets'

/** The bank's customers as identity sees them: who logs in, whom they act for, what they can share. */
export function peopleOf(bank: Bank, markets: readonly Market[]): People {
  const marketOf = ({ book }: Account) => markets.find((market) => market.book === book)

  /** An account as the market that reads its book calls it. */
  function shareable(account: Account) {
    const called = marketOf(account)?.consent.account(account)
    return called ? [{ id: account.id, ...called }] : []
  }

  return {
    authenticate: bank.customers.authenticate,
    person: bank.customers.person,
    personOf(book, document) {
      const found = bank.customers.byDocument(book, document)
      return found?.kind === 'person' ? found : undefined
    },
    withLogin: bank.customers.withLogin,
    actsFor: (personId) => bank.customers.actsFor(personId).map(holderOf),
    accounts: (ids) => bank.accounts.list(ids).flatMap(shareable),
    accountsOf: (holderId) => bank.accounts.ofHolder(holderId).filter(isShareable).flatMap(shareable),
  }

  /** An account hidden from its holder isn't offered for sharing; one that was closed is where the market tells of those. */
  function isShareable(account: Account): boolean {
    const { status } = account
    return status === 'closed' ? marketOf(account)?.consent.offersClosed === true : status !== 'hidden'
  }
}

function holderOf(holder: BankHolder): Holder {
  const name = holder.kind === 'person' ? holder.name : holder.legalName
  return { id: holder.id, name, document: holder.document, kind: holder.kind }
}
