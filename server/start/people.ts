import type { Account, Bank, Holder as BankHolder } from '#bank'
import type { Holder, People, ShareableAccount } from '#identity'
import type { Words } from '#markets'

const KINDS: Record<Account['kind'], Words> = {
  current: { en: 'Current account', 'pt-BR': 'Conta corrente' },
  savings: { en: 'Savings account', 'pt-BR': 'Conta poupança' },
  prepaid: { en: 'Prepaid payment account', 'pt-BR': 'Conta de pagamento pré-paga' },
}

const JOINT: Words = { en: ' (joint)', 'pt-BR': ' (conjunta)' }

/** The bank's customers as identity sees them: who logs in, whom they act for, what they can share. */
export function peopleOf(bank: Bank): People {
  return {
    authenticate: bank.customers.authenticate,
    person: bank.customers.person,
    actsFor: (personId) => bank.customers.actsFor(personId).map(holderOf),
    accountsOf: (holderId) => bank.accounts.ofHolder(holderId).filter(isShareable).map(shareable),
  }
}

function holderOf(holder: BankHolder): Holder {
  const name = holder.kind === 'person' ? holder.name : holder.legalName
  return { id: holder.id, name, document: holder.document, kind: holder.kind }
}

/** A closed account, or one hidden from its holder, isn't offered for sharing. */
function isShareable({ status }: Account): boolean {
  return status === 'open' || status === 'blocked'
}

function shareable(account: Account): ShareableAccount {
  const joint = account.ownership === 'individual' ? { en: '', 'pt-BR': '' } : JOINT
  const kind = KINDS[account.kind]
  const number = `${account.number}-${account.checkDigit}`
  return {
    id: account.id,
    label: { en: kind.en + joint.en, 'pt-BR': kind['pt-BR'] + joint['pt-BR'] },
    number: account.branch === null ? number : `${account.branch} / ${number}`,
  }
}
