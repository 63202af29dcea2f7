import { createHash } from 'node:crypto'
import { type Database, type Events, type Origin, problem, type World } from '#kernel'
import type { MovementFacts } from './facts.ts'
import type {
  HousePurpose,
  LedgerFault,
  NewPosting,
  NewPostingSet,
  Posting,
  PostingSet,
  StatementQuery,
  Transaction,
} from './model.ts'
import { type KindsQuery, type NewestQuery, statementStore } from './statement.ts'
import { type BucketBalances, type LedgerAccount, ledgerStore } from './store.ts'

/** The most a single posting may move: a hundred thousand million, in minor units. */
export const MAX_AMOUNT_MINOR = 10_000_000_000_000
/** Keeps the sum of a set exact: this many postings of the greatest amount still add up within a safe integer. */
export const MAX_POSTINGS = 500

/** How a set's ids are made: random for live writes, derived from a key for what is seeded. */
export type Naming = { set: () => string; posting: (position: number) => string }

type AccountOf = (id: string) => LedgerAccount | undefined
type Writing = {
  contentHash?: string | null
  reverses?: string | null
  origin?: Origin
  accountOf?: AccountOf
  /** Now where not given. */
  recordedAt?: number
}

/** Opens the double-entry ledger: every change of a balance is a posting in a set that adds up to zero. */
export function openLedger({ db, world, events }: { db: Database; world: World; events: Events }) {
  const store = ledgerStore(db)
  const statement = statementStore(db)
  const random: Naming = { set: () => world.ids.uuid(), posting: () => world.ids.uuid() }

  /**
   * Posts a balanced set and records `ledger.posted` in the same transaction.
   * The same idempotency key with the same content returns the first set and posts nothing.
   * Throws posting-set-unbalanced, posting-set-too-large, posting-account-unknown, posting-book-mismatch,
   * posting-currency-mismatch, posting-amount-invalid, posting-in-future, account-closed, idempotency-key-reused.
   */
  const post = db.transaction((input: NewPostingSet): PostingSet => {
    const contentHash = input.idempotencyKey === undefined ? null : hashOf(input)
    const first = input.idempotencyKey === undefined ? undefined : store.setByKey(input.idempotencyKey)
    if (first && first.contentHash !== contentHash) {
      throw problem('idempotency-key-reused', { idempotencyKey: input.idempotencyKey })
    }
    if (first) return first.set
    const set = write(input, random, { contentHash })
    tell(set)
    return set
  })

  /**
   * Posts the opposite of a set, booked now. Never twice, and a reversal is not itself reversed: post anew instead.
   * Throws posting-set-unknown, posting-set-already-reversed, posting-set-is-reversal, account-closed.
   */
  const reverse = db.transaction((setId: string, reason: string): PostingSet => {
    const original = store.set(setId)
    if (!original) throw problem('posting-set-unknown', { setId })
    if (original.reverses) throw problem('posting-set-is-reversal', { setId, reverses: original.reverses })
    const reversedBy = store.reversalOf(setId)
    if (reversedBy) throw problem('posting-set-already-reversed', { setId, reversedBy })
    const postings = original.postings.map(({ accountId, bucket, amountMinor, counterparty, facts }) => ({
      ...{ accountId, bucket, counterparty, facts: reversed(facts) },
      amountMinor: -amountMinor,
    }))
    const set = write({ kind: original.kind, narrative: reason, postings }, random, { reverses: setId })
    tell(set)
    return set
  })

  /** Checks and keeps a set. Its caller holds the transaction and tells of it. */
  function write(
    input: NewPostingSet,
    naming: Naming,
    { contentHash = null, reverses = null, origin = 'live', accountOf = store.account, recordedAt }: Writing = {},
  ): PostingSet {
    const { kind, narrative, idempotencyKey = null } = input
    const now = world.clock.now()
    const bookedAt = input.bookedAt ?? now
    if (!(bookedAt <= now)) throw problem('posting-in-future', { bookedAt, now })
    const { book, currencies } = check(input.postings, accountOf)
    const id = naming.set()
    const moves = netByAccount(input.postings)
    const postings = input.postings.map(
      (posting, position): Posting => ({
        id: naming.posting(position),
        accountId: posting.accountId,
        bucket: posting.bucket ?? 'available',
        amountMinor: posting.amountMinor,
        currency: currencies[position] as string,
        narrative: posting.narrative ?? narrative,
        counterparty: posting.counterparty ?? null,
        facts: posting.facts ?? null,
      }),
    )
    const kept = { id, book, bookedAt, recordedAt: recordedAt ?? now, kind, narrative, reverses }
    store.add(
      { ...kept, idempotencyKey, contentHash, origin },
      // A move between an account's own buckets changes nothing that its statement shows.
      postings.map((posting) => ({ ...posting, onStatement: moves.get(posting.accountId) !== 0 })),
    )
    return { ...kept, postings }
  }

  function check(postings: readonly NewPosting[], accountOf: AccountOf): { book: string; currencies: string[] } {
    if (postings.length > MAX_POSTINGS) throw problem('posting-set-too-large', { max: MAX_POSTINGS })
    const sums = new Map<string, number>()
    const accounts = postings.map((posting) => checkPosting(posting, accountOf))
    const [first] = accounts
    if (!first || postings.length < 2) throw problem('posting-set-unbalanced', { postings: postings.length })
    for (const [position, { id, book, currency }] of accounts.entries()) {
      if (book !== first.book) throw problem('posting-book-mismatch', { accountId: id })
      sums.set(currency, (sums.get(currency) ?? 0) + (postings[position] as NewPosting).amountMinor)
    }
    for (const [currency, sumMinor] of sums) {
      if (sumMinor !== 0) throw problem('posting-set-unbalanced', { currency, sumMinor })
    }
    return { book: first.book, currencies: accounts.map((account) => account.currency) }
  }

  function checkPosting({ accountId, amountMinor, currency }: NewPosting, accountOf: AccountOf) {
    const account = accountOf(accountId)
    if (!account) throw problem('posting-account-unknown', { accountId })
    if (account.closed) throw problem('account-closed', { accountId })
    if (!Number.isSafeInteger(amountMinor) || amountMinor === 0 || Math.abs(amountMinor) > MAX_AMOUNT_MINOR) {
      throw problem('posting-amount-invalid', { accountId, amountMinor })
    }
    if (currency !== undefined && currency !== account.currency) {
      throw problem('posting-currency-mismatch', { accountId, currency, accountCurrency: account.currency })
    }
    return account
  }

  function tell({ id, book, bookedAt, kind, reverses, postings }: PostingSet): void {
    const accountIds = [...new Set(postings.map((posting) => posting.accountId))]
    events.record({ type: 'ledger.posted', market: book, data: { setId: id, kind, bookedAt, reverses, accountIds } })
  }

  return {
    post: (input: NewPostingSet): PostingSet => post(input),
    reverse: (setId: string, reason: string): PostingSet => reverse(setId, reason),
    /** Adds up the whole ledger: every set must sum to zero, every balance equal its postings. Reads every row. */
    verify(): { ok: boolean; faults: LedgerFault[] } {
      const faults = store.faults()
      return { ok: faults.length === 0, faults }
    },
    /** The id of the house's account for a purpose, made at first use, as `id` where given. Customers never see it. */
    houseAccount(book: string, currency: string, purpose: HousePurpose, id?: string): string {
      const known = store.houseAccount(book, currency, purpose)
      if (known) return known
      const made = id ?? world.ids.uuid()
      store.addAccount(made, { book, currency, purpose })
      return made
    },
    /** Opens the ledger's side of a customer's account, at zero. */
    openAccount: (id: string, of: { book: string; currency: string }) => store.addAccount(id, { ...of, purpose: null }),
    /** From now on the account takes no posting. */
    closeAccount: (id: string) => store.closeAccount(id),
    /** One line of an account's statement. */
    line: (accountId: string, id: string): Transaction | undefined => statement.line(accountId, id),
    /** The newest line of some kinds in one direction, booked within [from, to). */
    newest: (query: NewestQuery): Transaction | undefined => statement.newest(query),
    /** The lines of some kinds booked within [from, to), oldest first; the caller keeps the time short. */
    ofKinds: (query: KindsQuery): Transaction[] => statement.ofKinds(query),
    balances: (id: string): BucketBalances | undefined => store.balances(id),
    statement: (query: StatementQuery): Transaction[] => statement.lines(query),
    /**
     * For many sets at once: keeps each through the guards of a live one, without an event of its own. What it reads of
     * an account it remembers, so none may be closed in between. Its caller holds the transaction.
     */
    bulk(origin: Origin): (input: NewPostingSet & { bookedAt: number }, naming: Naming) => PostingSet {
      const known = new Map<string, LedgerAccount>()
      function accountOf(id: string): LedgerAccount | undefined {
        const account = known.get(id) ?? store.account(id)
        if (account) known.set(id, account)
        return account
      }
      return (input, naming) =>
        write(input, naming, origin === 'live' ? { accountOf } : { origin, accountOf, recordedAt: input.bookedAt })
    },
  }
}

