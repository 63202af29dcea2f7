import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * Makes a folder for its owner only, with those above it that are missing; one that is there stays as it is. One by one:
 * where a file system says of a folder in one that is there that it isn't, Node's own way down never ends.
 * Throws what the system says.
 */
export function makeFolder(folder: string): void {
  if (isFolder(folder)) return
  const above = path.dirname(folder)
  if (above !== folder) makeFolder(above)
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (!isFolder(folder)) throw error
  }
}

function isFolder(folder: string): boolean {
  try {
    return statSync(folder).isDirectory()
  } catch {
    return false
  }
}
