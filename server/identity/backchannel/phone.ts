import type { Consent, Consents } from '#consent'
import { type Database, type Events, type Exchanges, problem, type Seal, type World } from '#kernel'
import type { Market, Words } from '#markets'
import type { Approvals } from '../approval.ts'
import { levelDue } from '../login/acr.ts'
import type { Holder, People, Person, ShareableAccount } from '../people.ts'
import type { IdentityStore } from '../store.ts'
import type { PhoneRequest, PhoneStore } from './store.ts'

/** A notification that an app asked for: that its request was answered (CIBA 10.2). */
export type PhoneNotice = {
  market: string
  clientId: string
  consentId: string
  operation: string
  arrow: number | null
  url: string
  bearerToken: string
  body: string
  until: number
}

export type PhoneDeps = {
  db: Database
  world: World
  events: Events
  exchanges: Exchanges
  market: Market
  store: IdentityStore
  phones: PhoneStore
  consents: Consents
  people: People
  approvals: Approvals
  seal: Seal
  /** Owes an app a notification; called in the transaction of what it tells of. */
  notify: (notice: PhoneNotice) => void
}

/** A request as the account holder sees it on their phone. Times are bank ms. */
export type PhoneApproval = {
  id: string
  market: string
  consentId: string
  app: { clientId: string; name: string; organisation: string }
  person: { id: string; name: string }
  bindingMessage: string | null
  requestedAt: number
  expiresAt: number
  shared: readonly { title: Words; items: readonly Words[] }[]
  notes: readonly Words[]
  /** When the sharing would end; null for one without an end. */
  sharedUntil: number | null
  /** Whose data it is; null where this person may not answer for it. */
  holder: Holder | null
  accounts: readonly ShareableAccount[]
  /** Whether accounts are chosen at all, and whether at least one has to be. */
  choosesAccounts: boolean
  mustChoose: boolean
}

export type Phone = ReturnType<typeof openPhone>

/** The artefact that the engine keeps of a request. */
const MODEL = 'BackchannelAuthenticationRequest'
type Kept = { scope?: string; claims?: unknown }
const DENIED = 'access_denied'

