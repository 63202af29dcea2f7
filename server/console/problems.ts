import { type Facts, type Log, Problem, type World } from '#kernel'
import { DOOR_WORDINGS } from './door-wordings.ts'
import { PHONE_WORDINGS } from './phone-wordings.ts'
import { ROOM_WORDINGS } from './room-wordings.ts'
import { STATE_WORDINGS } from './state-wordings.ts'
import { TOKEN_WORDINGS } from './token-wordings.ts'
import type { Wording } from './wording.ts'

/** What the console API answers to a refused call. */
export type ErrorBody = {
  error: { type: string; title: string; detail: string; fix: string; facts: Facts }
}

export type Refusal = { status: number; headers: Record<string, string>; body: ErrorBody }

/** How each refusal of the console API is worded. */
const WORDINGS: Record<string, Wording> = {
  ...DOOR_WORDINGS,
  ...ROOM_WORDINGS,
  ...STATE_WORDINGS,
  ...PHONE_WORDINGS,
  ...TOKEN_WORDINGS,
}

/** Words a refusal. Anything that is not a Problem is a fault of ours: logged with an id, its insides not shown. */
export function refusalOf(error: unknown, { log, world }: { log: Log; world: World }): Refusal {
  if (!(error instanceof Problem)) return faultOf(error, { log, world })
  const { type, facts } = error
  const wording = Object.hasOwn(WORDINGS, type) ? WORDINGS[type] : undefined
  if (!wording) {
    const error = { type, title: 'Refused', detail: `The call was refused: ${type}.`, fix: 'See facts.', facts }
    return { status: 400, headers: {}, body: { error } }
  }
  return {
    status: wording.status,
    headers: wording.headers?.(facts) ?? {},
    body: { error: { type, title: wording.title, detail: wording.detail(facts), fix: wording.fix, facts } },
  }
}

function faultOf(error: unknown, { log, world }: { log: Log; world: World }): Refusal {
  const id = world.ids.uuid()
  log.error(`console fault ${id}`, error)
  return {
    status: 500,
    headers: {},
    body: {
      error: {
        type: 'internal-error',
        title: 'Something broke inside the bank',
        detail: 'The call met a fault that is not yours.',
        fix: `The log on standard error tells of it under the id ${id}.`,
        facts: { id },
      },
    },
  }
}
