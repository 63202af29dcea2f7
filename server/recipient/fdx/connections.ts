import { Problem, problem } from '#kernel'
import type { LifeUse } from '../life.ts'
import type { Period } from '../pages/statement.ts'
import type { Document } from '../routing.ts'
import type { Connection } from '../store.ts'
import { type Authorisation, stateOfAnswer } from './authorisation.ts'
import type { Choice } from './choice.ts'
import type { Consents, GrantFacts, Revocation } from './consents.ts'
import type { openData, Snapshot, TransactionPage } from './data.ts'
import { holderName } from './holder.ts'
import type { MetadataReader } from './metadata.ts'
import { endOf, endOfGrant } from './terms.ts'
import { grantIdOf, tokensOf } from './token-answer.ts'

type Deps = LifeUse & {
  consents: Consents
  authorisation: Authorisation
  data: ReturnType<typeof openData>
  metadata: MetadataReader
}

/** What the app itself writes of a connection whose grant does not exist yet, or never will. */
export const PENDING = 'PENDING'
export const DECLINED = 'DECLINED'

/** The life of a connection: asked for, granted, used, refreshed, revoked. Every problem carries its `connectionId`. */
export function openConnections(deps: Deps) {
  const { life, world, store, consents, authorisation, tokens, data } = deps
  const { find, within } = life

  /** Asks the bank what became of the grant, and keeps it. A grant that is over has no tokens any more. */
  async function learn(connection: Connection): Promise<GrantFacts> {
    const { id, consentId } = connection
    const grant = await consents.read(connection)
    const [last] = grant.status === 'REVOKED' ? (await consents.revocations(connection)).slice(-1) : []
    const now = world.clock.now()
    const over = isOver(grant.status)
    const ending = { rejectedBy: last?.initiator ?? null, rejectionCode: last?.reason ?? null }
    store.saveConsent(id, { status: grant.status, ...ending }, over ? now : null)
    if (over) store.forgetTokens(id)
    else
      store.saveGrant(id, { consentId, permissions: grant.clusters, expiresAt: endOfGrant(grant.expirationTime, now) })
    return grant
  }

  /** Adds to a refusal what the grant itself says; the refusal stands also where that can't be learned. */
  async function explained(connection: Connection, error: unknown): Promise<unknown> {
    if (!(error instanceof Problem) || !MAY_BE_OVER(error) || connection.consentId === '') return error
    const grant = await learn(connection).catch(() => undefined)
    if (!grant) return error
    return problem(error.type, { ...error.facts, consentStatus: grant.status, consentOver: isOver(grant.status) })
  }

  /** Does something with a connection, and says of a refusal what the grant says. */
  const using = <T>(connection: Connection, act: () => Promise<T>): Promise<T> =>
    within(connection.id, () =>
      act().catch(async (error: unknown) => {
        throw await explained(connection, error)
      }),
    )

  async function load(connection: Connection): Promise<void> {
    const now = world.clock.now()
    const snapshot: Snapshot = await data.snapshot(connection, now)
    store.saveData(connection.id, snapshot, now)
    const name = holderName(snapshot)
    if (name !== '') store.saveCustomer(connection.id, name)
  }

  /** A customer who says no leaves no grant behind: the app itself remembers that it was asked. */
  function declined(connection: Connection, error: unknown): unknown {
    if (!(error instanceof Problem) || error.type !== 'authorisation-refused') return error
    const errors = Array.isArray(error.facts.errors) ? (error.facts.errors as { code: string }[]) : []
    if (!errors.some(({ code }) => code === 'access_denied')) return error
    store.saveConsent(connection.id, { status: DECLINED, rejectedBy: null, rejectionCode: null }, world.clock.now())
    return problem(error.type, { ...error.facts, customerSaidNo: true })
  }

  return {
    find,
    list: life.list,
    onward: life.onward,

    /** Pushes the authorization request with the consent in it; returns the new connection's id. */
    connect(session: string, choice: Choice): Promise<string> {
      const id = world.ids.uuid()
      return within(id, async () => {
        const createdAt = world.clock.now()
        const attempt = await authorisation.begin(id, choice)
        const sentTo = new URL(attempt.authorizationUrl)
        await life.keepFront(id, sentTo.origin + sentTo.pathname, sentTo.search, 'request')
        const { bank, clusters, term } = choice
        const whose = { market: deps.marketId, bank, customer: '', document: '', businessDocument: null }
        const asked = { consentId: '', consentStatus: PENDING, permissions: clusters }
        store.begin(session, { id, ...whose, ...asked, expiresAt: endOf(term, createdAt), createdAt }, attempt)
        return id
      })
    },

    /** Takes the answer that the browser brought from the bank; returns the connection's id, its data read. */
    async complete(session: string, answer: string): Promise<string> {
      const attempt = store.takeAttempt(session, stateOfAnswer(answer))
      if (!attempt) throw problem('answer-untrustworthy', { check: 'state' })
      const { id, permissions, expiresAt } = find(session, attempt.connectionId)
      const connection = () => find(session, id)
      return within(id, async () => {
        await life.keepFront(id, deps.redirectUri, answer, 'response')
        const granted = await authorisation.complete(attempt, answer).catch((error: unknown) => {
          throw declined(connection(), error)
        })
        const consentId = grantIdOf(granted)
        const now = world.clock.now()
        store.saveGrant(id, { consentId, permissions, expiresAt })
        store.saveTokens(id, tokensOf(granted, now), now)
        return using(connection(), async () => {
          await learn(connection())
          await load(connection())
          return id
        })
      })
    },

    /** Gets a new access token and reads everything anew. */
    refresh(session: string, id: string): Promise<void> {
      return using(find(session, id), async () => {
        await tokens.renew(find(session, id))
        await load(find(session, id))
      })
    },

    /** Revokes the grant at the bank and reads back how it ended. One that never came to be is only let go. */
    disconnect(session: string, id: string): Promise<void> {
      const connection = find(session, id)
      const { consentId } = connection
      if (consentId === '') {
        const ending = { status: DECLINED, rejectedBy: null, rejectionCode: null }
        return Promise.resolve(store.saveConsent(id, ending, world.clock.now()))
      }
      return using(connection, async () => {
        await consents.revoke(connection).catch((error: unknown) => {
          if (error instanceof Problem && error.facts.status === 404) life.forget(id)
          throw error
        })
        store.forgetTokens(id)
        await learn(connection)
      })
    },

    /** How the bank keeps that a grant was revoked; empty where that can't be read now. */
    revocations: (connection: Connection): Promise<Revocation[]> =>
      consents.revocations(connection).catch((error: unknown) => {
        if (error instanceof Problem) return []
        throw error
      }),

    transactions(
      session: string,
      id: string,
      accountId: string,
      wanted: { period: Period; cursor: string | null },
    ): Promise<TransactionPage> {
      const connection = find(session, id)
      return using(connection, () => data.transactions(connection, accountId, wanted))
    },

    statement(session: string, id: string, accountId: string, statementId: string): Promise<Document> {
      const connection = find(session, id)
      return using(connection, () => data.statement(connection, accountId, statementId))
    },
  }
}

export type Connections = ReturnType<typeof openConnections>

/** Only what is active, expired or revoked is ever told of a grant (FDX consent API, status). */
const isOver = (status: string): boolean => status === 'REVOKED' || status === 'EXPIRED'

/** Whether the end of the grant could be behind a refusal. */
const MAY_BE_OVER = ({ type, facts }: Problem): boolean =>
  type === 'authorisation-refused' || (type === 'bank-refused' && [400, 401, 403, 409].includes(Number(facts.status)))