/** The bank's app on its account holders' phones: what apps asked there, and the answers. */
export function openPhone(deps: PhoneDeps) {
  const { db, world, events, exchanges, market, store, phones, consents, people, approvals } = deps

  /** The request, if somebody can still answer it. Throws phone-request-not-found, phone-request-ended. */
  function open(id: string): { request: PhoneRequest; consent: Consent; person: Person } {
    const request = phones.find(id)
    if (!request || request.market !== market.id)
      throw problem('phone-request-not-found', { id }, 'phone-request-waiting')
    const consent = consents.find(request.consentId)
    const person = people.person(request.personId)
    const isOver = request.state !== 'waiting' || request.expiresAt <= world.clock.now()
    if (isOver || !consent || !consents.isWaiting(consent) || !person) throw ended(request)
    return { request, consent, person }
  }

  /** Answers a request, with whatever follows from it; call it inside the transaction of the answer's cause. */
  function settle(
    request: PhoneRequest,
    answer:
      | { state: 'approved'; grantId: string; login: Record<string, unknown> }
      | { state: 'rejected' | 'ended'; why: string },
  ): void {
    if (!phones.settle(request.id, answer.state)) throw ended(request)
    const { id, clientId, consentId, personId } = request
    if (answer.state === 'approved') {
      store.change(market.id, MODEL, id, { grantId: answer.grantId, ...answer.login }, answer.grantId)
    } else {
      store.change(market.id, MODEL, id, { error: DENIED, errorDescription: answer.why }, null)
    }
    tellApp(request)
    const type = `phone-request.${answer.state}`
    events.record({ type, market: market.id, clientId, consentId, customerId: personId })
  }

  /** What an answer on the phone reaches: one factor unless two are demanded, the device and what unlocks it. */
  function levelOf(claims: unknown): { acr: string; amr: string[] } {
    const { passwordAcr } = market.security
    const { acr } = levelDue(market.security, claims, false) ?? { acr: passwordAcr }
    return { acr, amr: acr === passwordAcr ? ['pin'] : ['pin', 'hwk'] }
  }

  function tellApp({ id, clientId, consentId, sealedToken, expiresAt }: PhoneRequest): void {
    const url = clientOf(clientId).backchannel_client_notification_endpoint
    const bearerToken = sealedToken === null ? undefined : deps.seal.open(sealedToken)
    if (bearerToken === undefined || typeof url !== 'string') return
    const operation = 'notify the app'
    deps.notify({
      ...{ market: market.id, clientId, consentId, url, operation },
      arrow: market.arrows.operations[operation] ?? null,
      bearerToken,
      body: JSON.stringify({ auth_req_id: id }),
      until: expiresAt,
    })
  }

  const clientOf = (clientId: string): Record<string, unknown> => {
    const row = store.find(market.id, 'Client', clientId)
    return row ? JSON.parse(row.payload) : {}
  }

  /** An answer given on the phone, recorded as the exchange that it is. */
  function answered<T>(request: PhoneRequest, operation: string, act: (tie: (grantId: string) => void) => Promise<T>) {
    const { clientId, consentId, id } = request
    return exchanges.pass(
      {
        arrow: market.arrows.operations[operation] ?? null,
        from: 'consumer',
        to: 'identity',
        operation,
        request: { body: { auth_req_id: id } },
        ids: { market: market.id, clientId, consentId },
      },
      (exchange) =>
        act((grantId) => {
          exchange.ids.grantId = grantId
        }),
    )
  }

  return {
    /** Rings the phone: keeps the request for its account holder to answer. */
    ring: db.transaction(
      (asked: {
        id: string
        clientId: string
        consentId: string
        personId: string
        bindingMessage: string | null
        notificationToken: string | undefined
        lifeSeconds: number
        pollSeconds: number
      }): void => {
        const { notificationToken, lifeSeconds, ...request } = asked
        const at = world.clock.now()
        phones.add({
          ...{ ...request, market: market.id, requestedAt: at, expiresAt: at + lifeSeconds * 1000 },
          sealedToken: notificationToken === undefined ? null : deps.seal.seal(notificationToken),
        })
        const { clientId, consentId, personId } = request
        events.record({ type: 'phone-request.asked', market: market.id, clientId, consentId, customerId: personId })
      },
    ),

    /** A request as its account holder sees it; undefined once it is answered or over. */
    show(request: PhoneRequest): PhoneApproval | undefined {
      const consent = consents.find(request.consentId)
      const person = people.person(request.personId)
      if (!consent || !consents.isWaiting(consent) || !person) return undefined
      const holder = approvals.holderFor(person, consent)
      const choice =
        typeof holder === 'string' ? { shareable: [], mustChoose: false } : approvals.choiceFor(consent, holder)
      const client = clientOf(request.clientId)
      const { id, consentId, clientId, bindingMessage, requestedAt, expiresAt } = request
      return {
        ...{ id, market: market.id, consentId, bindingMessage, requestedAt, expiresAt },
        app: {
          clientId,
          name: String(client.client_name ?? clientId),
          organisation: String(client.organisation_name ?? ''),
        },
        person: { id: person.id, name: person.name },
        // Who may not answer for the consent is not shown it (FAPI-BR 9.6).
        shared: typeof holder === 'string' ? [] : market.consent.describe(consent),
        notes: typeof holder === 'string' ? [] : market.consent.notes(consent),
        sharedUntil: consent.expiresAt,
        holder: typeof holder === 'string' ? null : holder,
        accounts: choice.shareable,
        choosesAccounts: market.consent.needsAccounts(consent),
        mustChoose: choice.mustChoose,
      }
    },

    /**
     * The account holder says yes, for the accounts chosen or for all that can be shared. Throws phone-request-not-found,
     * phone-request-ended, consent-of-another-person, consent-of-another-company, accounts-not-shareable,
     * accounts-none-chosen.
     */
    async approve(id: string, accounts?: readonly string[]): Promise<{ accountIds: string[] }> {
      const asked = phones.find(id)
      if (!asked) throw problem('phone-request-not-found', { id }, 'phone-request-waiting')
      return answered(asked, 'approve on the phone', async (tie) => {
        const { request, consent, person } = open(id)
        const holder = approvals.holderFor(person, consent)
        if (typeof holder === 'string') {
          const type = holder === 'person' ? 'consent-of-another-person' : 'consent-of-another-company'
          throw problem(type, { consentId: consent.id }, 'consent-customer')
        }
        const choice = approvals.choiceFor(consent, holder)
        const accountIds = approvals.chosen(accounts ?? choice.shareable.map((account) => account.id), choice)
        if (typeof accountIds === 'string') throw problem(accountIds, {}, 'accounts-chosen')
        const { scope, claims } = JSON.parse(store.find(market.id, MODEL, id)?.payload ?? '{}') as Kept
        const login = { ...levelOf(claims), authTime: Math.floor(world.wire.now() / 1000) }
        const grantId = await approvals.authorise(
          consent,
          { clientId: request.clientId, scope: scope ?? '' },
          { person, holder, accountIds },
          (grantId) => settle(request, { state: 'approved', grantId, login }),
        )
        if (grantId === undefined) throw ended(request)
        tie(grantId)
        return { accountIds }
      })
    },

    /**
     * The account holder says no: the consent is rejected and the app told. Who may not answer for the consent says no
     * for themselves only, and it stays as it is. Throws phone-request-not-found, phone-request-ended.
     */
    async reject(id: string): Promise<void> {
      const asked = phones.find(id)
      if (!asked) throw problem('phone-request-not-found', { id }, 'phone-request-waiting')
      await answered(asked, 'reject on the phone', async () => {
        const { request, consent, person } = open(id)
        db.transaction(() => {
          settle(request, { state: 'rejected', why: 'the account holder said no' })
          if (typeof approvals.holderFor(person, consent) === 'object') consents.cancel(consent.id)
        })()
      })
    },

    /** Ends what still waits for a consent that was answered elsewhere, or that ended. */
    consentAnswered(consentId: string): void {
      for (const request of phones.waitingFor(consentId)) {
        if (request.market === market.id) settle(request, { state: 'ended', why: 'the consent waits no longer' })
      }
    },

    /**
     * Whether an app asks too soon for a request that nobody answered yet; it then has to wait five seconds longer from
     * now on (CIBA 11: slow_down). Apps time themselves by their own clocks.
     */
    asksTooSoon(id: string): boolean {
      const request = phones.find(id)
      if (!request) return false
      const now = world.wire.now()
      const dueAt = (request.polledAt ?? Number.NEGATIVE_INFINITY) + request.pollSeconds * 1000 - JITTER_MS
      const tooSoon = now < dueAt
      phones.setPolled(id, now, request.pollSeconds + (tooSoon ? SLOWER_SECONDS : 0))
      return tooSoon
    },
  }
}

/** What a message may be faster than the one before it on its way here. */
const JITTER_MS = 500
const SLOWER_SECONDS = 5

function ended({ id, state }: PhoneRequest) {
  return problem('phone-request-ended', { id, state }, 'phone-request-waiting')
}
