import type { Account, Bank, Holder } from '#bank'
import { type ConsoleRoute, problem } from '#kernel'
import {
  type Fitting,
  institutionIn,
  type LoneMember,
  type Market,
  openFitting,
  type PairedGroup,
  type Portrait,
  type PortraitEntity,
  pairTellings,
  type Words,
} from '#markets'

/** An account to choose, as its own market calls it. */
export type StandardsAccount = { id: string; label: Words; number: string; currency: string }
/** A customer to choose. `login` is a demonstration customer's. */
export type StandardsCustomer = {
  id: string
  name: string
  login: string | null
  market: string
  accounts: StandardsAccount[]
}

/** One account told in every standard, in the order of `markets`. */
export type StandardsView = {
  account: StandardsAccount
  holders: string[]
  /** The market whose book the account is of. */
  home: string
  markets: { id: string; name: string; entities: readonly PortraitEntity[] }[]
  groups: PairedGroup[]
  alone: LoneMember[][]
}

export type StandardsDeps = {
  bank: Bank
  markets: readonly Market[]
  settingsOf(market: string): Parameters<NonNullable<Market['portrait']>['tell']>[0]['settings']
  /** The install's own bank, by its name and number where a market knows it as no other. */
  institution: { name: string; registrationNumber: string }
  now(): number
}

/** Movements that each market tells; the page compares the latest. */
const MOVEMENTS = 5
/** Customers whose name fits a search. */
const FOUND = 20

/**
 * One account of either book, told by the maps of every market: read in process, by the install's owner alone, and never
 * by way of a consent. What an app may see is decided elsewhere, and this opens none of it.
 */
export function standardsRoutes(deps: StandardsDeps): ConsoleRoute[] {
  const { bank } = deps
  const fittings = new Map<string, Fitting>()
  const telling = deps.markets.filter(({ lane, portrait }) => lane === undefined && portrait !== undefined)
  const homeOf = ({ book }: { book: string }) => telling.find((market) => market.book === book)

  /** Opened with a market's first telling: nobody waits at start for schemas that a page may never ask for. */
  function fittingOf({ id, portrait }: { id: string; portrait: Portrait }): Fitting {
    const fitting = fittings.get(id) ?? openFitting(portrait)
    fittings.set(id, fitting)
    return fitting
  }

  function customerOf(holder: Holder, login: string | null): StandardsCustomer[] {
    const market = homeOf(holder)
    if (!market) return []
    const accounts = bank.accounts.ofHolder(holder.id).map((account) => told(account, market))
    return accounts.length === 0 ? [] : [{ id: holder.id, name: nameOf(holder), login, market: market.id, accounts }]
  }

  /** Everybody who can log in, and the companies that they act for. */
  const demonstration = (): StandardsCustomer[] =>
    telling.flatMap(({ book }) => {
      const people = bank.customers.demonstrationLogins(book)
      const known = people.flatMap(({ document, login }) => {
        const person = bank.customers.byDocument(book, document)
        if (!person) return []
        const others = bank.customers.actsFor(person.id).filter(({ id }) => id !== person.id)
        return [...customerOf(person, login), ...others.flatMap((other) => customerOf(other, null))]
      })
      return [...new Map(known.toReversed().map((customer) => [customer.id, customer])).values()].toReversed()
    })

  return [
    {
      method: 'GET',
      path: '/api/standards/customers',
      roles: ['owner'],
      act({ query }) {
        const text = (query.get('q') ?? '').trim()
        if (text === '') return { customers: demonstration() }
        return { customers: bank.customers.list({ text, limit: FOUND }).flatMap((holder) => customerOf(holder, null)) }
      },
    },
    {
      method: 'GET',
      path: '/api/standards/accounts/:id',
      roles: ['owner'],
      act({ params }): StandardsView {
        const account = bank.accounts.find(params.id as string)
        const home = account && homeOf(account)
        if (!account || !home) throw problem('account-not-found', { accountId: params.id })
        return viewOf(deps, { telling, fittingOf }, account, home)
      },
    },
  ]
}

type Tellers = {
  telling: readonly Market[]
  fittingOf(market: { id: string; portrait: Portrait }): Fitting
}

function viewOf(deps: StandardsDeps, { telling, fittingOf }: Tellers, account: Account, home: Market): StandardsView {
  const { bank, settingsOf } = deps
  const now = deps.now()
  const asked = { accountId: account.id, from: 0, to: now + 1, limit: MOVEMENTS }
  const movements = bank.accounts.transactions(asked)
  const tellings = telling.flatMap((market) => {
    const { id, name, portrait } = market
    if (!portrait) return []
    const { registrationNumber: institutionDocument } = institutionIn(market, deps.institution)
    const facts = { bank, account, movements, settings: settingsOf(id), institutionDocument, now }
    const { fitted } = fittingOf({ id, portrait })
    return [{ id, name, places: portrait.places, entities: portrait.tell(facts).map(fitted) }]
  })
  return {
    account: told(account, home),
    holders: account.holders.flatMap((id) => bank.customers.holder(id) ?? []).map(nameOf),
    home: home.id,
    markets: tellings.map(({ id, name, entities }) => ({ id, name, entities })),
    ...pairTellings(tellings),
  }
}

/** An account in the words of its market; by its kind where the market has none for it. */
function told({ id, currency, ...account }: Account, { consent }: Market): StandardsAccount {
  const called = consent.account({ id, currency, ...account })
  const { kind, number } = account
  return { id, currency, label: called?.label ?? { en: kind, 'pt-BR': kind }, number: called?.number ?? number }
}

const nameOf = (holder: Holder): string => (holder.kind === 'person' ? holder.name : holder.legalName)
