import { createPrivateKey, type KeyObject } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { problem } from '#kernel'
import { makeKeyPem } from './keys.ts'

/** A private key as its file holds it, and parsed. */
export type KeyFile = { pem: string; key: KeyObject }

export type KeyFiles = ReturnType<typeof openKeyFiles>

/** Opens the folder (0700) that holds the private keys (0600) of an install. */
export function openKeyFiles(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const path = (name: string) => join(folder, name)

  /** The text of a file, or undefined where there is none. Throws key-file-unreadable. */
  function text(name: string): string | undefined {
    try {
      return readFileSync(path(name), 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw problem('key-file-unreadable', { file: path(name), reason: 'cannot-be-read', remedy: REMEDY })
    }
  }

  /** Writes a file whole or not at all: it has its name only once its content is on the disk. */
  function write(name: string, content: string): void {
    const file = path(name)
    const unfinished = `${file}.unfinished`
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    rmSync(unfinished, { force: true })
    const handle = openSync(unfinished, 'wx', 0o600)
    try {
      writeSync(handle, content)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(unfinished, file)
    syncFolder(dirname(file))
  }

  /** A private key, or undefined where there is no file. Throws key-file-unreadable for one that holds no key. */
  function key(name: string): KeyFile | undefined {
    const pem = text(name)
    if (pem === undefined) return undefined
    try {
      return { pem, key: createPrivateKey(pem) }
    } catch {
      throw problem('key-file-unreadable', { file: path(name), reason: 'holds-no-key', remedy: REMEDY })
    }
  }

  /** A private key, made and written where there is none yet. */
  async function keyOrNew(name: string): Promise<KeyFile> {
    const found = key(name)
    if (found) return found
    const pem = await makeKeyPem()
    write(name, pem)
    return { pem, key: createPrivateKey(pem) }
  }

  return { path, text, write, key, keyOrNew }
}

const REMEDY = 'Put this file back from a copy, or delete it: a new key is made in its place.'

/** Makes a rename last over a power cut. Windows can't open folders, and needs no such thing. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
