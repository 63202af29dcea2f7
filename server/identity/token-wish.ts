import type { Directory } from '#directory'
import { Problem, problem, type World } from '#kernel'
import type { Market, SettingValues } from '#markets'
import type { Approvals } from './approval.ts'
import type { Holder, People, Person, ShareableAccount } from './people.ts'
import { consentScope } from './scopes.ts'
import type { IdentityStore } from './store.ts'

/** What the operator asks a token for: which app, which customer, for what. */
export type TokenWish = {
  clientId: string
  /** The customer's login in the market's book. */
  customer: string
  /** The company the customer acts for, by its document. */
  company?: string | undefined
  permissions: readonly string[]
  /** When the consent ends, as the market's API writes it; without end where left out. */
  expires?: string | undefined
  /** Accounts to share; all that are offered where left out. */
  accounts?: readonly string[] | undefined
}

export type WishedClient = {
  clientId: string
  name: string
  organisation: string
  /** All that it registered, whose limits cap its consents. */
  registration: Readonly<Record<string, unknown>>
  /** The scopes it registered. */
  scopes: readonly string[]
  grantTypes: readonly string[]
  redirectUri: string | undefined
  /** Of its transport certificate: what its tokens are bound to; null in a market without certificates. */
  thumbprint: string | null
}

/** A wish as it would come true: everything checked that a flow would check, and nothing changed. */
export type CheckedWish = {
  client: WishedClient
  person: Person
  holder: Holder
  draft: ReturnType<Market['consent']['draft']>
  shareable: readonly ShareableAccount[]
  accountIds: string[]
  /** What the request would ask for, and what the grant gives of it. */
  scope: { asked: string; granted: string }
}

export type WishDeps = {
  world: World
  directory: Directory
  people: People
  store: IdentityStore
  settingsOf: (market: string) => SettingValues
}

/**
 * Checks a wish by the rules that a flow goes by: registration, certificate, the consents API, the customer, the choice
 * of accounts. Throws client-unknown, credentials-missing, certificate-untrusted, customer-not-found,
 * company-not-represented, accounts-not-shareable, accounts-none-chosen, and market-refuses for what the API refuses.
 */
export function openWishes({ world, directory, people, store, settingsOf }: WishDeps) {
  const check = (market: Market, approvals: Approvals, wish: TokenWish): CheckedWish => {
    const client = clientOf(market, wish.clientId)
    const person = people.withLogin(market.book, wish.customer)
    if (!person) throw problem('customer-not-found', { login: wish.customer })
    const holder = holderOf(person, wish.company)
    const draft = drafted(market, wish, client)
    const { shareable, mustChoose } = approvals.choiceFor(draft, holder)
    const sent = wish.accounts ?? (mustChoose ? shareable.map(({ id }) => id) : [])
    const accountIds = approvals.chosen(sent, { shareable, mustChoose })
    if (typeof accountIds === 'string') throw problem(accountIds, { offered: shareable.map(({ id }) => id) })
    return { client, person, holder, draft, shareable, accountIds, scope: scopeOf(market, client, draft) }
  }
  return { check, client: clientOf }

  /** A registered client, with a certificate that works where there are any: the generated history's apps have neither. */
  function clientOf(market: Market, clientId: string): WishedClient {
    const row = store.find(market.id, 'Client', clientId)
    if (!row) throw problem('client-unknown', { clientId, market: market.id })
    const kept = JSON.parse(row.payload) as Record<string, unknown>
    return {
      clientId,
      name: String(kept.client_name ?? clientId),
      organisation: String(kept.organisation_name ?? ''),
      registration: kept,
      scopes: String(kept.scope ?? '').split(' '),
      grantTypes: (kept.grant_types ?? []) as string[],
      redirectUri: (kept.redirect_uris as string[] | undefined)?.[0],
      thumbprint: market.security.plain ? null : thumbprintOf(String(kept.software_id)),
    }
  }

  function thumbprintOf(softwareId: string): string {
    const transport = directory.credentials(softwareId)?.transport
    if (!transport) throw problem('credentials-missing', { softwareId })
    const { serialNumber, thumbprint } = transport
    if (directory.isRevoked(serialNumber)) throw problem('client-certificate-revoked', { serialNumber })
    return thumbprint
  }

  function holderOf(person: Person, company: string | undefined): Holder {
    const wanted = company ?? person.document
    const holder = people.actsFor(person.id).find(({ document }) => document === wanted)
    if (!holder) throw problem('company-not-represented', { company: wanted })
    return holder
  }

  function drafted(market: Market, { permissions, company, expires }: TokenWish, client: WishedClient) {
    const { now } = world.clock
    try {
      return market.consent.draft({
        ...{ permissions, expires, companyDocument: company ?? null },
        ...{ now: now(), newId: world.ids.uuid, settings: settingsOf(market.id), client: client.registration },
      })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const { type, facts, rule } = error
      const answer = market.problems[type]
      throw problem('market-refuses', { ...facts, refusal: type, rule, detail: answer?.detail(facts) ?? type })
    }
  }
}

/** What a request for the consent would ask for within the registration, and what its grant would give. */
function scopeOf(market: Market, client: WishedClient, { id, permissions }: CheckedWish['draft']) {
  const registered = new Set(client.scopes)
  const named = consentScope(market, id)
  const granted = market.consent.scopesFor(permissions).filter((scope) => registered.has(scope))
  // A request that is its own consent asks for data and for nobody's name.
  const openid = market.consent.requested ? [] : ['openid']
  return { asked: [...openid, ...named, ...granted].join(' '), granted: [...named, ...granted].join(' ') }
}
