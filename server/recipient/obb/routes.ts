import { Problem, type World } from '#kernel'
import type { RecipientMarket } from '../market.ts'
import type { Messages } from '../messages.ts'
import type { Reply, Route, Visit } from '../routing.ts'
import { messagesFold } from '../web/developer/message-part.ts'
import { problemPage, statusOf } from '../web/problem-page.ts'
import type { Connections } from './connections.ts'
import type { Drafts } from './drafts.ts'
import { obbGuide } from './guide/index.ts'
import type { MetadataReader } from './metadata.ts'
import { budgetRoutes } from './routes/budget.ts'
import { connectingRoutes } from './routes/connecting.ts'
import { sharingRoutes } from './routes/sharing.ts'

export type RouteDeps = {
  market: RecipientMarket
  world: World
  connections: Connections
  drafts: Drafts
  metadata: MetadataReader
  messages: Messages
}

/** The pages and forms of the Brazilian part. */
export function obbRoutes(deps: RouteDeps): Route[] {
  const routes = [...budgetRoutes(deps), ...connectingRoutes(deps), ...sharingRoutes(deps)]
  return routes.map((route) => ({ ...route, act: telling(deps, route.act) }))
}

/** Shows what a verb refused, with the messages of its connection, and the way on. */
function telling({ connections, messages }: RouteDeps, act: Route['act']) {
  return async (visit: Visit): Promise<Reply> => {
    try {
      return await act(visit)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const { language, session } = visit
      const id = String(error.facts.connectionId ?? '')
      const known = connections.list(session.key).some((connection) => connection.id === id)
      const fold = messagesFold(language, obbGuide(language), messages.of(id))
      const page = problemPage({
        problem: error,
        language,
        messages: fold,
        back: known ? `/obb/connections/${id}` : '/obb',
      })
      return { page: fold ? { ...page, script: 'copy' } : page, status: statusOf(error) }
    }
  }
}
