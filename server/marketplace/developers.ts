import { createHash } from 'node:crypto'
import type { Directory, Organisation } from '#directory'
import { type Database, type Events, Problem, problem, type World } from '#kernel'
import type { Developer, MarketplaceMarket, NewDeveloper } from './model.ts'
import { hashPassword, passwordFits } from './password.ts'
import { developerStore } from './store.ts'

const PASSWORD_MIN_LENGTH = 8
const SESSION_MS = 12 * 60 * 60_000
const FAILURES_ALLOWED = 5
const FAILURE_WINDOW_MS = 15 * 60_000

/** The organisation behind the install's own applications. Invented; its number has right check digits. */
const OWNER = { organisation: 'Oficina Bancada Ltda.', registrationNumber: '99777555000101', developer: 'Bancada' }

export type DevelopersDeps = {
  db: Database
  world: World
  events: Events
  directory: Pick<Directory, 'enrolOrganisation'>
  markets: readonly MarketplaceMarket[]
}

type OrganisationInput = NewDeveloper['organisation']

/** Who builds applications: sign-up, sign-in, sessions. All times are bank time. */
export function openDevelopers({ db, world, events, directory, markets }: DevelopersDeps) {
  const store = developerStore(db)
  /** Sign-ins of one e-mail go one after another, so that guessing in parallel gains nothing. */
  const turns = new Map<string, Promise<unknown>>()

  function add(input: {
    organisation: OrganisationInput
    developer: { name: string; email: string | null }
    passwordHash: string | null
  }): Developer {
    if (input.developer.email !== null && store.byEmail(input.developer.email)) throw problem('email-taken')
    const organisation = enrol(input.organisation)
    const developer: Developer = {
      id: world.ids.uuid(),
      organisationId: organisation.organisationId,
      name: input.developer.name,
      email: input.developer.email,
      createdAt: world.clock.now(),
    }
    store.add(developer, input.passwordHash === null ? 'owner' : 'portal', input.passwordHash)
    events.record({
      type: 'developer.signed-up',
      data: { developerId: developer.id, organisationId: organisation.organisationId },
    })
    return developer
  }

  function enrol({ name, registrationNumber, roles }: OrganisationInput): Organisation {
    try {
      return directory.enrolOrganisation({ name, registrationNumber, roles: [...(roles ?? defaultRoles(markets))] })
    } catch (error) {
      // Whose organisation it is stays with the directory.
      if (!(error instanceof Problem) || error.type !== 'registration-number-taken') throw error
      throw problem('organisation-taken', { registrationNumber })
    }
  }

  function openSession(developerId: string): string {
    const token = world.ids.token()
    const now = world.clock.now()
    store.dropSessionsEnded(now)
    store.addSession(digestOf(token), developerId, now + SESSION_MS)
    return token
  }

  function liveSession(sessionToken: string): { developer: Developer; endsAt: number } {
    const digest = digestOf(sessionToken)
    const developer = store.bySession(digest, world.clock.now())
    const endsAt = store.sessionEnd(digest)
    if (!developer || endsAt === undefined) throw problem('session-ended')
    return { developer, endsAt }
  }

  async function signIn(email: string, password: string) {
    refuseLocked(email)
    const known = store.byEmail(email)
    const fits = await passwordFits(password, known?.passwordHash ?? undefined)
    if (known && fits) {
      return db.transaction(() => {
        store.dropFailuresOf(email)
        events.record({ type: 'developer.signed-in', data: { developerId: known.developer.id } })
        return { developer: known.developer, sessionToken: openSession(known.developer.id) }
      })()
    }
    db.transaction(() => {
      const now = world.clock.now()
      store.dropFailuresBefore(now - FAILURE_WINDOW_MS)
      store.addFailure(email, now)
      events.record({ type: 'developer.sign-in-failed', data: { developerId: known?.developer.id ?? null } })
    })()
    throw problem('sign-in-refused')
  }

  function refuseLocked(email: string): void {
    const now = world.clock.now()
    const oldest = store.failures(email, now - FAILURE_WINDOW_MS, FAILURES_ALLOWED)[FAILURES_ALLOWED - 1]
    if (oldest === undefined) return
    const until = oldest + FAILURE_WINDOW_MS
    throw problem('login-locked', { until, retryAfterSeconds: Math.ceil((until - now) / 1000) })
  }

  return {
    /**
     * Enrols a developer with an organisation of their own and signs them in.
     * Throws problem('password-too-short'), ('email-taken'), ('organisation-taken') and what the directory refuses
     * (registration-number-invalid, role-unknown, organisation-name-invalid).
     */
    async signUp({ organisation, developer }: NewDeveloper): Promise<{ developer: Developer; sessionToken: string }> {
      if ([...developer.password].length < PASSWORD_MIN_LENGTH) {
        throw problem('password-too-short', { minLength: PASSWORD_MIN_LENGTH })
      }
      if (bare(organisation.registrationNumber) === OWNER.registrationNumber) {
        throw problem('organisation-taken', { registrationNumber: organisation.registrationNumber })
      }
      const email = plain(developer.email)
      if (store.byEmail(email)) throw problem('email-taken')
      const passwordHash = await hashPassword(developer.password, world.ids.token(16))
      return db.transaction(() => {
        const added = add({ organisation, developer: { name: developer.name, email }, passwordHash })
        return { developer: added, sessionToken: openSession(added.id) }
      })()
    },

    /**
     * Opens a session of 12 hours. Unknown e-mails cost and answer the same as wrong passwords.
     * Throws problem('sign-in-refused') and, after 5 failures within 15 minutes, problem('login-locked', { until }).
     */
    signIn({ email, password }: { email: string; password: string }) {
      const name = plain(email)
      const before = turns.get(name) ?? Promise.resolve()
      const turn = before.then(() => signIn(name, password))
      const settled = turn
        .catch(() => {})
        .then(() => {
          if (turns.get(name) === settled) turns.delete(name)
        })
      turns.set(name, settled)
      return turn
    },

    /** Who a session is, and when it ends. Throws problem('session-ended'). */
    session: liveSession,

    /**
     * Moves a session's end to 12 hours from now. The token stays, so that no call on its way is refused.
     * Throws problem('session-ended').
     */
    renewSession: db.transaction((sessionToken: string) => {
      liveSession(sessionToken)
      store.moveSessionEnd(digestOf(sessionToken), world.clock.now() + SESSION_MS)
      return liveSession(sessionToken)
    }),

    /** Ends a session, with its event; one that has ended is none the worse. */
    signOut: db.transaction((sessionToken: string) => {
      const developer = store.bySession(digestOf(sessionToken), world.clock.now())
      if (!developer) return
      store.dropSession(digestOf(sessionToken))
      events.record({ type: 'developer.signed-out', data: { developerId: developer.id } })
    }),

    /** The developer of a session that has not ended. */
    ofSession: (sessionToken: string) => store.bySession(digestOf(sessionToken), world.clock.now()),
    find: (id: string) => store.find(id),

    /** The install's own developer, made at first use; it has no password and no session. */
    owner: () =>
      store.owner() ??
      db.transaction(() =>
        add({
          organisation: { name: OWNER.organisation, registrationNumber: OWNER.registrationNumber },
          developer: { name: OWNER.developer, email: null },
          passwordHash: null,
        }),
      )(),
  }
}

export type Developers = ReturnType<typeof openDevelopers>

function defaultRoles(markets: readonly MarketplaceMarket[]): string[] {
  return [...new Set(markets.flatMap((market) => market.recipientRoles ?? market.trust.roles))]
}

/** Only the token's hash is kept: a copy of the database opens no session. */
function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

function plain(email: string): string {
  return email.trim().toLowerCase()
}

function bare(registrationNumber: string): string {
  return registrationNumber.replace(/[^0-9A-Za-z]/g, '').toUpperCase()
}
