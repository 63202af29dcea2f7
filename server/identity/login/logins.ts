import { Problem, problem, type World } from '#kernel'
import type { Market } from '#markets'
import type { People, Person } from '../people.ts'
import { levelDue } from './acr.ts'
import { type CodeFault, type Codes, TRIES } from './codes.ts'
import type { LoginSettings } from './settings.ts'
import type { Flow, LoginStore, Way } from './store.ts'

/** Why somebody is not logged in yet. */
export type LoginFault = 'failed' | 'locked' | 'codes-used-up' | Exclude<CodeFault, 'code-not-asked'>

/**
 * What a step of a login led to: somebody is in, or was refused, or goes on with the step that the login stands at now:
 * the code that was just sent, or whatever a form from an older page has missed.
 */
export type LoginStep =
  | { kind: 'in'; person: Person; acr: string; amr: string[] }
  | { kind: 'on' }
  | { kind: 'refused'; fault: LoginFault }

/** What a login is for. */
export type LoginFor = {
  uid: string
  clientId: string | null
  consentId: string | null
  app: string
  /** The request's `claims` parameter. */
  claims: unknown
}

/** A code on its way to a customer, as their phone shows it. Times are bank milliseconds. */
export type WaitingCode = {
  market: string
  login: string
  name: string
  app: string
  code: string
  sentAt: number
  expiresAt: number
  triesLeft: number
}

export type Logins = ReturnType<typeof openLogins>

/** The phone shows no more than these. */
const MOST_CODES = 50

/** Opens the customers' logins: a password, and a one-time code where one is due, wherever the pages are. */
export function openLogins({
  world,
  people,
  store,
  settings,
  codes,
}: {
  world: World
  people: People
  store: LoginStore
  settings: LoginSettings
  codes: Codes
}) {
  function begun(market: Market, about: LoginFor, way: Way, bankAsksForCode: boolean): Flow {
    const due = levelDue(market.security, about.claims, bankAsksForCode)
    if (!due) throw problem('login-level-unknown', {}, 'customer-login')
    const { uid, clientId, consentId, app } = about
    const expiresAt = world.clock.now() + market.security.interactionSeconds * 1000
    store.addFlow({ ...{ uid, market: market.id, clientId, consentId, app, way, expiresAt }, ...due })
    return store.flow(uid) as Flow
  }

  /** Turns a lock, or too many codes, into a refusal that a page can show. */
  async function refusing(act: () => Promise<LoginStep> | LoginStep): Promise<LoginStep> {
    try {
      return await act()
    } catch (error) {
      const fault = error instanceof Problem ? FAULTS[error.type] : undefined
      if (fault === undefined) throw error
      return { kind: 'refused', fault }
    }
  }

  const inside = (flow: Flow, person: Person, amr: string[]): LoginStep => ({ kind: 'in', person, acr: flow.acr, amr })

  return {
    /**
     * The login of an interaction at Identity Management, begun as the market's setting has it now if it was not before.
     * Throws login-level-unknown where the request demands a level that this bank doesn't reach.
     */
    at(market: Market, about: LoginFor): Flow {
      const { way, secondFactor } = settings.of(market.lane?.market ?? market.id)
      return store.flow(about.uid) ?? begun(market, about, way, secondFactor)
    },
    /** The same for an interaction at the bank's own identity provider, which asks what its client asked it for. */
    atProvider: (market: Market, about: LoginFor): Flow =>
      store.flow(about.uid) ?? begun(market, about, 'provider', false),

    /** The same for a page of the bank's own that is no app's: here, whatever apps' customers are sent to. */
    atBank: (market: Market, about: LoginFor): Flow =>
      store.flow(about.uid) ??
      begun(market, about, 'identity', settings.of(market.lane?.market ?? market.id).secondFactor),

    /** Whether the password was right and the code is owed. */
    owesCode: (flow: Flow): boolean => flow.personId !== null,

    /** Login and password; the code is sent where one is due. */
    password: (market: Market, flow: Flow, login: string, password: string): Promise<LoginStep> =>
      refusing(async () => {
        const person = await people.authenticate(market.book, login, password)
        if (!person) return { kind: 'refused', fault: 'failed' }
        if (!flow.secondFactor) return inside(flow, person, ['pwd'])
        codes.send(flow.uid, { personId: person.id, login })
        return { kind: 'on' }
      }),

    /** The code that was sent. */
    code: (flow: Flow, sent: string): Promise<LoginStep> =>
      refusing(() => {
        const checked = codes.check(flow.uid, sent)
        if (checked === 'code-not-asked') return { kind: 'on' }
        if (typeof checked === 'string') return { kind: 'refused', fault: checked }
        const person = people.person(checked.personId)
        return person ? inside(flow, person, ['pwd', 'otp', 'mfa']) : { kind: 'refused', fault: 'failed' }
      }),

    /** Another code in the place of the one that was sent. */
    resend: (flow: Flow): Promise<LoginStep> =>
      refusing(() => {
        const { personId, login } = flow
        if (personId !== null && login !== null) codes.send(flow.uid, { personId, login })
        return { kind: 'on' }
      }),

    /** The codes that could still be entered, newest first: what the simulated phones show. */
    waitingCodes: (): WaitingCode[] =>
      codes.waiting(MOST_CODES).map((flow) => ({
        market: flow.market,
        login: flow.login ?? '',
        name: people.person(flow.personId ?? '')?.name ?? '',
        app: flow.app,
        code: flow.code ?? '',
        sentAt: flow.codeSentAt ?? 0,
        expiresAt: flow.codeExpiresAt ?? 0,
        triesLeft: TRIES - flow.wrongTries,
      })),

    /** Deletes logins that have ended. Returns how many rows. */
    sweep: (): number => store.sweep(world.clock.now(), world.wire.now()),
  }
}

const FAULTS: Readonly<Record<string, LoginFault>> = {
  'login-locked': 'locked',
  'login-codes-used-up': 'codes-used-up',
}
