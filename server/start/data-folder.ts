import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { holdFile, makeFolder, problem } from '#kernel'

/** What runs in a data folder, for commands and a second start to find it. Readable by its owner only. */
export type RunFile = {
  pid: number
  startId: string
  version: string
  addresses: Record<string, string>
  consoleToken: string
}

/** Choices of an install that outlive a start. */
export type Settings = {
  ports: number[]
  /** A name that the directory answers under beside the install's own. */
  directoryHost?: { name: string; port?: number | undefined } | undefined
}

export type DataFolder = ReturnType<typeof openDataFolder>

/** The files of one bank. */
export function openDataFolder(dir: string) {
  const file = (name: string) => path.join(dir, name)
  return {
    dir,
    bankDb: file('bank.db'),
    trafficDb: file('traffic.db'),
    keysDir: file('keys'),
    /** What a bank begins with, and a reset returns to. */
    seededDb: file('seeded.db'),
    /** Where a history waits, whole, to take its place. */
    makingDir: file('made'),
    /** A new folder for making a history in: nobody else's, whoever else may still be at work after a kill. */
    newMakingDir: (): string => mkdtempSync(file(MAKING)),
    /** Where the file is made that takes the place of bank.db. */
    nextBankDb: file('bank.db.next'),
    snapshotsDir: file('snapshots'),
    sampleAppDir: file('sample-app'),
    /** Makes the folder. Throws data-folder-unusable. */
    prepare(): void {
      try {
        makeFolder(dir)
      } catch (error) {
        throw problem('data-folder-unusable', { dir, reason: (error as NodeJS.ErrnoException).code })
      }
    },
    readSettings: (): Settings | undefined => readJson<Settings>(file('settings.json')),
    saveSettings: (settings: Settings): void => writeJson(file('settings.json'), settings),
    readRun: (): RunFile | undefined => readJson<RunFile>(file('run.json')),
    saveRun: (run: RunFile): void => writeJson(file('run.json'), run),
    removeRun: (): void => rmSync(file('run.json'), { force: true }),
    /**
     * Takes the folder for this process: an exclusive transaction that the system ends with it, however it ends.
     * Throws data-folder-in-use, or data-folder-unusable where nothing can be written.
     */
    lock(): { release(): void } {
      let held: { release(): void } | undefined
      try {
        held = holdFile(file('lock.db'))
      } catch (error) {
        throw problem('data-folder-unusable', { dir, reason: (error as NodeJS.ErrnoException).code })
      }
      if (!held) throw problem('data-folder-in-use', { dir })
      return held
    },
    /**
     * Takes everything away but the settings and the lock. First into a folder of its own, the bank's file before the
     * keys that belong to it, so that a kill leaves a bank that starts: with its authority, or with a new one.
     */
    clear(): void {
      const trash = mkdtempSync(file(TRASH))
      for (const name of CLEARED) if (existsSync(file(name))) renameSync(file(name), path.join(trash, name))
      rmSync(trash, { recursive: true, force: true })
    },
    /** Removes what a kill in the middle of clearing or seeding left. */
    removeLeftovers(): void {
      const left = readdirSync(dir).filter((name) => LEFTOVERS.some((begin) => name.startsWith(begin)))
      for (const name of left) rmSync(file(name), { recursive: true, force: true, ...RETRIES })
    },
    /** Secrets that are files of the keys folder and never rows of a database. */
    secrets: {
      save(name: string, value: string): void {
        mkdirSync(file('keys/secrets'), { recursive: true, mode: 0o700 })
        writeWhole(path.join(file('keys/secrets'), safeName(name)), value)
      },
      read(name: string): string | undefined {
        const kept = path.join(file('keys/secrets'), safeName(name))
        return existsSync(kept) ? readFileSync(kept, 'utf8') : undefined
      },
    },
  }
}

const TRASH = 'cleared-'
const MAKING = 'seeding-'
const LEFTOVERS = [TRASH, MAKING]
/** A process that outlived its bank may still write where it is told to go. */
const RETRIES = { maxRetries: 3, retryDelay: 50 }

/** Everything of a bank but its settings, its lock and its run file, in the order in which it goes. */
const CLEARED = [
  ...['bank.db', 'bank.db-wal', 'bank.db-shm', 'seeded.db', 'snapshots', 'sample-app', 'clients'],
  ...['keys', 'traffic.db', 'traffic.db-wal', 'traffic.db-shm'],
]

function safeName(name: string): string {
  if (!/^[\w.-]{1,120}$/.test(name)) throw new Error(`not a name for a secret: ${name}`)
  return name
}

/** A file is there whole or not at all, and for its owner only. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
}

function writeJson(file: string, value: unknown): void {
  writeWhole(file, `${JSON.stringify(value, null, 2)}\n`)
}

function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return undefined
  }
}
