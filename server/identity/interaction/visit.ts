import type { Context } from 'koa'
import type { Provider } from 'oidc-provider'
import type { Consent, Consents } from '#consent'
import { type Exchange, Problem } from '#kernel'
import type { Market } from '#markets'
import type { Form } from '../form.ts'
import { checkFormToken, formToken } from '../form-token.ts'
import { type House, houseOf } from '../pages/house.ts'
import { languageOf } from '../pages/language.ts'
import type { Language } from '../pages/words.ts'
import { type RecipientShown, recipientShown } from '../recipient-shown.ts'
import { consentIdsIn } from '../scopes.ts'

export type VisitDeps = {
  market: Market
  provider: () => Provider
  consents: Consents
  /** The consent that a pushed request was accepted for, where the market's consents are born of requests. */
  consentOfPushed: (id: string | undefined) => Consent | undefined
  formSecret: string
}

type Details = Awaited<ReturnType<Provider['interactionDetails']>>

/** What every page of one interaction needs. */
export type Visit = {
  ctx: Context
  details: Details
  language: Language
  consent: Consent | undefined
  app: RecipientShown & { redirectUri: string }
  house: House
  path: string
  formToken: string
}

/**
 * Browsers' visits to an interaction. The forms carry a token made from the interaction's id, since every server on
 * this machine shares the browser's idea of "same site".
 */
export function openVisits({ market, consents, ...deps }: VisitDeps) {
  async function visit(ctx: Context, form?: Form): Promise<Visit> {
    const provider = deps.provider()
    const details = await provider.interactionDetails(ctx.req, ctx.res)
    const client = await provider.Client.find(String(details.params.client_id))
    if (!client) throw new Problem('interaction-unknown', {}, 'interaction-current')
    const [named] = consentIdsIn(market, String(details.params.scope ?? ''))
    const consent =
      named === undefined ? deps.consentOfPushed((details as { parJti?: string }).parJti) : consents.find(named)
    const consentId = named ?? consent?.id
    const exchange = ctx.state.exchange as Exchange | undefined
    if (exchange) Object.assign(exchange.ids, { clientId: client.clientId, consentId })
    return {
      ctx,
      details,
      consent,
      language: languageOf(ctx, market, form, details.params.ui_locales),
      app: {
        ...recipientShown(market, client.metadata() as Record<string, unknown>, client.clientId),
        redirectUri: String(details.params.redirect_uri ?? ''),
      },
      house: houseOf(market),
      path: `${market.addresses.issuerPath}/interaction/${details.uid}`,
      formToken: formToken(deps.formSecret, details.uid),
    }
  }

  /** A visit by a form: refused without the token that only our own page holds. */
  async function submission(ctx: Context, form: Form): Promise<Visit> {
    const at = await visit(ctx, form)
    checkFormToken(form, at.formToken)
    return at
  }

  return { visit, submission }
}

/** Notes on the recorded exchange why the flow stopped, with the rule. */
export function refused(at: Visit, type: string, rule: string): void {
  const exchange = at.ctx.state.exchange as Exchange | undefined
  if (exchange) exchange.problem = { type, rule, facts: {} }
}

/** Answers with a page under its own strict policy. */
export function send({ ctx, app }: Visit, status: number, html: string): void {
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
