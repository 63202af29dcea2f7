import {
  type BankEvent,
  badParameter,
  type ConsoleInput,
  type ConsoleRoute,
  choiceIn,
  type Events,
  numberIn,
  type Origin,
  openSchemas,
  originIn,
  problem,
} from '#kernel'
import type { Consent } from './model.ts'
import type { Consents } from './operations.ts'

const DEFAULT_LIMIT = 50
const MOST = 200
const EVENTS_SHOWN = 200

/** A text in each language of the product. */
type Said = { en: string; 'pt-BR': string }

/** How a consent stands: what its state means, whatever the market calls it. */
export type ConsentStanding = 'waiting' | 'active' | 'ended'

/** A consent as the console lists it. */
export type ConsentRow = {
  id: string
  market: string
  clientId: string
  /** The market's own word. */
  state: string
  standing: ConsentStanding
  stateSince: number
  createdAt: number
  expiresAt: number | null
  usedAt: number | null
  ending: Consent['ending']
  /** Since when the bank holds it back; null while it doesn't. */
  heldSince: number | null
  origin: Origin
  /** Whose data it is: the account holder's name, or the document the recipient named. */
  person: string | null
}

/** A consent with what the other rooms know about it. */
export type ConsentObject = ConsentRow & {
  permissions: readonly string[]
  personDocument: string | null
  companyDocument: string | null
  shared: readonly { title: Said; items: readonly Said[] }[]
  accounts: readonly { id: string; label: Said; number: string }[]
  /** The holder and the person who answered, where the consent was answered. */
  holder: { id: string; name: string } | null
  answeredBy: { id: string; name: string } | null
  /** Whether the bank may end it now, and on whose account. */
  endings: readonly ConsentWish[]
  /** What the bank may do for a while: hold it back, or let it go on. */
  holding: 'hold' | 'release' | null
  events: BankEvent[]
  raw: Consent
}

export const CONSENT_WISHES = ['customer', 'bank'] as const
/** On whose account a consent is ended at the desk. */
export type ConsentWish = (typeof CONSENT_WISHES)[number]

export type ConsentRouteDeps = {
  consents: Pick<Consents, 'find' | 'list' | 'end' | 'isActive' | 'isWaiting' | 'mayHold' | 'hold' | 'release'>
  events: Pick<Events, 'about'>
  /** What the market and the core bank say of a consent. */
  describe: (consent: Consent) => Pick<ConsentObject, 'shared' | 'accounts' | 'holder' | 'answeredBy'>
  /** Who a document belongs to. */
  nameOf: (market: string, document: string) => string | undefined
  /** What a customer is called. */
  holderName: (holderId: string) => string | undefined
  /** Those whose name has a text in it; some of them where it is common. */
  namedLike: (text: string) => readonly { id: string; document: string }[]
  /** The people with a document, in any book. */
  idsOf: (document: string) => readonly string[]
  /** What the market writes down when the bank ends a consent; undefined where a bank may not. */
  bankEnding: (market: string) => { by: string; reason: string } | undefined
}

/** What the operator does at the desk is a step of the consent's journey, on none of the arrows. */
const DESK = { arrow: null, from: 'operator', to: 'consent' } as const

const checkRevocation = openSchemas().check({
  type: 'object',
  properties: { wish: { enum: CONSENT_WISHES } },
  required: ['wish'],
  additionalProperties: false,
})

