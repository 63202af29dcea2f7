import { problem } from '#kernel'
import { type Api, type Parameter, type Route, type RouteInput, route, waitingRoute } from '../../../api.ts'
import { operationsAsked } from '../../operations.ts'
import { openSteps } from '../../steps.ts'
import { FDX_VERSIONS, mapAvailability, mapCapability, mapMetrics } from './map.ts'
import { components } from './schema.ts'

const VERSION = '6.4.0'

const operationId: Parameter = {
  name: 'operationId',
  in: 'query',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 256 },
}

/** What the operations that tell of the bank itself have in common: the app's own token, and an answer at any time. */
function ofTheBank(id: string, path: string, schema: string) {
  return {
    ...{ id, method: 'GET', path, token: 'client', scope: [], permissions: [], steps: openSteps, arrow: null },
    ...{ to: 'analytics', parameters: [operationId] },
    responses: { 200: { $ref: `#/components/schemas/${schema}` } },
  } satisfies Partial<Route>
}

const asked = ({ market, query }: RouteInput) => operationsAsked(market, query.operationId)

const availability = route({
  ...ofTheBank('getAvailability', '/availability', 'Availability'),
  act({ service }, input) {
    const ids = new Set(asked(input).map(({ id }) => id))
    return service.availability(input.market).filter(({ operation }) => ids.has(operation))
  },
  map: (operations) => ({ status: 200, data: { availability: mapAvailability(operations) } }),
})

const capability = route({
  ...ofTheBank('getCapability', '/capability', 'Capability'),
  parameters: [
    operationId,
    { name: 'fdxVersion', in: 'query', required: false, schema: { type: 'string', minLength: 1, maxLength: 20 } },
    { name: 'resultType', in: 'query', required: false, schema: { enum: ['lightweight', 'details'] } },
  ],
  act({ service }, input) {
    const { fdxVersion } = input.query
    if (fdxVersion !== undefined && !FDX_VERSIONS.includes(fdxVersion)) {
      throw problem('version-not-served', { version: fdxVersion, served: FDX_VERSIONS }, 'version-served')
    }
    const states = new Map(service.availability(input.market).map(({ operation, state }) => [operation, state]))
    return asked(input).map((operation) => ({ operation, state: states.get(operation.id) ?? 'alive' }))
  },
  map: (operations, { query }) => ({
    status: 200,
    data: {
      ...{ fdxVersions: FDX_VERSIONS, messageFormat: 'JSON' },
      operations: operations.map(({ operation, state }) =>
        mapCapability(operation, state, { version: VERSION, detailed: query.resultType === 'details' }),
      ),
    },
  }),
})

const metrics = waitingRoute({
  ...ofTheBank('getCertificationMetrics', '/certification-metrics', 'CertificationMetrics'),
  async act({ service }, input) {
    const ids = input.query.operationId === undefined ? undefined : asked(input).map(({ id }) => id)
    const months = await service.months(input.market)
    return ids === undefined ? months : months.filter(({ operation }) => operation !== null && ids.includes(operation))
  },
  map: (months, { now }) => ({ status: 200, data: { metrics: months.map((month) => mapMetrics(month, now)) } }),
})

/** What the bank tells of itself: which operations there are, how they stand, and how they did (FDX 6.4, meta APIs). */
export const metaApi: Api = {
  id: 'meta',
  version: VERSION,
  basePath: '/fdx/v6',
  family: 'meta',
  familyVersion: VERSION,
  components,
  routes: [availability, capability, metrics],
}
