import type { Command } from './command.ts'
import { appCreate } from './commands/app-create.ts'
import { caExport, caPath } from './commands/ca.ts'
import { consentApprove, consentReject } from './commands/consent.ts'
import { info } from './commands/info.ts'
import { selfTest } from './commands/self-test.ts'
import { start } from './commands/start.ts'
import { token } from './commands/token.ts'

/** The table of commands. */
export const COMMANDS: readonly Command[] = [
  start,
  info,
  appCreate,
  consentApprove,
  consentReject,
  token,
  caExport,
  caPath,
  selfTest,
]