export type Ledger = ReturnType<typeof openLedger>

function netByAccount(postings: readonly NewPosting[]): Map<string, number> {
  const net = new Map<string, number>()
  for (const { accountId, amountMinor } of postings) net.set(accountId, (net.get(accountId) ?? 0) + amountMinor)
  return net
}

/** A hash of what a set says, whatever the order of its fields. */
function hashOf({ bookedAt, kind, narrative, postings }: NewPostingSet): string {
  const lines = postings.map(({ accountId, bucket, amountMinor, currency, counterparty, narrative, facts }) => [
    ...[accountId, bucket ?? 'available', amountMinor, currency ?? null, narrative ?? null],
    counterparty ? Object.entries(counterparty).sort(([a], [b]) => (a < b ? -1 : 1)) : null,
    // Left out where there are none, so that what was hashed before there were any still fits.
    ...(facts ? [ordered(facts)] : []),
  ])
  const content = JSON.stringify([bookedAt ?? null, kind, narrative, lines])
  return createHash('sha256').update(content).digest('base64url')
}

/** A value with its objects' fields in one order. */
function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => [name, ordered(each)])
}

/** The facts of a movement that is taken back: what was split, paid or earned is taken back with it. */
function reversed(facts: MovementFacts | null): MovementFacts | null {
  if (!facts) return null
  const { split, pay, reward, authorisationId: _, ...same } = facts
  return {
    ...same,
    ...(split && { split: negated(split) }),
    ...(pay && { pay: negated(pay) }),
    ...(reward && { reward: { ...reward, accrued: -reward.accrued } }),
  }
}

function negated<T extends Record<string, number>>(amounts: T): T {
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, -amount])) as T
}
