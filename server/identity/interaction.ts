import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from 'koa'
import type { Provider } from 'oidc-provider'
import type { Consent, Consents } from '#consent'
import { type Exchange, Problem, type World } from '#kernel'
import type { Market } from '#markets'
import type { Form } from './form.ts'
import { consentPage } from './pages/consent-page.ts'
import { loginPage } from './pages/login-page.ts'
import { noticePage } from './pages/notice-page.ts'
import { type Language, words } from './pages/words.ts'
import type { Holder, People, Person, ShareableAccount } from './people.ts'
import { API_RESOURCE, consentIdsIn, grantedScope } from './scopes.ts'

export type InteractionDeps = {
  market: Market
  provider: () => Provider
  consents: Consents
  people: People
  world: World
  formSecret: string
}

type Details = Awaited<ReturnType<Provider['interactionDetails']>>

/** What every page of one interaction needs. */
type Visit = {
  ctx: Context
  details: Details
  language: Language
  consent: Consent | undefined
  app: { name: string; organisation: string; redirectUri: string }
  path: string
  formToken: string
}

/**
 * Arrow 8: login and consent, one interaction for each authorization request. The forms carry a token made from
 * the interaction's id, since every server on this machine shares the browser's idea of "same site".
 */
export function openInteractions(deps: InteractionDeps) {
  const { market, consents, people } = deps

  async function visit(ctx: Context, form?: Form): Promise<Visit> {
    const provider = deps.provider()
    const details = await provider.interactionDetails(ctx.req, ctx.res)
    const client = await provider.Client.find(String(details.params.client_id))
    if (!client) throw new Problem('interaction-unknown', {}, 'interaction-current')
    const [consentId] = consentIdsIn(market, String(details.params.scope ?? ''))
    const consent = consentId === undefined ? undefined : consents.find(consentId)
    const exchange = ctx.state.exchange as Exchange | undefined
    if (exchange) Object.assign(exchange.ids, { clientId: client.clientId, consentId })
    return {
      ctx,
      details,
      consent,
      language: languageOf(ctx, form, details.params.ui_locales),
      app: {
        name: client.clientName ?? client.clientId,
        organisation: String((client as unknown as Record<string, unknown>).organisation_name ?? ''),
        redirectUri: String(details.params.redirect_uri ?? ''),
      },
      path: `${market.addresses.issuerPath}/interaction/${details.uid}`,
      formToken: formToken(deps.formSecret, details.uid),
    }
  }

  /** A visit by a form: refused without the token that only our own page holds. */
  async function submission(ctx: Context, form: Form): Promise<Visit> {
    const at = await visit(ctx, form)
    const sent = Buffer.from(String(form.form_token ?? ''))
    const right = Buffer.from(at.formToken)
    if (sent.length !== right.length || !timingSafeEqual(sent, right)) {
      throw new Problem('form-token-invalid', {}, 'form-token')
    }
    return at
  }

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

  function showLogin(at: Visit, fault?: 'failed' | 'locked', login?: string): void {
    const status = fault === 'locked' ? 429 : fault === 'failed' ? 401 : 200
    send(at, status, loginPage({ ...at, app: at.app.name, ...(fault ? { fault } : {}), ...(login ? { login } : {}) }))
  }

  function showConsent(at: Visit & { consent: Consent }, holder: Holder, fault?: 'choose-one'): void {
    const { consent } = at
    const exchange = at.ctx.state.exchange as Exchange | undefined
    if (exchange && !fault) exchange.operation = 'show consent'
    const documentName = holder.kind === 'person' ? 'personDocument' : 'companyDocument'
    const accounts = people.accountsOf(holder.id)
    const html = consentPage({
      ...at,
      app: at.app.name,
      organisation: at.app.organisation,
      holder: { ...holder, documentName: market.consent.words[documentName][at.language] },
      shared: market.consent.describe(consent.permissions),
      accounts,
      choosesAccounts: market.consent.needsAccounts(consent.permissions),
      selected: new Set(fault ? [] : accounts.map((account) => account.id)),
      expiresAt: consent.expiresAt,
      timeZone: market.timeZone,
      notes: market.consent.notes(consent.permissions),
      ...(fault ? { fault } : {}),
    })
    send(at, fault ? 422 : 200, html)
  }

  function showMismatch(at: Visit, kind: 'person' | 'company'): void {
    const document = market.consent.words[`${kind}Document` as const][at.language]
    refused(at, kind === 'person' ? 'consent-of-another-person' : 'consent-of-another-company', 'consent-customer')
    send(
      at,
      403,
      noticePage({
        ...at,
        id: 'mismatch',
        title: words.mismatchTitle,
        text: kind === 'person' ? words.mismatchText : words.companyText,
        values: { app: at.app.name, document },
      }),
    )
  }

  function showEnded(at: Visit): void {
    refused(at, 'consent-not-waiting', 'consent-waiting')
    const html = noticePage({
      ...at,
      id: 'ended',
      title: words.endedTitle,
      text: words.endedText,
      values: { app: at.app.name },
    })
    send(at, 410, html)
  }

  /** Whose data the consent is about, if the person may answer for it (FAPI-BR: customer checks at the server). */
  function holderFor(person: Person, consent: Consent): Holder | 'person' | 'company' {
    if (consent.personDocument !== null && person.document !== consent.personDocument) return 'person'
    const holders = people.actsFor(person.id)
    const wanted = consent.companyDocument ?? person.document
    return holders.find((holder) => holder.document === wanted) ?? 'company'
  }

  const holderNow = (at: Visit): ReturnType<typeof holderFor> | undefined => {
    const person = loggedIn(at)
    return person && at.consent ? holderFor(person, at.consent) : undefined
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

  /**
   * Makes the consent's own grant, then authorises the consent with it; a kill in between leaves an unused grant.
   * Returns the grant's id; undefined where the consent ended, or was confirmed by another form, in the meantime.
   */
  async function authorise(at: Visit & { consent: Consent }, person: Person, holder: Holder, accountIds: string[]) {
    const { Grant } = deps.provider()
    const { params } = at.details
    const grant = new Grant({ clientId: String(params.client_id), accountId: person.id })
    grant.addOIDCScope('openid')
    grant.addResourceScope(API_RESOURCE, grantedScope(market, at.consent, String(params.scope)))
    const grantId = await grant.save()
    const now = consents.find(at.consent.id)
    if (!now || !consents.isWaiting(now)) {
      await grant.destroy()
      return undefined
    }
    consents.authorise(at.consent.id, { grantId, holderId: holder.id, personId: person.id, accountIds })
    const exchange = at.ctx.state.exchange as Exchange | undefined
    if (exchange) exchange.ids.grantId = grantId
    return grantId
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
    const shareable = people.accountsOf(holder.id)
    const chosen = chosenAccounts(form, shareable)
    const mustChoose = market.consent.needsAccounts(at.consent.permissions) && shareable.length > 0
    if (chosen === undefined || (mustChoose && chosen.length === 0)) {
      refused(at, chosen ? 'accounts-none-chosen' : 'accounts-not-shareable', 'accounts-chosen')
      return showConsent(at, holder, 'choose-one')
    }
    const grantId = await authorise(at, person, holder, chosen)
    if (grantId === undefined) return showEnded(at)
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

/** The accounts ticked on the form; undefined when one of them isn't the holder's to share. */
function chosenAccounts(form: Form, shareable: readonly ShareableAccount[]): string[] | undefined {
  const sent = form.accounts === undefined ? [] : [form.accounts].flat()
  const ids = new Set(shareable.map((account) => account.id))
  return sent.every((id) => ids.has(id)) ? [...new Set(sent)] : undefined
}

/** Notes on the recorded exchange why the flow stopped, with the rule. */
function refused(at: Visit, type: string, rule: string): void {
  const exchange = at.ctx.state.exchange as Exchange | undefined
  if (exchange) exchange.problem = { type, rule, facts: {} }
}

function send({ ctx, app }: Visit, status: number, html: string): void {
  const back = URL.canParse(app.redirectUri) ? ` ${new URL(app.redirectUri).origin}` : ''
  ctx.status = status
  ctx.type = 'html'
  // The confirmation's redirect ends at the app, and browsers hold the whole chain against form-action.
  ctx.set(
    'content-security-policy',
    `default-src 'none'; style-src 'self'; form-action 'self'${back}; frame-ancestors 'none'; base-uri 'none'`,
  )
  ctx.body = html
}

/** The language the customer picked, else the one the app asked for (`ui_locales`), else the browser's. */
function languageOf(ctx: Context, form: Form | undefined, uiLocales: unknown): Language {
  const asked = [String(form?.lang ?? ctx.query.lang ?? ''), ...String(uiLocales ?? '').split(' ')]
  for (const tag of asked) {
    if (/^en(-|$)/i.test(tag)) return 'en'
    if (/^pt(-|$)/i.test(tag)) return 'pt-BR'
  }
  return ctx.acceptsLanguages('pt-BR', 'pt', 'en') === 'en' ? 'en' : 'pt-BR'
}

function formToken(secret: string, uid: string): string {
  return createHmac('sha256', secret).update(uid).digest('base64url')
}
