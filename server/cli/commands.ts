import type { Command } from './command.ts'
import { appCreate } from './commands/app-create.ts'
import { appFields } from './commands/app-fields.ts'
import { appFiles } from './commands/app-files.ts'
import { caExport, caPath } from './commands/ca.ts'
import { clock, clockAdvance, clockFreeze, clockRelease, clockShow } from './commands/clock.ts'
import { consentApprove, consentReject } from './commands/consent.ts'
import { consentHold, consentRelease } from './commands/consent-hold.ts'
import { consentHook } from './commands/consent-hook.ts'
import { DIRECTORY_COMMANDS } from './commands/directory.ts'
import { explain } from './commands/explain.ts'
import { info } from './commands/info.ts'
import { keysList, keysRotate } from './commands/keys.ts'
import { laneClose, laneOpen, laneShow } from './commands/lane.ts'
import { login, loginSet, loginShow } from './commands/login.ts'
import { reset } from './commands/reset.ts'
import { seed } from './commands/seed.ts'
import { selfTest } from './commands/self-test.ts'
import { settings, settingsSet, settingsShow } from './commands/settings.ts'
import { snapshotDelete, snapshotList, snapshotRestore, snapshotSave } from './commands/snapshot.ts'
import { start } from './commands/start.ts'
import { token } from './commands/token.ts'
import { tokenExpire, tokenInspect, tokenMint, tokenPreview, tokenRevoke } from './commands/token-tools.ts'

/** The table of commands. */
export const COMMANDS: readonly Command[] = [
  start,
  info,
  appCreate,
  appFields,
  appFiles,
  consentApprove,
  consentReject,
  consentHook,
  consentHold,
  consentRelease,
  token,
  laneShow,
  laneOpen,
  laneClose,
  login,
  loginShow,
  loginSet,
  settings,
  settingsShow,
  settingsSet,
  tokenMint,
  tokenPreview,
  tokenInspect,
  tokenRevoke,
  tokenExpire,
  explain,
  clock,
  clockShow,
  clockAdvance,
  clockFreeze,
  clockRelease,
  snapshotSave,
  snapshotRestore,
  snapshotList,
  snapshotDelete,
  ...DIRECTORY_COMMANDS,
  reset,
  seed,
  keysList,
  keysRotate,
  caExport,
  caPath,
  selfTest,
]
