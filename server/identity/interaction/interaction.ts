import type { Context } from 'koa'
import type { Provider } from 'oidc-provider'
import type { Consent, Consents } from '#consent'
import { type Exchange, Problem } from '#kernel'
import type { Market } from '#markets'
import type { Approvals } from '../approval.ts'
import type { Form } from '../form.ts'
import type { People, Person } from '../people.ts'
import { openScreens } from './screens.ts'
import { openVisits, refused, type Visit } from './visit.ts'

export type InteractionDeps = {
  market: Market
  provider: () => Provider
  consents: Consents
  people: People
  approvals: Approvals
  formSecret: string
}

/** Arrow 8: login and consent, one interaction for each authorization request. */
export function openInteractions(deps: InteractionDeps) {
  const { market, consents, people, approvals } = deps
  const { visit, submission } = openVisits(deps)
  const { showLogin, showConsent, showMismatch, showEnded } = openScreens({ market, approvals })

  /** A form sent twice, or again from an older page, changes nothing: what the customer confirmed goes on to the app. */
  async function undecided(at: Visit, act: (at: Visit) => Promise<void> | void): Promise<void> {
    const { result, returnTo } = at.details
    if (!result?.consent) return act(at)
    at.ctx.status = 303
    at.ctx.redirect(returnTo)
  }

  const loggedIn = (at: Visit): Person | undefined => {
    const accountId = (at.details.result?.login as { accountId?: string } | undefined)?.accountId
    return accountId === undefined ? undefined : people.person(accountId)
  }

  const waiting = (at: Visit): at is Visit & { consent: Consent } =>
    at.consent !== undefined && consents.isWaiting(at.consent)

  const holderNow = (at: Visit): ReturnType<typeof approvals.holderFor> | undefined => {
    const person = loggedIn(at)
    return person && at.consent ? approvals.holderFor(person, at.consent) : undefined
  }

  function showNext(at: Visit): void {
    const holder = holderNow(at)
    if (!waiting(at)) showEnded(at)
    else if (holder === undefined) showLogin(at)
    else if (typeof holder === 'string') showMismatch(at, holder)
    else showConsent(at, holder)
  }

  async function denied(at: Visit, description: string): Promise<void> {
    await finish(at, { error: 'access_denied', error_description: description })
  }

  async function finish(at: Visit, result: Record<string, unknown>): Promise<void> {
    const returnTo = await deps.provider().interactionResult(at.ctx.req, at.ctx.res, result)
    at.ctx.status = 303
    at.ctx.redirect(returnTo)
  }

  return {
    /** Shows whatever comes next: login, consent, or why there is nothing to do. */
    show: async (ctx: Context): Promise<void> => undecided(await visit(ctx), showNext),

    login: async (ctx: Context, form: Form): Promise<void> =>
      undecided(await submission(ctx, form), (at) => logIn(at, form)),

    confirm: async (ctx: Context, form: Form): Promise<void> =>
      undecided(await submission(ctx, form), (at) => confirm(at, form)),

    /** The account holder says no: the consent is rejected and the app told (FAPI-BR: access_denied with state). */
    cancel: async (ctx: Context, form: Form): Promise<void> =>
      undecided(await submission(ctx, form), (at) => {
        // Whoever has not shown to be its customer says no for themselves only: the consent stays as it is.
        if (waiting(at) && typeof holderNow(at) === 'object') consents.cancel(at.consent.id)
        refused(at, 'customer-cancelled', 'customer-decides')
        return denied(at, 'the account holder cancelled')
      }),

    /** Leaves a page that explained why the flow can't go on; the consent stays as it is. */
    leave: async (ctx: Context, form: Form): Promise<void> =>
      undecided(await submission(ctx, form), (at) =>
        denied(
          at,
          typeof holderNow(at) === 'string'
            ? 'the consent is for another customer'
            : 'the consent is no longer waiting for its customer',
        ),
      ),
  }

  async function logIn(at: Visit, form: Form): Promise<void> {
    if (!waiting(at)) return showEnded(at)
    const login = String(form.username ?? '')
    const person = await attempt(at, login, String(form.password ?? ''))
    if (typeof person === 'string') return showLogin(at, person, login)
    const result = {
      login: { accountId: person.id, acr: market.security.passwordAcr, amr: ['pwd'], remember: false },
    }
    await deps.provider().interactionResult(at.ctx.req, at.ctx.res, result)
    at.ctx.status = 303
    at.ctx.redirect(`${at.path}?lang=${at.language}`)
  }

  async function confirm(at: Visit, form: Form): Promise<void> {
    const person = loggedIn(at)
    const holder = holderNow(at)
    if (!waiting(at) || !person || typeof holder !== 'object') return showNext(at)
    const sent = form.accounts === undefined ? [] : [form.accounts].flat()
    const accountIds = approvals.chosen(sent, approvals.choiceFor(at.consent, holder))
    if (typeof accountIds === 'string') {
      refused(at, accountIds, 'accounts-chosen')
      return showConsent(at, holder, 'choose-one')
    }
    const { client_id: clientId, scope } = at.details.params
    const request = { clientId: String(clientId), scope: String(scope) }
    const grantId = await approvals.authorise(at.consent, request, { person, holder, accountIds })
    if (grantId === undefined) return showEnded(at)
    const exchange = at.ctx.state.exchange as Exchange | undefined
    if (exchange) exchange.ids.grantId = grantId
    const { login } = at.details.result as Record<string, unknown>
    await finish(at, { login, consent: { grantId } })
  }

  async function attempt(at: Visit, login: string, password: string): Promise<Person | 'failed' | 'locked'> {
    try {
      const person = await people.authenticate(market.book, login, password)
      if (person) return person
      refused(at, 'login-failed', 'customer-login')
      return 'failed'
    } catch (error) {
      if (!(error instanceof Problem) || error.type !== 'login-locked') throw error
      refused(at, 'login-locked', 'customer-login')
      return 'locked'
    }
  }
}
