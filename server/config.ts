import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { problem } from '#kernel'

/** Where a bank lives and listens: one checked, frozen value. */
export type Config = Readonly<{
  dataDir: string
  /** The first of five ports; 0 picks free ones; undefined keeps the folder's own, or 4300 for a new one. */
  port: number | undefined
  /** The built console. */
  consoleDir: string
  version: string
}>

export const DEFAULT_PORT = 4300

/**
 * The data folder: the flag, else BANCADA_DATA, else .bancada/ in a checkout, else the system's place for user data.
 */
export function dataFolder(root: string, flag: string | undefined, env: NodeJS.ProcessEnv): string {
  if (flag !== undefined) return path.resolve(flag)
  if (env.BANCADA_DATA) return path.resolve(env.BANCADA_DATA)
  if (existsSync(path.join(root, 'package-lock.json'))) return path.join(root, '.bancada')
  return path.join(userDataFolder(env), 'Bancada')
}

function userDataFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return env.APPDATA ?? path.join(homedir(), 'AppData', 'Roaming')
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support')
  return env.XDG_DATA_HOME ?? path.join(homedir(), '.local', 'share')
}

/** Reads a port number. Throws port-invalid for anything but 0 or 1024 to 65530. */
export function portNumber(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || (port !== 0 && (port < 1024 || port > 65_530)))
    throw problem('port-invalid', { port: text })
  return port
}

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/

/**
 * Reads the name that the directory answers under, `NAME` or `NAME:PORT`; null for `none`, which takes it away.
 * Throws directory-host-invalid.
 */
export function directoryHost(text: string): { name: string; port?: number } | null {
  if (text === 'none') return null
  const [name = '', port, ...rest] = text.toLowerCase().split(':')
  const labels = name.split('.')
  const isName = name.length <= 200 && labels.length > 1 && labels.every((label) => LABEL.test(label))
  const number = Number(port ?? 443)
  if (
    !isName ||
    rest.length > 0 ||
    !Number.isInteger(number) ||
    number < 1 ||
    number > 65_535 ||
    /^\d+$/.test(labels.at(-1) ?? '')
  ) {
    throw problem('directory-host-invalid', { host: text })
  }
  return port === undefined ? { name } : { name, port: number }
}
