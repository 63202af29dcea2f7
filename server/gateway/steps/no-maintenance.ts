import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** The market's APIs are open. While they are under maintenance nobody is asked anything more, and all hear when to come back. */
export const noMaintenance: Step = {
  id: 'no-maintenance',
  run({ market }, { world, maintenanceOf }) {
    const outage = maintenanceOf(market)
    if (!outage) return
    const { startsAt, endsAt, description } = outage
    const retryAfterSeconds = Math.max(1, Math.ceil((endsAt - world.clock.now()) / 1000))
    const until = `${new Date(endsAt).toISOString().slice(0, 19)}Z`
    throw problem('under-maintenance', { startsAt, endsAt, until, description, retryAfterSeconds })
  },
}
