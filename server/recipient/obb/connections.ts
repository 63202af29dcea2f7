import { Problem, problem } from '#kernel'
import type { LifeUse } from '../life.ts'
import type { Period } from '../pages/statement.ts'
import type { Device } from '../routing.ts'
import type { Connection } from '../store.ts'
import type { Authorisation } from './authorisation.ts'
import type { Choice } from './choice.ts'
import type { Consent, Consents } from './consents.ts'
import type { openData, TransactionPage } from './data.ts'
import type { MetadataReader } from './metadata.ts'
import { endOf, historyUntil, type Term } from './terms.ts'

type Deps = LifeUse & {
  consents: Consents
  authorisation: Authorisation
  data: ReturnType<typeof openData>
  metadata: MetadataReader
}

/** The life of a connection: begun, authorised, used, refreshed, ended. Every problem carries its `connectionId`. */
export function openConnections(deps: Deps) {
  const { life, world, store, consents, authorisation, tokens, data } = deps
  const { find, within } = life

  /** Asks the bank what became of the consent, and keeps it. A consent that is over has no tokens any more. */
  async function learn(connection: Connection): Promise<Consent> {
    const consent = await consents.read(connection.id, connection.consentId)
    store.saveConsent(connection.id, consent, consent.status === 'REJECTED' ? world.clock.now() : null)
    if (consent.status === 'REJECTED') store.forgetTokens(connection.id)
    return consent
  }

  /** Adds to a refusal what the consent itself says; the refusal stands also where that can't be learned. */
  async function explained(connection: Connection, error: unknown): Promise<unknown> {
    if (!(error instanceof Problem) || !MAY_BE_OVER(error)) return error
    const consent = await learn(connection).catch(() => undefined)
    if (!consent) return error
    const rejection = [consent.rejectedBy, consent.rejectionCode].filter(Boolean).join(' / ')
    const customerSaidNo = consent.rejectionCode === 'CUSTOMER_MANUALLY_REJECTED'
    const consentOver = consent.status === 'REJECTED'
    return problem(error.type, {
      ...error.facts,
      consentStatus: consent.status,
      consentOver,
      rejection,
      customerSaidNo,
    })
  }

  async function load(connection: Connection): Promise<void> {
    const now = world.clock.now()
    store.saveData(connection.id, await data.snapshot(connection, historyUntil(now)), now)
  }

  return {
    find,
    list: life.list,
    onward: life.onward,

    /** Lodges the consent and pushes the authorization request; returns the new connection's id. */
    connect(session: string, choice: Choice): Promise<string> {
      const id = world.ids.uuid()
      return within(id, async () => {
        const createdAt = world.clock.now()
        const expiresAt = endOf(choice.term, createdAt)
        const { bank } = await deps.metadata.read()
        const { consentId, status, permissions } = await consents.create(id, choice, expiresAt)
        const attempt = await authorisation.begin(id, consentId)
        const sentTo = new URL(attempt.authorizationUrl)
        await life.keepFront(id, sentTo.origin + sentTo.pathname, sentTo.search, 'request')
        const { customer, document, businessDocument } = choice
        const consent = { consentId, consentStatus: status, permissions, expiresAt, createdAt }
        const whose = { market: deps.marketId, bank: bank.name, customer, document, businessDocument }
        store.begin(session, { id, ...whose, ...consent }, attempt)
        return id
      })
    },

    /** Takes the answer that the browser brought from the bank; returns the connection's id, its data read. */
    async complete(session: string, answer: string): Promise<string> {
      const attempt = store.takeAttempt(session, new URLSearchParams(answer).get('state') ?? '')
      if (!attempt) throw problem('answer-untrustworthy', { check: 'state' })
      const connection = find(session, attempt.connectionId)
      return within(connection.id, async () => {
        await life.keepFront(connection.id, deps.redirectUri, answer, 'response')
        try {
          const granted = await authorisation.complete(attempt, connection.consentId, answer)
          store.saveTokens(connection.id, granted, world.clock.now())
          await learn(connection)
          await load(find(session, connection.id))
        } catch (error) {
          throw await explained(connection, error)
        }
        return connection.id
      })
    },

    /** Gets a new access token and reads everything anew. */
    refresh(session: string, id: string): Promise<void> {
      const connection = find(session, id)
      return within(id, async () => {
        try {
          await tokens.renew(connection)
          await load(find(session, id))
        } catch (error) {
          throw await explained(connection, error)
        }
      })
    },

    /** Whether the bank takes renewals; no where that can't be learned now. */
    renewable: (): Promise<boolean> =>
      deps.metadata.read().then(
        ({ bank }) => bank.publishes('extends') && bank.publishes('extensions'),
        () => false,
      ),

    /** Gives the consent a new term, from now on, and reads back the bank's list of renewals. */
    renew(session: string, id: string, term: Term, device: Device): Promise<void> {
      const connection = find(session, id)
      return within(id, async () => {
        const expiresAt = endOf(term, world.clock.now())
        try {
          await consents.extend(connection, await tokens.current(connection), expiresAt, device)
        } catch (error) {
          throw await explained(connection, error)
        }
        store.saveTerm(id, expiresAt, await consents.renewals(id, connection.consentId))
      })
    },

    /** Revokes the consent at the bank and reads back how it ended. */
    disconnect(session: string, id: string): Promise<void> {
      const connection = find(session, id)
      return within(id, async () => {
        try {
          await consents.remove(id, connection.consentId)
        } catch (error) {
          if (error instanceof Problem && error.facts.status === 404) life.forget(id)
          throw await explained(connection, error)
        }
        store.forgetTokens(id)
        await learn(connection)
      })
    },

    transactions(
      session: string,
      id: string,
      accountId: string,
      wanted: { period: Period; cursor: string | null },
    ): Promise<TransactionPage> {
      const connection = find(session, id)
      return within(id, async () => {
        try {
          return await data.transactions(connection, accountId, wanted)
        } catch (error) {
          throw await explained(connection, error)
        }
      })
    },
  }
}

export type Connections = ReturnType<typeof openConnections>

/** Whether the end of the consent could be behind a refusal: the standard answers 401, 422 or an OAuth error then. */
const MAY_BE_OVER = ({ type, facts }: Problem): boolean =>
  type === 'authorisation-refused' || (type === 'bank-refused' && [400, 401, 404, 422].includes(Number(facts.status)))
