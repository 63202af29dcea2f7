import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { DOORS } from '../start/index.ts'

export type PortHolder = { pid: number; command: string }

const LISTENING = '0A'
const STEP = 10
const LAST = 65_530

/** The process that listens on a port, where the system tells (Linux, and only of processes one may look at). */
export function portHolder(port: number, proc = '/proc'): PortHolder | undefined {
  const inodes = ['net/tcp', 'net/tcp6'].flatMap((table) => listening(path.join(proc, table), port))
  if (inodes.length === 0) return undefined
  const sockets = new Set(inodes.map((inode) => `socket:[${inode}]`))
  for (const pid of entries(proc).filter((name) => /^\d+$/.test(name))) {
    const folder = path.join(proc, pid, 'fd')
    if (!entries(folder).some((name) => sockets.has(linkOf(path.join(folder, name))))) continue
    return { pid: Number(pid), command: commandOf(path.join(proc, pid)) }
  }
  return undefined
}

/** The program's name. Its arguments may hold secrets, and are not told. */
function commandOf(folder: string): string {
  const [program = ''] = textOf(path.join(folder, 'cmdline')).split('\0')
  return path.basename(program) || textOf(path.join(folder, 'comm')).trim() || 'a process'
}

/** Socket inodes that listen on a port, from a table of the kernel's: local address, state and inode by column. */
function listening(table: string, port: number): string[] {
  return textOf(table)
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = '', , state]) => state === LISTENING && Number.parseInt(local.split(':')[1] ?? '', 16) === port)
    .map((columns) => columns[9] ?? '')
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file)
  } catch {
    return ''
  }
}

/** The next first port, in steps of ten, of which all that a bank needs are free; undefined where there is none. */
export async function freeFirstPort(taken: number): Promise<number | undefined> {
  for (let first = Math.floor(taken / STEP) * STEP + STEP; first <= LAST; first += STEP) {
    const free = await Promise.all(DOORS.map((_, i) => isFree(first + i)))
    if (free.every(Boolean)) return first
  }
  return undefined
}

/** Whether a port can be listened on, at every loopback address that this machine has. */
async function isFree(port: number): Promise<boolean> {
  const answers = await Promise.all(['127.0.0.1', '::1'].map((host) => tryPort(host, port)))
  return answers.every(Boolean)
}

function tryPort(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT'),
    )
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)))
  })
}
