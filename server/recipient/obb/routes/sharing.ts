import { problem } from '#kernel'
import type { ShownMessage } from '../../messages.ts'
import type { Reply, Route } from '../../routing.ts'
import { developerPage } from '../../web/developer/page.ts'
import { certificateOf } from '../certificate.ts'
import type { Period, Snapshot } from '../data.ts'
import { obbGuide } from '../guide/index.ts'
import { DIRECTORY, KEPT_MS } from '../metadata.ts'
import { accountPage } from '../pages/account.ts'
import { connectionPage, disconnectPage } from '../pages/connection.ts'
import { connectionsPage, nameOf } from '../pages/connections.ts'
import { stateOf } from '../pages/state.ts'
import type { RouteDeps } from '../routes.ts'
import { day, longerTerms, TERMS } from '../terms.ts'

const DEFAULT_PERIOD_MS = 30 * 24 * 60 * 60 * 1000
const LONGEST_CURSOR = 4096

/** What is shared: the management area, one sharing, its accounts' statements, and the messages behind it. */
export function sharingRoutes({ market, world, connections, messages }: RouteDeps): Route[] {
  const show = (id: string): Reply => ({ redirect: `/obb/connections/${id}` })
  const certificate = certificateOf(market.transport.certificatePem)

  return [
    {
      method: 'GET',
      path: '/obb/connections',
      act: ({ language, session }) => ({
        page: connectionsPage({ language, connections: connections.list(session.key) }),
      }),
    },
    {
      method: 'GET',
      path: '/obb/connections/:id',
      async act({ params, language, session, developer }) {
        const connection = connections.find(session.key, params.id as string)
        const renewable = stateOf(connection) === 'active' && (await connections.renewable())
        const terms = renewable ? longerTerms(connection.expiresAt, world.clock.now()) : []
        return { page: connectionPage({ language, formToken: session.formToken, connection, terms, developer }) }
      },
    },
    {
      method: 'POST',
      path: '/obb/connections/:id/renew',
      async act({ params, session, form, device }) {
        const term = TERMS.find((known) => known === form.get('term'))
        if (!term) throw problem('input-invalid', { field: 'term' })
        await connections.renew(session.key, params.id as string, term, device)
        return show(params.id as string)
      },
    },
    {
      method: 'GET',
      path: '/obb/connections/:id/messages',
      act({ params, language, session }) {
        const connection = connections.find(session.key, params.id as string)
        const title = `${connection.bank} · ${nameOf(connection)}`
        const all = withDirectory(messages.of(connection.id), messages.of(DIRECTORY))
        const shown = { guide: obbGuide(language), title, back: `/obb/connections/${connection.id}`, certificate }
        return { page: developerPage({ language, ...shown, messages: all }) }
      },
    },
    {
      method: 'POST',
      path: '/obb/connections/:id/refresh',
      async act({ params, session }) {
        await connections.refresh(session.key, params.id as string)
        return show(params.id as string)
      },
    },
    {
      method: 'GET',
      path: '/obb/connections/:id/disconnect',
      act({ params, language, session }) {
        const connection = connections.find(session.key, params.id as string)
        return { page: disconnectPage({ language, formToken: session.formToken, connection }) }
      },
    },
    {
      method: 'POST',
      path: '/obb/connections/:id/disconnect',
      async act({ params, session }) {
        await connections.disconnect(session.key, params.id as string)
        return show(params.id as string)
      },
    },
    {
      method: 'GET',
      path: '/obb/connections/:id/accounts/:accountId',
      async act({ params, query, language, session, developer }) {
        const connection = connections.find(session.key, params.id as string)
        const accounts = (connection.data as Snapshot | null)?.accounts ?? []
        const account = accounts.find(({ accountId }) => accountId === params.accountId)
        if (!account) throw problem('not-found')
        const now = world.clock.now()
        const wanted = { period: periodOf(query, now), cursor: cursorOf(query) }
        const page = await connections.transactions(session.key, connection.id, account.accountId, wanted)
        return { page: accountPage({ language, connection, account, period: wanted.period, page, now, developer }) }
      },
    },
  ]
}

/** A connection's messages with those reads of the directory that it could use: they are kept for a while, for all. */
function withDirectory(own: ShownMessage[], directory: ShownMessage[]): ShownMessage[] {
  const [first, last] = [own[0], own.at(-1)]
  if (!first || !last) return own
  const used = directory.filter(({ at }) => at > first.at - KEPT_MS && at <= last.at)
  return [...used, ...own].sort((one, other) => one.at - other.at)
}

/** The asked period, or the last thirty days of bank time. A wrong one goes to the bank, which says what is wrong. */
function periodOf(query: URLSearchParams, now: number): Period {
  return { from: query.get('from') || day(now - DEFAULT_PERIOD_MS), to: query.get('to') || day(now) }
}

function cursorOf(query: URLSearchParams): string | null {
  const cursor = query.get('cursor')
  if (cursor !== null && cursor.length > LONGEST_CURSOR) throw problem('input-invalid', { field: 'cursor' })
  return cursor
}
