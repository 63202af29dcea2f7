import type { Context } from 'koa'
import { type Check, openSchemas, type SchemaFault } from '#kernel'
import type { Api, Market, Parameter, Route } from '#markets'

/** A fault of a request: where it is, what is wrong, what is allowed, and a value that is right. */
export type RequestFault = { where: string; message: string; allowed?: unknown; example?: unknown }

/** The compiled checks of one operation's parameters and body. */
export type RouteChecks = {
  parameters(ctx: Context, params: Record<string, string>): { query: Record<string, string>; faults: RequestFault[] }
  body(value: unknown): RequestFault[]
}

/** Headers that steps of their own look after. */
const CHECKED_ELSEWHERE = ['authorization', 'content-type', 'accept']

/** Makes the checks of every operation of a market's API; schemas compile at their first use. */
export function routeChecks(market: Market, api: Api): Map<Route, RouteChecks> {
  const schemas = openSchemas(api.components)
  const elsewhere = new Set([...CHECKED_ELSEWHERE, market.headers.interactionId])
  return new Map(
    api.routes.map((route) => {
      const parameters = route.parameters
        .filter((parameter) => parameter.in !== 'header' || !elsewhere.has(parameter.name.toLowerCase()))
        .map((parameter) => ({ ...parameter, key: keyOf(parameter), check: schemas.check(parameter.schema) }))
      const body = route.body ? schemas.check(route.body) : () => []
      return [
        route,
        {
          parameters: (ctx, params) => checkParameters(parameters, ctx, params),
          body: (value) => body(value).map((fault) => faultAt(`body ${fault.pointer}`, fault)),
        },
      ]
    }),
  )
}

type CompiledParameter = Parameter & { key: string; check: Check }

function keyOf({ name, in: place }: Parameter): string {
  return place === 'header' ? name.toLowerCase() : name
}

function checkParameters(parameters: readonly CompiledParameter[], ctx: Context, params: Record<string, string>) {
  const query: Record<string, string> = {}
  const faults: RequestFault[] = []
  const sent = ctx.querystring === '' ? EMPTY : ctx.query
  for (const parameter of parameters) {
    const value = sentValue(parameter, ctx, params, sent)
    const where = `${parameter.in} ${parameter.name}`
    if (value === undefined) {
      if (parameter.required) faults.push({ where, message: 'is missing' })
      continue
    }
    if (Array.isArray(value)) {
      faults.push({ where, message: 'is given more than once' })
      continue
    }
    const found = parameter.check(typed(parameter, value))
    faults.push(...found.map((fault) => faultAt(where, fault)))
    if (parameter.in === 'query') query[parameter.name] = value
  }
  return { query, faults }
}

const EMPTY: Record<string, string | string[] | undefined> = {}

function sentValue(
  { in: place, key }: CompiledParameter,
  ctx: Context,
  params: Record<string, string>,
  query: Record<string, string | string[] | undefined>,
): string | string[] | undefined {
  if (place === 'path') return params[key]
  return place === 'query' ? query[key] : ctx.req.headers[key]
}

/** Parameters are text on the wire; a number, and a list with commas, is read as one before its schema is asked. */
function typed({ schema }: Parameter, value: string): unknown {
  if (schema.type === 'array') return value.split(',')
  return schema.type === 'integer' && /^-?\d{1,15}$/.test(value) ? Number(value) : value
}

function faultAt(where: string, { message, allowed, example }: SchemaFault): RequestFault {
  return {
    where,
    message,
    ...(allowed === undefined ? {} : { allowed }),
    ...(example === undefined ? {} : { example }),
  }
}
