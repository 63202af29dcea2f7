import { Problem } from '#kernel'
import type { Desk } from '../desk.ts'
import type { Reply, Route, Visit } from '../routing.ts'
import { messagesFold } from '../web/developer/message-part.ts'
import { problemPage, statusOf } from '../web/problem-page.ts'
import { bankRoutes } from './banks.ts'
import { budgetRoutes } from './budget.ts'
import { returningRoutes } from './returning.ts'
import { sharingRoutes } from './sharing.ts'

/** The pages and forms of a market: those that all have alike, and its own. */
export function routesOf(desk: Desk, own: readonly Route[]): Route[] {
  const routes = [...budgetRoutes(desk), ...bankRoutes(desk), ...own, ...returningRoutes(desk), ...sharingRoutes(desk)]
  return routes.map((route) => ({ ...route, act: telling(desk, route.act) }))
}

/** Shows what a verb refused, with the messages of its connection, and the way on. */
function telling(desk: Desk, act: Route['act']) {
  return async (visit: Visit): Promise<Reply> => {
    try {
      return await act(visit)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const { language, session } = visit
      const { base } = desk.scene(language)
      const id = String(error.facts.connectionId ?? '')
      const known = desk.connections.list(session.key).some((connection) => connection.id === id)
      const messages = messagesFold(language, desk.guide(language), desk.messages.of(id))
      const back = known ? `${base}/connections/${id}` : base
      const page = problemPage({ problem: error, language, messages, back })
      return { page: messages ? { ...page, script: 'copy' } : page, status: statusOf(error) }
    }
  }
}
