import { budgetOf } from '../budget/entries.ts'
import { readFilter } from '../budget/filter.ts'
import { isMonth, monthOf } from '../budget/month.ts'
import { activeOf, type Desk } from '../desk.ts'
import { activityPage } from '../pages/activity.ts'
import { overviewPage } from '../pages/overview.ts'
import { welcomePage } from '../pages/welcome.ts'
import type { Route, Visit } from '../routing.ts'
import { pickerOf } from './banks.ts'

/** The budget: welcome or overview, and the movements. */
export function budgetRoutes(desk: Desk): Route[] {
  const { connections, world, accountsOf } = desk
  const { base } = desk.scene('en')
  const budget = (visit: Visit) => {
    const scene = desk.scene(visit.language)
    return budgetOf(activeOf(desk, visit), (connection) => accountsOf(scene, connection))
  }

  return [
    {
      method: 'GET',
      path: base,
      async act(visit) {
        const { language, session, query } = visit
        const active = activeOf(desk, visit)
        if (active.length === 0) return { page: welcomePage(await pickerOf(desk, visit, base)) }
        const scene = desk.scene(language)
        const thisMonth = monthOf(world.clock.now(), scene.zone)
        const asked = query.get('month')
        const month = isMonth(asked) && asked < thisMonth ? asked : thisMonth
        const told = { totalLabel: desk.totalLabel(language), readable: active.some(desk.sharesMovements) }
        const page = { scene, formToken: session.formToken, budget: budget(visit), month, thisMonth, ...told }
        return { page: overviewPage(page) }
      },
    },
    {
      method: 'GET',
      path: `${base}/activity`,
      act(visit) {
        if (activeOf(desk, visit).length === 0) return { redirect: base }
        const { language, query } = visit
        return {
          page: activityPage({ scene: desk.scene(language), budget: budget(visit), filter: readFilter(query) }),
        }
      },
    },
    {
      method: 'POST',
      path: `${base}/refresh`,
      async act(visit) {
        for (const { id } of activeOf(desk, visit)) await connections.refresh(visit.session.key, id)
        return { redirect: base }
      },
    },
  ]
}
