import { type Facts, Problem } from '#kernel'
import { LINE_WORDINGS } from './wordings/line.ts'
import { START_WORDINGS } from './wordings/start.ts'
import { STATE_WORDINGS } from './wordings/state.ts'
import { WORK_WORDINGS } from './wordings/work.ts'

/** How a problem is told at the command line, and the exit code it ends with. */
export type Told = {
  type: string
  title: string
  detail: string
  fix: string
  exit: number
  /** Where a fault of ours happened. */
  trace?: string | undefined
}

/** How a type of problem is worded: what happened, and what to do about it. */
export type Wording = {
  /** 1 where left out. */
  exit?: number
  title: string
  detail: (facts: Facts) => string
  fix: (facts: Facts) => string
}

/** Every type that the command line words itself. */
export const WORDINGS: Record<string, Wording> = {
  ...LINE_WORDINGS,
  ...START_WORDINGS,
  ...STATE_WORDINGS,
  ...WORK_WORDINGS,
}

/** Words whatever ended a command. What the console API refused comes worded already. */
export function toldOf(error: unknown): Told {
  if (!(error instanceof Problem)) return toldOfFault(error)
  const { type, facts } = error
  if (type === 'console-refused') return { exit: 1, ...(facts.told as Omit<Told, 'exit'>) }
  const wording = Object.hasOwn(WORDINGS, type) ? WORDINGS[type] : undefined
  if (!wording) return { type, title: 'Refused', detail: `${type}: ${JSON.stringify(facts)}`, fix: '', exit: 1 }
  const { exit = 1, title, detail, fix } = wording
  return { type, title, detail: detail(facts).replace(/\.\.$/, '.'), fix: fix(facts), exit }
}

/** Codes of the system, of SQLite, of the HTTP client, and of TLS where a certificate was not trusted. */
const SYSTEM_CODE = /^(?!ERR_)(E[A-Z0-9]+|SQLITE_\w+|UND_ERR_\w+|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+)$/

/** What the system, SQLite or the network refused is told in its own words; anything else is a fault of ours. */
function toldOfFault(error: unknown): Told {
  const { message, stack, cause } = (error ?? {}) as Error
  const system = [error, cause].find((candidate) => SYSTEM_CODE.test((candidate as NodeJS.ErrnoException)?.code ?? ''))
  if (system) {
    return {
      type: 'system-refused',
      title: 'The system refused',
      detail: `${(system as NodeJS.ErrnoException).code}: ${(system as Error).message}.`,
      fix: 'Check the disk, the permissions and the address named above, and run the command again.',
      exit: 1,
    }
  }
  return {
    type: 'internal-error',
    title: 'Something broke inside Bancada',
    detail: `${message ?? String(error)}.`,
    fix: 'This is a fault of the program, not yours: please report it with the lines below.',
    exit: 1,
    trace: stack,
  }
}
