import type { ParameterizedContext } from 'koa'
import {
  type Caller,
  type ConsoleRoute,
  type Exchange,
  type ExchangeIds,
  type Exchanges,
  type Headers,
  type Log,
  problem,
  type World,
} from '#kernel'
import { admit, type Callers } from './callers.ts'
import { languageOf } from './language.ts'
import { type Refusal, refusalOf } from './problems.ts'
import { readJson } from './request-body.ts'
import type { FoundRoute, RouteTable } from './route-table.ts'
import { underRule } from './rules.ts'

type Answer = { status: number; headers: Record<string, string>; body: unknown }

type Deps = { table: RouteTable; callers: Callers; exchanges: Exchanges; world: World; log: Log }

/**
 * Answers a call of the console API from the route table; undefined where the path is none of the table's.
 * A route that is an arrow passes `exchanges`, so that its refusals are recorded as well.
 */
export function openApi({ table, callers, exchanges, world, log }: Deps) {
  return async (ctx: ParameterizedContext): Promise<void> => {
    const found = table.find(ctx.method, ctx.path)
    if (!found) throw problem('path-unknown', { path: ctx.path }, 'console-path')
    if ('allow' in found) {
      throw problem('method-not-allowed', { method: ctx.method, path: ctx.path, allow: found.allow }, 'console-method')
    }
    send(
      ctx,
      await (found.route.exchange ? recorded(ctx, found, found.route.exchange) : act(ctx, found, {}, undefined)),
    )
  }

  async function recorded(
    ctx: ParameterizedContext,
    found: FoundRoute,
    { arrow, from, to, operation }: NonNullable<ConsoleRoute['exchange']>,
  ): Promise<Answer> {
    const ids: ExchangeIds = {}
    const request = { method: ctx.method, url: ctx.url, headers: ctx.headers as Headers, body: undefined as unknown }
    let refusal: Refusal | undefined
    try {
      return await exchanges.pass({ arrow, from, to, operation, kind: 'http', request, ids }, async (exchange) => {
        try {
          const answer = await act(ctx, found, ids, exchange)
          exchange.response = answer
          return answer
        } catch (error) {
          refusal = refusalOf(underRule(error), { log, world, language: languageOf(ctx.headers['accept-language']) })
          exchange.response = refusal
          throw error
        }
      })
    } catch (error) {
      if (refusal) return refusal
      throw error
    }
  }

  async function act(
    ctx: ParameterizedContext,
    { route, params }: FoundRoute,
    ids: ExchangeIds,
    exchange: Exchange | undefined,
  ): Promise<Answer> {
    const caller: Caller = admit(callers, route, ctx.headers.authorization)
    const body = route.method === 'GET' ? undefined : await readJson(ctx.req)
    if (exchange) exchange.request.body = body
    const result = await route.act({
      params,
      query: new URLSearchParams(ctx.querystring),
      body,
      caller,
      tie: (more) => void Object.assign(ids, more),
    })
    return { status: route.status ?? 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: result }
  }
}

/** Writes an answer; a route without a result answers 204. */
export function send(ctx: ParameterizedContext, { status, headers, body }: Answer): void {
  ctx.status = body === undefined ? 204 : status
  ctx.set(headers)
  if (body === undefined) {
    ctx.remove('content-type')
    return
  }
  ctx.type = 'application/json; charset=utf-8'
  ctx.body = JSON.stringify(body)
}
