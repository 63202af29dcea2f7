import type { Context } from 'koa'
import { errors } from 'oidc-provider'
import { Problem, problem } from '#kernel'
import type { Market } from '#markets'
import { type Endpoint, REGISTRATION } from './endpoints.ts'
import { type OAuthAnswer, oauthAnswer } from './oauth-problem.ts'
import { errorPage } from './pages/error-page.ts'
import { houseOf } from './pages/house.ts'
import { languageOf } from './pages/language.ts'

/** The addresses that people's browsers visit: there a refusal is a page. */
const PAGES = new Set<Endpoint['name']>([
  ...(['entry', 'authorize', 'resume', 'interaction', 'login', 'confirm', 'cancel', 'leave'] as const),
  ...(['code', 'resend', 'handback', 'returned', 'sharing', 'sharing-form'] as const),
])

/** What says nothing of a client, for it could not be read. */
const UNREADABLE: ReadonlySet<string> = new Set(['body-broken', 'media-type-unsupported'])

/** Whatever the engine or the checks refused, as JSON for apps and as a page for people. */
export function answerProblem(
  ctx: Context,
  { type, facts, rule }: Problem,
  endpoint: Endpoint | undefined,
  market: Market,
): void {
  const found = new Problem(type, facts, rule)
  const people = endpoint !== undefined && PAGES.has(endpoint.name)
  const answer = inRegistration(found, endpoint, market) ?? oauthAnswer(found)
  ctx.status = answer.status
  if (answer.headers) ctx.set(answer.headers)
  if (answer.status === 401) ctx.set('www-authenticate', challenge(answer.error))
  if (people) {
    ctx.type = 'html'
    ctx.body = errorPage({
      ...{ code: answer.error, description: answer.description },
      ...{ language: languageOf(ctx, market), house: houseOf(market) },
    })
  } else {
    ctx.body = { error: answer.error, error_description: answer.description }
  }
}

/**
 * What registration says in codes of its own: metadata that can't be read are not valid (RFC 7591 3.2.2: each error is a
 * 400), and the document of `POST /register` knows one code for a 401. Undefined for all else.
 */
function inRegistration(
  found: Problem,
  endpoint: Endpoint | undefined,
  { registration: { atGateway } }: Market,
): OAuthAnswer | undefined {
  if (!endpoint || !REGISTRATION.has(endpoint.name)) return undefined
  const answer = oauthAnswer(found)
  if (UNREADABLE.has(found.type) && atGateway === undefined)
    return { ...answer, status: 400, error: 'invalid_client_metadata' }
  if (endpoint.name === 'register' && answer.status === 401) return { ...answer, error: 'invalid_token' }
  return undefined
}

/** The problem behind an error; an interaction the engine doesn't find is a page, not a failure. Undefined for a fault of ours. */
export function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  if (error instanceof errors.SessionNotFound) return problem('interaction-unknown', {}, 'interaction-current')
  return undefined
}

/** RFC 6750 3: an error is named only to a caller who showed a token. */
function challenge(error: string): string {
  return error === 'invalid_token' ? 'Bearer error="invalid_token"' : 'Bearer'
}
