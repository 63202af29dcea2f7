import type { NewPostingSet } from '#bank'
import { markets, type Route } from '#markets'
import type { Lodging } from '../../server/cli/data-recipient.ts'
import { type Connection, openTestBank, type TestApp, type TestBank } from './bank.ts'
import { manyAccounts } from './obb-customers.ts'
import { openWire, type Wire, type WireCall, type WireRequest } from './wire.ts'

export const DAY_MS = 86_400_000
export const HOUR_MS = 3_600_000
export const MINUTE_MS = 60_000

/** The served operations of the Brazilian market, from its own route tables. */
export const ROUTES: readonly (Route & { base: string; version: string; api: string })[] = markets
  .filter((market) => market.id === 'obb')
  .flatMap((market) =>
    market.apis.flatMap((api) =>
      api.routes.map((route) => ({ ...route, base: api.basePath, version: api.version, api: api.id })),
    ),
  )

export function routeOf(id: string) {
  const route = ROUTES.find((each) => each.id === id)
  if (!route) throw new Error(`no route ${id}`)
  return route
}

/** A request to an operation by its id; the rest as for any request over the wire. */
export type ApiRequest = Omit<WireRequest, 'url'> & {
  params?: Record<string, string>
  query?: Record<string, string | number>
}

export type ObbApp = TestApp & {
  wire: Wire
  /** Calls an operation with this application's certificate. */
  api(routeId: string, request?: ApiRequest): Promise<WireCall>
  /** A token by client_credentials. */
  ownToken(): Promise<string>
  /** The whole journey, with the scopes the app asks for. */
  connectWith(login: string, lodging: Partial<Lodging>, scopes?: string): Promise<Connection>
}

export type ObbBank = TestBank & {
  obbApp(name: string): Promise<ObbApp>
  /** The id of an account of a customer, by the name it has in the test's customers. */
  account(login: string, position: number): string
  /** Books a movement on an account against the house; negative is a debit. */
  book(accountId: string, amountMinor: number, more?: Partial<NewPostingSet>): string
  /** Bank time now. */
  now(): number
}

/** A bank with customers of many accounts, its clock at noon (UTC) so that no test runs over midnight. */
export async function openObbBank(): Promise<ObbBank> {
  const bank = await openTestBank({ personas: manyAccounts })
  const { urls } = bank
  const now = () => bank.rooms.world.clock.now()
  const noon = Math.floor(now() / DAY_MS) * DAY_MS + 12 * HOUR_MS
  bank.advance((noon > now() ? noon : noon + DAY_MS) - now())
  const apps: ObbApp[] = []

  const ownAccounts = (login: string) => {
    const holder = bank.rooms.bank.customers.byDocument('obb', bank.customer(login).document)
    return bank.rooms.bank.accounts.ofHolder(holder?.id as string)
  }

  return {
    ...bank,
    get rooms() {
      return bank.rooms
    },
    now,
    account: (login, position) => ownAccounts(login)[position]?.id as string,
    book(accountId, amountMinor, more = {}) {
      const { ledger } = bank.rooms.bank
      const house = ledger.houseAccount('obb', 'BRL', 'settlement')
      const set = ledger.post({
        kind: 'pix',
        narrative: 'Pix de teste',
        postings: [
          { accountId, amountMinor },
          { accountId: house, amountMinor: -amountMinor },
        ],
        ...more,
      })
      return set.postings[0]?.id as string
    },
    async obbApp(name) {
      const app = await bank.app(name)
      const wire = openWire(app.credentials)
      const obbApp: ObbApp = {
        ...app,
        wire,
        api: (routeId, request = {}) => wire.call(addressed(urls.mutual, routeId, request)),
        ownToken: async () => (await app.clientToken()).access_token,
        async connectWith(login, lodging, scopes = 'accounts resources') {
          const consentId = await app.consentFor(login, lodging)
          const pending = await app.push(consentId, { scope: `openid consent:${consentId} ${scopes}` })
          const end = await app.visit(pending.url, login)
          if (end.kind !== 'redirected') throw new Error(`the bank stopped the customer: ${end.reason}`)
          const tokens = await app.redeem(end.url, pending)
          return {
            consentId,
            accessToken: tokens.access_token,
            refreshToken: tokens.refresh_token as string,
            scope: tokens.scope as string,
            accounts: end.accounts,
          }
        },
      }
      apps.push(obbApp)
      return obbApp
    },
    async close() {
      for (const app of apps) {
        app.wire.close()
        await app.close()
      }
      await bank.close()
    },
  }
}

/** The request with the operation's method and address. */
export function addressed(
  origin: string,
  routeId: string,
  { params = {}, query = {}, ...rest }: ApiRequest,
): WireRequest {
  const route = routeOf(routeId)
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? `missing-${name}`).replaceAll('%3A', ':'),
  )
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString()
  return { method: route.method, ...rest, url: `${origin}${route.base}${path}${search === '' ? '' : `?${search}`}` }
}

/** An answer's body, read as JSON. */
export function json<T = Record<string, unknown>>(call: WireCall): T {
  return JSON.parse(call.body) as T
}

/** The code of the first error of a refusal. */
export function codeOf(call: WireCall): string {
  return json<{ errors: { code: string }[] }>(call).errors[0]?.code as string
}
