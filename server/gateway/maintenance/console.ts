import { type ConsoleRoute, openSchemas, problem } from '#kernel'
import type { Maintenance, OutageWish } from './maintenance.ts'
import type { ServiceSettings } from './model.ts'

const schemas = openSchemas()
const MOMENT = { type: 'integer', minimum: 0, maximum: 8_640_000_000_000_000 }
const checkWish = schemas.check({
  type: 'object',
  properties: {
    market: { type: 'string', minLength: 1, maxLength: 100 },
    startsAt: MOMENT,
    endsAt: MOMENT,
    description: { type: 'string', minLength: 1, maxLength: 256, pattern: '\\S' },
  },
  required: ['market', 'startsAt', 'endsAt', 'description'],
  additionalProperties: false,
})
const checkSettings = schemas.check({
  type: 'object',
  properties: {
    objectiveMs: { type: 'integer', minimum: 1, maximum: 600_000 },
    noticeHours: { type: 'integer', minimum: 0, maximum: 8_760 },
  },
  required: ['objectiveMs', 'noticeHours'],
  additionalProperties: false,
})

/** How far the calendar looks back and ahead of now. */
const REACH_MS = 400 * 86_400_000

/** The maintenance calendar in the console API: what is announced, announcing, ending early, and what is set. */
export function maintenanceRoutes(maintenance: Maintenance, now: () => number): ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/maintenance/:market',
      roles: ['owner'],
      act: ({ params }) => ({
        settings: maintenance.settings(params.market as string),
        outages: maintenance.between(params.market as string, now() - REACH_MS, now() + REACH_MS),
      }),
    },
    {
      method: 'POST',
      path: '/api/maintenance',
      roles: ['owner'],
      status: 201,
      act: ({ body }) => ({ outage: maintenance.announce(checked<OutageWish>(checkWish, body)) }),
    },
    {
      method: 'POST',
      path: '/api/maintenance/outages/:id/end',
      roles: ['owner'],
      act: ({ params }) => ({ outage: maintenance.end(params.id as string) }),
    },
    {
      method: 'PUT',
      path: '/api/service/:market/settings',
      roles: ['owner'],
      act: ({ params, body }) => ({
        settings: maintenance.set(params.market as string, checked<ServiceSettings>(checkSettings, body)),
      }),
    },
  ]
}

function checked<T>(check: ReturnType<typeof schemas.check>, body: unknown): T {
  const faults = check(body)
  if (faults.length > 0) throw problem('request-invalid', { faults })
  return body as T
}
