import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What stands before the fuses in Electron's program, for who sets them to find. */
export const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** The fuses in the order of their wire, version 1; each is one byte, '0' or '1'. */
export const FUSES = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const

/** A folder that electron-builder takes for an unpacked Electron for Linux: no program in it, but its fuses. */
export function standInRuntime(folder: string): string {
  mkdirSync(join(folder, 'resources'), { recursive: true })
  const wire = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, FUSES.length]), Buffer.from('10110001')])
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n'), wire, Buffer.from('\n')]))
  chmodSync(join(folder, 'electron'), 0o755)
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'version', 'chrome-sandbox', 'chrome_crashpad_handler']) {
    writeFileSync(join(folder, file), `${file}\n`)
  }
  return folder
}

/** The fuses of a packed program, by name. */
export function fusesOf(program: Buffer): Record<string, boolean> {
  const start = program.indexOf(SENTINEL) + SENTINEL.length + 2
  return Object.fromEntries(FUSES.map((name, i) => [name, program[start + i] === '1'.charCodeAt(0)]))
}
