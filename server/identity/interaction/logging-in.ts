import type { Provider } from 'oidc-provider'
import { type Exchange, Problem } from '#kernel'
import type { Market } from '#markets'
import { isSubjectAsked } from '../claims-request.ts'
import type { Form } from '../form.ts'
import type { Handoffs } from '../login/handoff.ts'
import type { LoginFault, LoginStep, Logins } from '../login/logins.ts'
import type { Flow } from '../login/store.ts'
import type { Screens } from './screens.ts'
import { refused, type Visit } from './visit.ts'

export type LoggingInDeps = {
  market: Market
  provider: () => Provider
  logins: Logins
  handoffs: Handoffs
  screens: Screens
  /** Ends the interaction with an error for the app. */
  deny: (at: Visit, error: string, description: string) => Promise<void>
}

export type LoggingIn = ReturnType<typeof openLoggingIn>

/**
 * How the customer of an interaction logs in: on these pages, or at the bank's own identity provider (arrow 7), as the
 * market was set when the login began. Either way they come to the same consent page.
 */
export function openLoggingIn({ market, logins, handoffs, screens, ...deps }: LoggingInDeps) {
  /** The login of this interaction; undefined where it asks for a level that the bank doesn't reach, and the app is told. */
  async function flowOf(at: Visit): Promise<Flow | undefined> {
    const { uid, params } = at.details
    const clientId = String(params.client_id)
    try {
      return logins.at(market, {
        ...{ uid, clientId, consentId: at.consent?.id ?? null, app: at.app.name, claims: params.claims },
      })
    } catch (error) {
      if (!(error instanceof Problem) || error.type !== 'login-level-unknown') throw error
      refused(at, error.type, 'customer-login')
      await deps.deny(at, 'unmet_authentication_requirements', 'the bank does not reach the acr that was asked for')
      return undefined
    }
  }

  async function leave(at: Visit, flow: Flow): Promise<void> {
    const exchange = at.ctx.state.exchange as Exchange | undefined
    // A page that turns out to be a way on is told as what it was.
    if (exchange) rename(exchange, 'hand over to the provider')
    try {
      const to = await handoffs.begin(flow, at.language)
      at.ctx.status = 303
      at.ctx.redirect(to)
    } catch (error) {
      if (!(error instanceof Problem) || error.type !== 'login-provider-unreachable') throw error
      refused(at, error.type, 'login-return')
      screens.showNotIn(at, 502)
    }
  }

  function rename(exchange: Exchange, operation: string): void {
    exchange.operation = operation
    exchange.arrow = market.arrows.operations[operation] ?? null
  }

  function showStep(at: Visit, owesCode: boolean, fault?: LoginFault, login?: string): void {
    if (owesCode) screens.showCode(at, fault)
    else screens.showLogin(at, fault, login)
  }

  async function follow(at: Visit, flow: Flow, step: LoginStep, login?: string): Promise<void> {
    if (step.kind === 'refused') {
      refused(at, `login-${step.fault}`, 'customer-login')
      return showStep(at, logins.owesCode(flow) && !OVER.has(step.fault), step.fault, login)
    }
    if (step.kind === 'in') await enter(at, { accountId: step.person.id, acr: step.acr, amr: step.amr })
    else showAgain(at)
  }

  /** Goes on as whoever logged in, unless the app asked for somebody else: it is told so (OpenID Connect Core 3.1.2.2). */
  async function enter(at: Visit, who: { accountId: string; acr: string; amr: string[] }): Promise<void> {
    if (!isSubjectAsked(at.details.params.claims, who.accountId)) {
      refused(at, 'login-of-another', 'customer-login')
      return deps.deny(at, 'login_required', 'another account holder logged in than the sub that was asked for')
    }
    await deps.provider().interactionResult(at.ctx.req, at.ctx.res, { login: { ...who, remember: false } })
    showAgain(at)
  }

  function showAgain(at: Visit): void {
    at.ctx.status = 303
    at.ctx.redirect(`${at.path}?lang=${at.language}`)
  }

  /** A step on these pages; a login that began at the provider goes on there. */
  async function stepHere(at: Visit, act: (flow: Flow) => Promise<void> | void): Promise<void> {
    const flow = await flowOf(at)
    if (!flow) return
    if (flow.way === 'provider') return leave(at, flow)
    await act(flow)
  }

  return {
    /** Shows the step that the login stands at, or sends the customer to the provider. */
    show: (at: Visit): Promise<void> => stepHere(at, (flow) => showStep(at, logins.owesCode(flow))),

    password: (at: Visit, form: Form): Promise<void> =>
      stepHere(at, async (flow) => {
        const login = String(form.username ?? '')
        const step = await logins.password(market, flow, login, String(form.password ?? ''))
        return follow(at, { ...flow, personId: null }, step, login)
      }),

    code: (at: Visit, form: Form): Promise<void> =>
      stepHere(at, async (flow) => follow(at, flow, await logins.code(flow, String(form.code ?? '')))),

    resend: (at: Visit): Promise<void> => stepHere(at, async (flow) => follow(at, flow, await logins.resend(flow))),

    /** Takes the customer back from the provider. What doesn't hold leaves them where they were: not logged in. */
    async returned(at: Visit): Promise<void> {
      try {
        const { personId, acr, amr } = await handoffs.finish(at.details.uid, new URLSearchParams(at.ctx.querystring))
        await enter(at, { accountId: personId, acr, amr })
      } catch (error) {
        if (!(error instanceof Problem) || STATUS[error.type] === undefined) throw error
        // A page that is opened again by its own address, after it did its work, leads on.
        if (error.type === 'login-return-unknown' && at.details.result?.login) return showAgain(at)
        refused(at, error.type, 'login-return')
        screens.showNotIn(at, STATUS[error.type] as number)
      }
    },
  }
}

/** Faults after which no code is owed any more. */
const OVER: ReadonlySet<LoginFault> = new Set(['code-spent', 'failed'])

const STATUS: Readonly<Record<string, number>> = {
  'login-not-done': 401,
  'login-return-unknown': 400,
  'login-return-refused': 400,
  'login-provider-unreachable': 502,
}
