import type { Context } from 'koa'
import { type Exchange, type ExchangeStart, type Exchanges, type Log, Problem, problem } from '#kernel'
import type {
  Answer,
  AnswerFile,
  Api,
  Market,
  PageKeys,
  ProblemAnswer,
  Route,
  RouteInput,
  SettingValues,
} from '#markets'
import type { Call, Step, StepDeps } from './call.ts'
import { putHeader } from './put-header.ts'

export type ApiDeps = StepDeps & {
  exchanges: Exchanges
  log: Log
  pageKeys: PageKeys
  sealOf: RouteInput['sealOf']
  settingsOf: (market: string) => SettingValues
  institutionOf: (market: Market) => RouteInput['institution']
  registrationOf: (market: string, clientId: string) => Readonly<Record<string, unknown>> | undefined
  /** The gateway's addresses, by which answers name themselves. */
  addresses: { public: string; mutual: string }
}

/**
 * Answers a call to a market's API: the steps in order, then the operation, then the market's envelope. A promise only
 * where the operation waits, or its answer is a document that is still in the making.
 */
export function answerApiCall(call: Call, deps: ApiDeps): Promise<void> | undefined {
  const { ctx, market, api } = call
  const { interactionId, apiVersion } = market.headers
  putHeader(ctx, interactionId, call.interactionId)
  if (apiVersion !== undefined) putHeader(ctx, apiVersion, api.version)
  try {
    for (const step of call.steps) runStep(step, call, deps)
    const answer = operate(call, deps)
    if (answer instanceof Promise) return answer.then(give).catch(refuse)
    return give(answer)?.catch(refuse)
  } catch (error) {
    refuse(error)
  }
  return undefined

  function give(answer: Answer): Promise<void> | undefined {
    if (answer.file) return sendFile(ctx, answer, answer.file)
    send(ctx, market, answer, deps)
    return undefined
  }

  function refuse(error: unknown): void {
    answerProblem(ctx, market, noted(call, error, deps), deps.world.clock.now(), api)
  }
}

function runStep(step: Step, call: Call, deps: StepDeps): void {
  try {
    step.run(call, deps)
  } catch (error) {
    if (error instanceof Problem) error.rule ??= step.id
    throw error
  }
}

/** Runs the operation as an exchange with the part that answers it, and maps its result. */
function operate(call: Call, deps: ApiDeps): Answer | Promise<Answer> {
  const { route, exchange } = call
  const input: RouteInput = {
    path: call.ctx.path,
    params: call.params,
    query: call.query,
    body: call.json,
    document: call.document,
    market: call.market,
    settings: deps.settingsOf(call.market.id),
    clientId: call.token?.clientId as string,
    scopes: call.token?.scopes ?? [],
    mediaType: call.mediaType,
    consent: call.token?.consent,
    header: (name) => call.ctx.get(name) || undefined,
    now: deps.world.clock.now(),
    newId: deps.world.ids.uuid,
    pageKeys: deps.pageKeys,
    sealOf: deps.sealOf,
    institution: deps.institutionOf(call.market),
    registrationOf: (clientId) => deps.registrationOf(call.market.id, clientId),
  }
  const start: ExchangeStart = {
    arrow: route.to === 'bank' ? 10 : exchange.arrow,
    from: 'gateway',
    to: route.to,
    operation: route.id,
    parent: exchange,
    request: {
      body: { params: input.params, query: input.query, body: bodySaid(input), accounts: input.consent?.accountIds },
    },
  }
  const act = () => route.act(deps.rooms, input)
  if (route.waits) return deps.exchanges.pass(start, act).then((result) => answerOf(result, route, input, exchange))
  return answerOf(deps.exchanges.passNow(start, act), route, input, exchange)
}

function answerOf(result: unknown, route: Route, input: RouteInput, exchange: Exchange): Answer {
  const answer = route.map(result as never, input)
  if (answer.consentId !== undefined) exchange.ids.consentId ??= answer.consentId
  return answer
}

/** What the record keeps of the body that the bank is asked with: of a document how large it is. */
function bodySaid({ body, document }: RouteInput): unknown {
  return document ? `[${document.bytes.length} bytes of ${document.mediaType}]` : body
}

function send(ctx: Context, market: Market, answer: Answer, deps: ApiDeps): void {
  ctx.status = answer.status
  if (answer.status === 204) return
  if (answer.empty) {
    ctx.body = ''
    ctx.remove('content-type')
    return
  }
  const selfUrl = deps.addresses[market.addresses.apiListener ?? 'mutual'] + ctx.originalUrl
  const body = JSON.stringify(market.envelope.success(answer, { selfUrl, at: deps.world.clock.now() }))
  putHeader(ctx, 'content-type', market.envelope.contentType)
  ctx.body = body
}

/** A document is shown rather than saved, and kept by nobody on the way. */
async function sendFile(ctx: Context, { status }: Answer, { mediaType, name, bytes }: AnswerFile): Promise<void> {
  const body = Buffer.from(await bytes)
  ctx.status = status
  ctx.set({
    'content-type': mediaType,
    'content-disposition': `inline; filename="${name}"`,
    'cache-control': 'no-store',
  })
  ctx.body = body
}

/** Turns whatever was thrown into a problem, records it with its rule, and logs what is the bank's own fault. */
function noted(call: Call, error: unknown, { log, rooms, tokenSentWith }: ApiDeps): Problem {
  const found = error instanceof Problem ? error : problem('internal-error', {}, 'internal-error')
  if (found !== error) log.error(`interaction ${call.interactionId} failed`, error)
  const { exchange, ctx } = call
  exchange.problem = { type: found.type, rule: found.rule, facts: found.facts }
  const about = found.facts.consentId
  if (typeof about === 'string' && rooms.consents.find(about)) exchange.ids.consentId ??= about
  // Refused before its token was read: the token still names whose journey this is.
  const shown = exchange.ids.tokenId ?? tokenSentWith(ctx.req)?.id
  if (shown !== undefined) exchange.ids.tokenId = shown
  return found
}

/** Answers a problem in the market's words. */
export function answerProblem(ctx: Context, market: Market, found: Problem, at: number, api: Api | undefined): void {
  const answer = market.problems[found.type] ?? (market.problems['internal-error'] as ProblemAnswer)
  ctx.status = answer.status
  if (answer.headers) ctx.set(answer.headers as Record<string, string>)
  const { retryAfterSeconds } = found.facts
  if (typeof retryAfterSeconds === 'number') ctx.set('retry-after', String(retryAfterSeconds))
  ctx.set('content-type', market.envelope.contentType)
  ctx.body = JSON.stringify(market.envelope.error(answer, found.facts, at, api))
}
