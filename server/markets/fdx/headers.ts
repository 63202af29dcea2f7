import type { JsonSchema } from '#kernel'
import type { Api, Parameter } from '../api.ts'

const DAYS = 'Mon|Tue|Wed|Thu|Fri|Sat|Sun'
const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec'

const optional = (name: string, schema: JsonSchema): Parameter => ({ name, in: 'header', required: false, schema })

const NAME: JsonSchema = { type: 'string', minLength: 1, maxLength: 256 }

/** What an app may say of a call beside asking for it (FDX 6.4, headers; FAPI 1.0 Part 1 6.2.2). */
const HEADERS: readonly Parameter[] = [
  // Whether the customer is there; a call that doesn't say is taken for one of many that nobody waits for.
  optional('FDX-API-Actor-Type', { type: 'string', enum: ['USER', 'BATCH'] }),
  optional('FDX-API-Data-Recipient-Id', NAME),
  // Which bank is meant, where several answer at one address, and the same under its former name: here there is one.
  optional('FDX-API-Data-Provider-Id', NAME),
  optional('FDX-FinancialId', NAME),
  optional('x-fapi-auth-date', {
    type: 'string',
    pattern: `^(?:${DAYS}), \\d{2} (?:${MONTHS}) \\d{4} \\d{2}:\\d{2}:\\d{2} (?:GMT|UTC)$`,
    example: 'Tue, 11 Sep 2012 19:43:31 GMT',
  }),
  optional('x-fapi-customer-ip-address', { type: 'string', anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] }),
]

/** An API whose operations all take the market's own headers, and refuse them where they are not well formed. */
export function withHeaders(api: Api): Api {
  return { ...api, routes: api.routes.map((route) => ({ ...route, parameters: [...route.parameters, ...HEADERS] })) }
}
