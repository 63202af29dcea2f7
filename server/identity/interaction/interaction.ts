import type { Context } from 'koa'
import type { Provider } from 'oidc-provider'
import type { Consent, Consents } from '#consent'
import { type Exchange, problem } from '#kernel'
import type { Market } from '#markets'
import type { Approvals } from '../approval.ts'
import type { Form } from '../form.ts'
import type { Handoffs } from '../login/handoff.ts'
import type { Logins } from '../login/logins.ts'
import type { Holder, People, Person } from '../people.ts'
import { openLoggingIn } from './logging-in.ts'
import { openScreens } from './screens.ts'
import { openVisits, refused, type Visit } from './visit.ts'

export type InteractionDeps = {
  market: Market
  provider: () => Provider
  consents: Consents
  people: People
  approvals: Approvals
  logins: Logins
  handoffs: Handoffs
  consentOfPushed: (id: string | undefined) => Consent | undefined
  /** Throws request-uri-unknown for a pushed request whose app was answered already. */
  demandOpen: (id: string | undefined) => void
  formSecret: string
}

/** Arrow 8: login and consent, one interaction for each authorization request. */
export function openInteractions(deps: InteractionDeps) {
  const { market, consents, people, approvals } = deps
  const { visit, submission } = openVisits(deps)
  const screens = openScreens({ market, approvals })
  const { showConsent, showMismatch, showFull, showEnded } = screens
  const loggingIn = openLoggingIn({
    ...{ ...deps, screens },
    deny: (at, error, description) => finish(at, { error, error_description: description }),
  })

  /** A form sent twice, or again from an older page, changes nothing: what the customer confirmed goes on to the app. */
  async function undecided(at: Visit, act: (at: Visit) => Promise<void> | void): Promise<void> {
    const { result, returnTo } = at.details
    if (!result?.consent) {
      // Of several visits to one request, the first that ends answers the app.
      if (waiting(at)) deps.demandOpen((at.details as { parJti?: string }).parJti)
      return act(at)
    }
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

  async function showNext(at: Visit): Promise<void> {
    const holder = holderNow(at)
    if (!waiting(at)) showEnded(at)
    else if (holder === undefined) await loggingIn.show(at)
    else if (typeof holder === 'string') showMismatch(at, holder)
    else showChoice(at, holder)
  }

  function showChoice(at: Visit & { consent: Consent }, holder: Holder, fault?: 'choose-one'): void {
    const person = loggedIn(at) as Person
    if (approvals.isFull(person, at.consent)) showFull(at)
    else showConsent(at, { holder, replaceable: approvals.replaceable(person, at.consent) }, fault)
  }

  function whyLeft(at: Visit): string {
    const holder = holderNow(at)
    if (typeof holder === 'string') return 'the consent is for another customer'
    if (!waiting(at)) return 'the consent is no longer waiting for its customer'
    const person = loggedIn(at)
    if (!person) return 'the account holder did not log in'
    return approvals.isFull(person, at.consent)
      ? 'the account holder shares with this app as often as they may'
      : 'the account holder did not decide'
  }

  async function denied(at: Visit, description: string): Promise<void> {
    await finish(at, { error: 'access_denied', error_description: description })
  }

  async function finish(at: Visit, result: Record<string, unknown>): Promise<void> {
    const returnTo = await deps.provider().interactionResult(at.ctx.req, at.ctx.res, result)
    at.ctx.status = 303
    at.ctx.redirect(returnTo)
  }

  /** A step of a login, which only a consent that waits is worth. */
  const asking = (at: Visit, act: (at: Visit) => Promise<void>): Promise<void> | void =>
    waiting(at) ? act(at) : showEnded(at)

  return {
    /** Shows whatever comes next: login, consent, or why there is nothing to do. */
    show: async (ctx: Context): Promise<void> => undecided(await visit(ctx), showNext),

    login: async (ctx: Context, form: Form): Promise<void> =>
      undecided(await submission(ctx, form), (at) => asking(at, () => loggingIn.password(at, form))),

    code: async (ctx: Context, form: Form): Promise<void> =>
      undecided(await submission(ctx, form), (at) => asking(at, () => loggingIn.code(at, form))),

    resend: async (ctx: Context, form: Form): Promise<void> =>
      undecided(await submission(ctx, form), (at) => asking(at, () => loggingIn.resend(at))),

    /**
     * Back from the bank's own identity provider, at the one address that it knows: on to the interaction that the state
     * was made for, whose cookie only its own browser has. Throws login-return-unknown.
     */
    handback(ctx: Context): void {
      const handoff = deps.handoffs.byState(ctx.query.state)
      if (!handoff) throw problem('login-return-unknown', {}, 'login-return')
      const { uid, clientId, consentId } = handoff
      const exchange = ctx.state.exchange as Exchange | undefined
      if (exchange) Object.assign(exchange.ids, { clientId, ...(consentId === null ? {} : { consentId }) })
      ctx.status = 303
      ctx.redirect(`${market.addresses.issuerPath}/interaction/${uid}/returned?${ctx.querystring}`)
    },

    returned: async (ctx: Context): Promise<void> =>
      undecided(await visit(ctx), (at) => asking(at, loggingIn.returned)),

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
      undecided(await submission(ctx, form), (at) => denied(at, whyLeft(at))),
  }

  async function confirm(at: Visit, form: Form): Promise<void> {
    const person = loggedIn(at)
    const holder = holderNow(at)
    if (!waiting(at) || !person || typeof holder !== 'object') return showNext(at)
    const sent = form.accounts === undefined ? [] : [form.accounts].flat()
    const accountIds = approvals.chosen(sent, approvals.choiceFor(at.consent, holder))
    if (typeof accountIds === 'string') {
      refused(at, accountIds, 'accounts-chosen')
      return showChoice(at, holder, 'choose-one')
    }
    if (approvals.isFull(person, at.consent)) return showFull(at)
    const before = approvals.replaceable(person, at.consent)
    const replaces = form.replaces !== undefined && form.replaces === before?.id ? before : undefined
    const { client_id: clientId, scope } = at.details.params
    const request = { clientId: String(clientId), scope: String(scope) }
    const grantId = await approvals.authorise(at.consent, request, { person, holder, accountIds, replaces })
    if (grantId === undefined) return showEnded(at)
    const exchange = at.ctx.state.exchange as Exchange | undefined
    if (exchange) exchange.ids.grantId = grantId
    const { login } = at.details.result as Record<string, unknown>
    await finish(at, { login, consent: { grantId } })
  }
}
