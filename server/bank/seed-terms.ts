import type { Origin } from '#kernel'
import type { Authorisations } from './authorisations/operations.ts'
import { holdOf } from './authorisations/operations.ts'
import { idOf } from './ids.ts'
import type { Ledger, Naming } from './ledger/operations.ts'
import type { AccountPersona, AccountTerms, PendingPersona, Personas } from './personas.ts'
import type { RewardMembership, RewardProgramme } from './rewards/model.ts'

/** Where each kind of terms is kept. */
export type TermsKept = {
  [Kind in keyof AccountTerms]-?: { add(accountId: string, terms: NonNullable<AccountTerms[Kind]>): void }
}

type Rewards = { addProgramme(programme: RewardProgramme): void; addMembership(membership: RewardMembership): void }

/** Keeps what was agreed about an account, the keys in it turned into ids. */
export function addTerms(book: string, { key, terms }: AccountPersona, kept: TermsKept): void {
  if (!terms) return
  const id = idOf(book, key)
  const { deposit, card, contract, investment, policy, networks } = terms
  if (deposit) {
    const fundedFrom = deposit.overdraft?.fundedFrom ?? null
    const overdraft = deposit.overdraft && {
      ...deposit.overdraft,
      fundedFrom: fundedFrom === null ? null : idOf(book, fundedFrom),
    }
    kept.deposit.add(id, { ...deposit, overdraft })
  }
  if (card) {
    const otherCards = card.otherCards.map((each) => ({ ...each, holderId: idOf(book, each.holderId) }))
    kept.card.add(id, { ...card, otherCards })
  }
  if (contract) {
    const { escrowAccountId } = contract
    kept.contract.add(id, {
      ...contract,
      escrowAccountId: escrowAccountId === null ? null : idOf(book, escrowAccountId),
    })
  }
  if (investment) kept.investment.add(id, investment)
  if (policy) kept.policy.add(id, policy)
  if (networks) kept.networks.add(id, networks)
}

/** Keeps a book's reward programmes and who takes part in them. */
export function addRewards({ book, programmes = [], memberships = [] }: Personas, rewards: Rewards): void {
  for (const { key, ...programme } of programmes) rewards.addProgramme({ id: idOf(book, key), book, ...programme })
  for (const { key, programme, customer, accounts, ...membership } of memberships) {
    rewards.addMembership({
      ...{ id: idOf(book, key), programmeId: idOf(book, programme), customerId: idOf(book, customer) },
      accountIds: accounts.map((account) => idOf(book, account)),
      ...membership,
    })
  }
}

/** Keeps what is authorised, and holds back what it will take. */
export function addPending(
  { book, pending = [] }: Pick<Personas, 'book' | 'pending'>,
  { authorisations, keep, origin, naming }: Keeping,
): void {
  for (const [index, { account, ...each }] of pending.entries()) {
    const made = authorisations.keep(
      { ...each, accountId: idOf(book, account) },
      idOf(book, nameOf(each, index)),
      origin,
    )
    if (made.direction === 'debit') keep({ ...holdOf(made, 1), bookedAt: made.at }, naming(index))
  }
}

type Keeping = {
  authorisations: Pick<Authorisations, 'keep'>
  keep: ReturnType<Ledger['bulk']>
  origin: Origin
  naming: (index: number) => Naming
}

const nameOf = ({ at, narrative }: Omit<PendingPersona, 'account'>, index: number) =>
  `authorisation ${index} ${at} ${narrative}`
