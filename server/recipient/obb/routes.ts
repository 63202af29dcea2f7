import { Problem, problem, type World } from '#kernel'
import type { RecipientMarket } from '../market.ts'
import type { Messages } from '../messages.ts'
import type { Reply, Route, Visit } from '../routing.ts'
import { problemPage, statusOf } from '../web/problem-page.ts'
import { readChoice } from './choice.ts'
import type { Connections } from './connections.ts'
import type { Period, Snapshot } from './data.ts'
import { accountPage } from './pages/account.ts'
import { connectionPage } from './pages/connection.ts'
import { connectionsPage } from './pages/connections.ts'
import { returnPage } from './pages/return.ts'
import { startPage } from './pages/start.ts'
import { transitionPage } from './pages/transition.ts'
import { day } from './terms.ts'

const DEFAULT_PERIOD_MS = 30 * 24 * 60 * 60 * 1000
const LONGEST_CURSOR = 4096

/** The pages and forms of the Brazilian part. */
export function obbRoutes({
  market,
  world,
  connections,
  messages,
}: {
  market: RecipientMarket
  world: World
  connections: Connections
  messages: Messages
}): Route[] {
  const returnPath = new URL(market.redirectUri).pathname
  const show = (id: string): Reply => ({ redirect: `/obb/connections/${id}` })

  /** Shows what a verb refused, with the messages of its connection, and the way on. */
  const telling =
    (act: Route['act']) =>
    async (visit: Visit): Promise<Reply> => {
      try {
        return await act(visit)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        const id = String(error.facts.connectionId ?? '')
        const back = connections.list(visit.session.key).some((known) => known.id === id)
          ? `/obb/connections/${id}`
          : '/obb'
        const page = problemPage({ problem: error, language: visit.language, messages: messages.of(id), back })
        return { page, status: statusOf(error) }
      }
    }

  const routes: Route[] = [
    {
      method: 'GET',
      path: '/obb',
      act: ({ language, session }) => ({
        page: startPage({ language, formToken: session.formToken, demoCustomers: market.demoCustomers ?? [] }),
      }),
    },
    {
      method: 'POST',
      path: '/obb/connect',
      async act({ form, session }) {
        const id = await connections.connect(session.key, readChoice(form, market.demoCustomers ?? []))
        return { redirect: `/obb/connections/${id}/onward` }
      },
    },
    {
      method: 'GET',
      path: '/obb/connections/:id/onward',
      act: ({ params, session, language }) => ({
        page: transitionPage({ language, url: connections.onward(session.key, params.id as string) }),
      }),
    },
    {
      method: 'GET',
      path: returnPath,
      act: ({ language, session }) => ({
        page: returnPage({ language, formToken: session.formToken, path: returnPath }),
      }),
    },
    {
      method: 'POST',
      path: returnPath,
      act: async ({ form, session }) => show(await connections.complete(session.key, form.get('answer') ?? '')),
    },
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
      act({ params, language, session }) {
        const connection = connections.find(session.key, params.id as string)
        const { formToken } = session
        return { page: connectionPage({ language, formToken, connection, messages: messages.of(connection.id) }) }
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
      async act({ params, query, language, session }) {
        const connection = connections.find(session.key, params.id as string)
        const accounts = (connection.data as Snapshot | null)?.accounts ?? []
        const account = accounts.find(({ accountId }) => accountId === params.accountId)
        if (!account) throw problem('not-found')
        const wanted = { period: periodOf(query, world.clock.now()), cursor: cursorOf(query) }
        const page = await connections.transactions(session.key, connection.id, account.accountId, wanted)
        const shown = { connection, account, period: wanted.period, page, messages: messages.of(connection.id) }
        return { page: accountPage({ language, ...shown }) }
      },
    },
  ]
  return routes.map((route) => ({ ...route, act: telling(route.act) }))
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
