import { type Check, type ConsoleInput, type ConsoleRoute, type JsonSchema, openSchemas, problem } from '#kernel'
import type { openClock } from './clock.ts'
import type { Doorkeeper } from './doors.ts'
import { DEFAULT_SEED, SEED_LIMITS } from './seed-limits.ts'
import type { State } from './state.ts'

type Clock = ReturnType<typeof openClock>
type Keyed = { idempotencyKey?: string }

const KEY: JsonSchema = { type: 'string', minLength: 1, maxLength: 200 }
const ROLES = ['owner'] as const

/** The console's routes for the state of the bank as a whole: its clock, resets and snapshots. The owner's alone. */
export function stateRoutes(state: State, clock: Clock, { needOpen }: Pick<Doorkeeper, 'needOpen'>): ConsoleRoute[] {
  const schemas = openSchemas()
  const body = (properties: Record<string, JsonSchema>, required: string[] = []) =>
    schemas.check({
      type: 'object',
      properties: { ...properties, idempotencyKey: KEY },
      required,
      additionalProperties: false,
    })
  const keyOnly = body({})
  const advance = body({ by: { type: 'string', minLength: 1, maxLength: 100 } }, ['by'])
  const reset = body({ all: { type: 'boolean' } })
  const save = body({ name: { type: 'string' }, replace: { type: 'boolean' } }, ['name'])
  const seed = body(
    {
      customers: { type: 'integer', minimum: 0, maximum: SEED_LIMITS.customers },
      days: { type: 'integer', minimum: 0, maximum: SEED_LIMITS.days },
      seed: { type: 'string', minLength: 1, maxLength: SEED_LIMITS.seedLength },
    },
    ['customers', 'days'],
  )
  const name = ({ params }: ConsoleInput) => params.name as string

  return [
    { method: 'GET', path: '/api/clock', roles: ROLES, act: clock.show },
    {
      method: 'POST',
      path: '/api/clock/advance',
      roles: ROLES,
      act(input) {
        const { by, idempotencyKey } = fitting<Keyed & { by: string }>(advance, input)
        return needOpen(() => clock.advance(by, idempotencyKey))
      },
    },
    {
      method: 'POST',
      path: '/api/clock/freeze',
      roles: ROLES,
      act: (input) => needOpen(() => clock.freeze(fitting<Keyed>(keyOnly, input).idempotencyKey)),
    },
    {
      method: 'POST',
      path: '/api/clock/release',
      roles: ROLES,
      act: (input) => needOpen(() => clock.release(fitting<Keyed>(keyOnly, input).idempotencyKey)),
    },
    {
      method: 'POST',
      path: '/api/reset',
      roles: ROLES,
      act(input) {
        const { all = false, idempotencyKey: key } = fitting<Keyed & { all?: boolean }>(reset, input)
        return state.reset({ all, key })
      },
    },
    { method: 'GET', path: '/api/seed', roles: ROLES, act: () => needOpen(state.seeding) },
    {
      method: 'POST',
      path: '/api/seed',
      roles: ROLES,
      status: 202,
      act(input) {
        const asked = fitting<Keyed & { customers: number; days: number; seed?: string }>(seed, input)
        const { customers, days, seed: word = DEFAULT_SEED, idempotencyKey } = asked
        return needOpen(() => state.seed({ seed: word, customers, days }, idempotencyKey))
      },
    },
    {
      method: 'GET',
      path: '/api/snapshots',
      roles: ROLES,
      act: () => ({ snapshots: state.snapshots.list() }),
    },
    {
      method: 'POST',
      path: '/api/snapshots',
      roles: ROLES,
      status: 201,
      async act(input) {
        const asked = fitting<Keyed & { name: string; replace?: boolean }>(save, input)
        const { replace = false, idempotencyKey: key } = asked
        return { snapshot: await state.snapshots.save(asked.name, { replace, key }) }
      },
    },
    {
      method: 'POST',
      path: '/api/snapshots/:name/restore',
      roles: ROLES,
      act: (input) => state.snapshots.restore(name(input), { key: fitting<Keyed>(keyOnly, input).idempotencyKey }),
    },
    {
      method: 'DELETE',
      path: '/api/snapshots/:name',
      roles: ROLES,
      act: (input) => state.snapshots.delete(name(input)),
    },
  ]
}

/** The body, once it fits; an empty one counts as an empty object. Throws request-invalid. */
function fitting<T>(check: Check, { body = {} }: ConsoleInput): T {
  const faults = check(body)
  if (faults.length > 0) throw problem('request-invalid', { faults })
  return body as T
}
