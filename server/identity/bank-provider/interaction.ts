import type { Context } from 'koa'
import type { Provider } from 'oidc-provider'
import { type Exchange, Problem } from '#kernel'
import type { Market } from '#markets'
import type { Form } from '../form.ts'
import { checkFormToken, formToken } from '../form-token.ts'
import type { LoginFault, LoginStep, Logins } from '../login/logins.ts'
import type { Flow } from '../login/store.ts'
import { houseOf } from '../pages/house.ts'
import { languageOf } from '../pages/language.ts'
import { faultStatus } from '../pages/login-forms.ts'
import type { Language } from '../pages/words.ts'
import { type ProviderLoginPage, providerCodePage, providerLoginPage } from './pages/login-pages.ts'

export type LoginInteractionDeps = {
  market: Market
  provider: () => Provider
  logins: Logins
  formSecret: string
  /** Where a login may lead on to, for the pages' policy. */
  publicOrigin: string
  /** What the record of a login is about, by the state that it came with. */
  about: (state: unknown) => { clientId: string | null; consentId: string | null }
}

type Details = Awaited<ReturnType<Provider['interactionDetails']>>
type Visit = { ctx: Context; details: Details; flow: Flow; language: Language; path: string; formToken: string }

/** The pages of the bank's identity provider: a password, a code where one is due, and back to its client. */
export function openLoginInteractions({ market, logins, ...deps }: LoginInteractionDeps) {
  const base = market.addresses.issuerPath

  /** Runs an act on the visit, unless the login is done already or asks for what the bank doesn't have. */
  async function visiting(
    ctx: Context,
    form: Form | undefined,
    act: (at: Visit) => Promise<void> | void,
  ): Promise<void> {
    const details = await deps.provider().interactionDetails(ctx.req, ctx.res)
    const { uid, params } = details
    const token = formToken(deps.formSecret, uid)
    if (form) checkFormToken(form, token)
    if (details.result?.login || details.result?.error) return goOn(ctx, details.returnTo)
    const about = deps.about(params.state)
    const exchange = ctx.state.exchange as Exchange | undefined
    if (exchange) Object.assign(exchange.ids, known(about))
    let flow: Flow
    try {
      flow = logins.atProvider(market, { uid, ...about, app: market.name, claims: params.claims })
    } catch (error) {
      if (!(error instanceof Problem) || error.type !== 'login-level-unknown') throw error
      return finish(ctx, { error: 'unmet_authentication_requirements', error_description: UNMET })
    }
    const language = languageOf(ctx, market, form, params.ui_locales)
    await act({ ctx, details, flow, language, path: `${base}/interaction/${uid}`, formToken: token })
  }

  function showStep(at: Visit, fault?: LoginFault, login?: string): void {
    const page: ProviderLoginPage = { ...at, base, house: houseOf(market), marketName: market.name, fault, login }
    const owes = logins.owesCode(at.flow) && fault !== 'code-spent' && fault !== 'failed'
    at.ctx.status = faultStatus(fault)
    at.ctx.type = 'html'
    at.ctx.set(
      'content-security-policy',
      `default-src 'none'; style-src 'self'; form-action 'self' ${deps.publicOrigin}; frame-ancestors 'none'; base-uri 'none'`,
    )
    at.ctx.body = owes ? providerCodePage(page) : providerLoginPage(page)
  }

  async function finish(ctx: Context, result: Record<string, unknown>): Promise<void> {
    goOn(ctx, await deps.provider().interactionResult(ctx.req, ctx.res, result as never))
  }

  async function follow(at: Visit, step: LoginStep, login?: string): Promise<void> {
    if (step.kind === 'refused') {
      const exchange = at.ctx.state.exchange as Exchange | undefined
      if (exchange) exchange.problem = { type: `login-${step.fault}`, rule: 'customer-login', facts: {} }
      return showStep(at, step.fault, login)
    }
    if (step.kind === 'on') return goOn(at.ctx, `${at.path}?lang=${at.language}`)
    const { person, acr, amr } = step
    return finish(at.ctx, { login: { accountId: person.id, acr, amr, remember: false } })
  }

  return {
    show: (ctx: Context): Promise<void> => visiting(ctx, undefined, (at) => showStep(at)),
    login: (ctx: Context, form: Form): Promise<void> =>
      visiting(ctx, form, async (at) => {
        const login = String(form.username ?? '')
        return follow(at, await logins.password(market, at.flow, login, String(form.password ?? '')), login)
      }),
    code: (ctx: Context, form: Form): Promise<void> =>
      visiting(ctx, form, async (at) => follow(at, await logins.code(at.flow, String(form.code ?? '')))),
    resend: (ctx: Context, form: Form): Promise<void> =>
      visiting(ctx, form, async (at) => follow(at, await logins.resend(at.flow))),
    cancel: (ctx: Context, form: Form): Promise<void> =>
      visiting(ctx, form, ({ ctx: page }) =>
        finish(page, { error: 'access_denied', error_description: 'the customer cancelled the login' }),
      ),
  }
}

const UNMET = 'this bank does not reach the level of login that was asked for'

function goOn(ctx: Context, to: string): void {
  ctx.status = 303
  ctx.redirect(to)
}

function known({ clientId, consentId }: { clientId: string | null; consentId: string | null }) {
  return { ...(clientId === null ? {} : { clientId }), ...(consentId === null ? {} : { consentId }) }
}
