import { type Facts, type Log, Problem, type World } from '#kernel'
import { DOOR_WORDINGS } from './door-wordings.ts'
import { withValues } from './fact-values.ts'
import type { Language } from './language.ts'
import { PHONE_WORDINGS } from './phone-wordings.ts'
import { PORTUGUESE } from './portuguese/index.ts'
import { ROOM_WORDINGS } from './room-wordings.ts'
import { STATE_WORDINGS } from './state-wordings.ts'
import { TOKEN_WORDINGS } from './token-wordings.ts'
import { said, type Told, type Wording } from './wording.ts'

/** What the console API answers to a refused call. */
export type ErrorBody = {
  error: { type: string; title: string; detail: string; fix: string; facts: Facts }
}

export type Refusal = { status: number; headers: Record<string, string>; body: ErrorBody }

/** How each refusal of the console API is worded. */
export const WORDINGS: Readonly<Record<string, Wording>> = {
  ...DOOR_WORDINGS,
  ...ROOM_WORDINGS,
  ...STATE_WORDINGS,
  ...PHONE_WORDINGS,
  ...TOKEN_WORDINGS,
}

/** What wording a refusal takes; English unless told. */
type Wordy = { log: Log; world: World; language?: Language }

/** Words a refusal. Anything that is not a Problem is a fault of ours: logged with an id, its insides not shown. */
export function refusalOf(error: unknown, { log, world, language = 'en' }: Wordy): Refusal {
  if (!(error instanceof Problem)) return faultOf(error, { log, world, language })
  const { type, facts } = error
  const wording = Object.hasOwn(WORDINGS, type) ? WORDINGS[type] : undefined
  const { title, detail, fix } = toldIn(language, type, wording)
  return {
    status: wording?.status ?? 400,
    headers: { 'content-language': language, ...wording?.headers?.(facts) },
    body: { error: { type, title, detail: detail(facts), fix: withValues(fix, facts), facts } },
  }
}

/** A type's words in a language: English where it has none of its own there. */
function toldIn(language: Language, type: string, wording: Wording | undefined): Told {
  const own = language === 'pt-BR' && Object.hasOwn(PORTUGUESE, type) ? PORTUGUESE[type] : wording
  if (own) return own
  if (language === 'pt-BR') return said('Recusado', `A chamada foi recusada: ${type}.`, 'Veja facts.')
  return said('Refused', `The call was refused: ${type}.`, 'See facts.')
}

const FAULT: Readonly<Record<Language, (id: string) => Omit<ErrorBody['error'], 'type' | 'facts'>>> = {
  en: (id) => ({
    title: 'Something broke inside the bank',
    detail: 'The call met a fault that is not yours.',
    fix: `The log on standard error tells of it under the id ${id}.`,
  }),
  'pt-BR': (id) => ({
    title: 'Algo quebrou dentro do banco',
    detail: 'A chamada encontrou uma falha que não é sua.',
    fix: `O registro na saída de erro fala dela sob o id ${id}.`,
  }),
}

function faultOf(error: unknown, { log, world, language }: Required<Wordy>): Refusal {
  const id = world.ids.uuid()
  log.error(`console fault ${id}`, error)
  return {
    status: 500,
    headers: { 'content-language': language },
    body: { error: { type: 'internal-error', ...FAULT[language](id), facts: { id } } },
  }
}
