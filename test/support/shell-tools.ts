import { accessSync, chmodSync, constants, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Programs that scripts for developers call, and that a machine with nothing but Node may not have. */
const STAND_INS = ['curl', 'openssl', 'jq'] as const
type StandIn = (typeof STAND_INS)[number]

/** Which of these programs are not on this machine's path. */
export function missingTools<Name extends string>(names: readonly Name[]): Name[] {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  return names.filter((name) => !folders.some((folder) => executable(path.join(folder, name))))
}

/** The programs with a stand-in that are missing here; says on standard error that the stand-ins are what is tested. */
export function missingStandIns(): StandIn[] {
  const missing = missingTools(STAND_INS)
  if (missing.length > 0) console.warn(`\n*** no ${missing.join(', ')} here: scripts run with stand-ins on Node\n`)
  return missing
}

/**
 * A path on which scripts find the machine's programs and, before them, stand-ins on Node for those named: they know what
 * the scripts of this repository ask of them and end with an error at anything else.
 */
export function pathWith(standIns: readonly StandIn[]): string {
  const own = process.env.PATH ?? ''
  if (standIns.length === 0) return own
  const folder = mkdtempSync(path.join(tmpdir(), 'bancada-tools-'))
  for (const name of standIns) {
    const script = path.join(import.meta.dirname, 'stand-ins', `${name}.ts`)
    const file = path.join(folder, name)
    writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`)
    chmodSync(file, 0o755)
  }
  return [folder, own].join(path.delimiter)
}

/** With what to run a script: with the machine's programs where it has them all, and with the stand-ins always. */
export function toolsets(): { tools: string; standIns: readonly StandIn[] }[] {
  const all = { tools: 'stand-ins on Node', standIns: STAND_INS }
  return missingStandIns().length > 0 ? [all] : [{ tools: 'the programs themselves', standIns: [] }, all]
}

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
