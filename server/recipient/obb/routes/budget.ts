import type { Route, Visit } from '../../routing.ts'
import { type Budget, budgetOf } from '../budget/entries.ts'
import { readFilter } from '../budget/filter.ts'
import { isMonth, monthOf } from '../budget/month.ts'
import { activityPage } from '../pages/activity.ts'
import { overviewPage } from '../pages/overview.ts'
import { stateOf } from '../pages/state.ts'
import { welcomePage } from '../pages/welcome.ts'
import type { RouteDeps } from '../routes.ts'
import { pickerOf } from './connecting.ts'

/** The budget: welcome or overview, and the movements. */
export function budgetRoutes(deps: RouteDeps): Route[] {
  const { connections, world } = deps
  const active = ({ session }: Visit) =>
    connections.list(session.key).filter((connection) => stateOf(connection) === 'active' && connection.data !== null)
  const budget = (visit: Visit): Budget => budgetOf(active(visit))

  return [
    {
      method: 'GET',
      path: '/obb',
      async act(visit) {
        const { language, session, query } = visit
        if (active(visit).length === 0) return { page: welcomePage(await pickerOf(deps, visit, '/obb')) }
        const thisMonth = monthOf(world.clock.now())
        const asked = query.get('month')
        const month = isMonth(asked) && asked < thisMonth ? asked : thisMonth
        const { formToken } = session
        return { page: overviewPage({ language, formToken, budget: budget(visit), month, thisMonth }) }
      },
    },
    {
      method: 'GET',
      path: '/obb/activity',
      act(visit) {
        if (active(visit).length === 0) return { redirect: '/obb' }
        const { language, query } = visit
        return { page: activityPage({ language, budget: budget(visit), filter: readFilter(query) }) }
      },
    },
    {
      method: 'POST',
      path: '/obb/refresh',
      async act(visit) {
        for (const { id } of active(visit)) await connections.refresh(visit.session.key, id)
        return { redirect: '/obb' }
      },
    },
  ]
}
