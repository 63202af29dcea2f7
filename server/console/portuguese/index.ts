import type { Told } from '../wording.ts'
import { DIRECTORY } from './directory.ts'
import { DOOR } from './door.ts'
import { PHONE } from './phone.ts'
import { ROOM } from './room.ts'
import { STATE } from './state.ts'
import { TOKEN } from './token.ts'

/** The words of every refusal in Brazilian Portuguese; its status is the same in any language. */
export const PORTUGUESE: Readonly<Record<string, Told>> = {
  ...DOOR,
  ...ROOM,
  ...STATE,
  ...PHONE,
  ...TOKEN,
  ...DIRECTORY,
}
