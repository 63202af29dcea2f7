import type { JsonSchema } from '#kernel'
import { type Api, type Rooms, type RouteInput, route } from '../../../api.ts'
import { partySchema } from '../../party-schema.ts'
import { fdxSettings } from '../../settings.ts'

const TEXT = { type: 'string', minLength: 1, maxLength: 256 }

const body: JsonSchema = {
  type: 'object',
  required: ['type', 'incidentId', 'reason', 'reporter'],
  properties: {
    // Today always ACCOUNT_TAKEOVER, and open to others (FDX 6.4, SuspectedIncident).
    ...{ type: TEXT, incidentId: TEXT, reason: TEXT, reporter: partySchema },
    fiAttributes: {
      type: 'array',
      maxItems: 50,
      items: { type: 'object', properties: { name: TEXT, value: { type: 'string', maxLength: 1024 } } },
    },
  },
}

type Report = { type: string; incidentId: string; reason: string; reporter: unknown; fiAttributes?: unknown }

const PAGE = 200

/** Holds every active consent of the reporting application back, until somebody at the bank releases it. */
function holdAll({ consents }: Rooms, { market, clientId }: RouteInput): void {
  for (let before: { createdAt: number; id: string } | undefined; ; ) {
    const page = consents.list({ market: market.id, clientId, state: 'ACTIVE', before, limit: PAGE })
    for (const consent of page) if (consents.mayHold(consent)) consents.hold(consent.id)
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    before = { createdAt: last.createdAt, id: last.id }
  }
}

const report = route({
  id: 'reportSuspectedFraudIncident',
  ...{ method: 'POST', path: '/suspected-incident', token: 'client', scope: [], permissions: [] },
  ...{ arrow: null, to: 'gateway', parameters: [] },
  body,
  responses: { 200: null },
  act(rooms, input) {
    const { fiAttributes: attributes = null, ...told } = input.body as Report
    // Held before the report is taken: one that was cut off is whole once it is sent again.
    if (fdxSettings(input.settings).fraudHoldsConsents) holdAll(rooms, input)
    return rooms.fraud.report({ ...told, attributes, market: input.market.id, clientId: input.clientId })
  },
  map: () => ({ status: 200, empty: true }),
})

/** Where applications report what looks like fraud (FDX 6.4, fraud API). */
export const fraudApi: Api = {
  id: 'fraud',
  version: '6.4.0',
  basePath: '/fdx/v6/fraud',
  family: 'fraud',
  familyVersion: '6.4.0',
  components: {},
  routes: [report],
}