/** The consent desk's part of the console API: the list, one consent with its history, and ending one. */
export function consentRoutes({ consents, events, describe, ...deps }: ConsentRouteDeps): ConsoleRoute[] {
  const { nameOf, holderName, namedLike, idsOf, bankEnding } = deps

  function known(id: string): Consent {
    const consent = consents.find(id)
    if (!consent) throw problem('consent-not-found', { consentId: id })
    return consent
  }

  /** The consent that a call is about, whose journey the call is recorded in. */
  function tied({ params, tie }: Pick<ConsoleInput, 'params' | 'tie'>): Consent {
    const consent = known(params.id as string)
    const { id, market, clientId } = consent
    tie({ market, clientId, consentId: id })
    return consent
  }

  function standingOf(consent: Consent): ConsentStanding {
    if (consents.isActive(consent)) return 'active'
    return consents.isWaiting(consent) ? 'waiting' : 'ended'
  }

  /** Whoever gave it is whose data it is, whether or not the application said so. */
  const whose = (holderId: string | null) => (holderId === null ? undefined : holderName(holderId))

  function rowOf(consent: Consent): ConsentRow {
    const { id, market, clientId, state, stateSince, createdAt, expiresAt, usedAt, ending, heldSince, origin } = consent
    const document = consent.companyDocument ?? consent.personDocument
    return {
      ...{
        id,
        market,
        clientId,
        state,
        standing: standingOf(consent),
        stateSince,
        createdAt,
        expiresAt,
        usedAt,
        ending,
        heldSince,
        origin,
      },
      person: whose(consent.holderId) ?? (document === null ? null : (nameOf(market, document) ?? document)),
    }
  }

  function objectOf(consent: Consent): ConsentObject {
    const { permissions, personDocument, companyDocument } = consent
    const row = rowOf(consent)
    const wishes = CONSENT_WISHES.filter((wish) => wish === 'customer' || bankEnding(consent.market))
    return {
      ...row,
      ...{ permissions, personDocument, companyDocument },
      ...describe(consent),
      endings: row.standing === 'ended' ? [] : wishes,
      holding: consent.heldSince === null ? (consents.mayHold(consent) ? 'hold' : null) : 'release',
      events: events.about({ consentId: consent.id }, { limit: EVENTS_SHOWN }),
      raw: consent,
    }
  }

  return [
    {
      method: 'GET',
      path: '/api/consents',
      roles: ['owner'],
      act({ query }) {
        const limit = numberIn(query, 'limit', MOST) ?? DEFAULT_LIMIT
        const text = query.get('q')?.slice(0, 200) || undefined
        const person = query.get('person') || undefined
        const named = text === undefined ? [] : namedLike(text)
        const list = consents.list({
          market: query.get('market') || undefined,
          state: query.get('state') || undefined,
          clientId: query.get('client') || undefined,
          ...(person === undefined ? {} : { personDocument: person, personIds: idsOf(person) }),
          origin: originIn(query),
          held: choiceIn(query, 'held', ['yes']) === 'yes',
          ...(text === undefined ? {} : { text, documents: named.map(({ document }) => document) }),
          holderIds: named.map(({ id }) => id),
          before: keyIn(query.get('before')),
          limit,
        })
        const last = list.at(-1)
        const next = last && list.length === limit ? `${last.createdAt}.${last.id}` : null
        return { consents: list.map(rowOf), next }
      },
    },
    {
      method: 'GET',
      path: '/api/consents/:id',
      roles: ['owner'],
      act: ({ params }) => ({ consent: objectOf(known(params.id as string)) }),
    },
    {
      method: 'POST',
      path: '/api/consents/:id/revoke',
      roles: ['owner'],
      exchange: { ...DESK, operation: 'end consent' },
      act({ params, body, tie }) {
        const faults = checkRevocation(body)
        if (faults.length > 0) throw problem('request-invalid', { faults })
        const { id, market } = tied({ params, tie })
        const { wish } = body as { wish: ConsentWish }
        const why = wish === 'bank' ? bankEnding(market) : undefined
        if (wish === 'bank' && !why) throw problem('bank-may-not-end', { market })
        return { consent: objectOf(consents.end(id, why)) }
      },
    },
    {
      method: 'POST',
      path: '/api/consents/:id/hold',
      roles: ['owner'],
      exchange: { ...DESK, operation: 'hold consent' },
      act: (input) => ({ consent: objectOf(consents.hold(tied(input).id)) }),
    },
    {
      method: 'POST',
      path: '/api/consents/:id/release',
      roles: ['owner'],
      exchange: { ...DESK, operation: 'release consent' },
      act: (input) => ({ consent: objectOf(consents.release(tied(input).id)) }),
    },
  ]
}

/** The key that ended the page before: creation and id, as `next` gave it. */
function keyIn(text: string | null): { createdAt: number; id: string } | undefined {
  if (text === null) return undefined
  const [, createdAt, id] = /^(\d{1,16})\.(.+)$/.exec(text) ?? []
  if (createdAt === undefined || id === undefined) throw badParameter('before', 'must be the `next` of a page')
  return { createdAt: Number(createdAt), id }
}
