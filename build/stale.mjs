// "Build only when something changed": a folder of products carries a stamp of the sources that it was made from.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/**
 * Builds when the sources differ from those of the last build. The stamp is removed first and written last, so a build
 * cut short is done again.
 * @param {{ root: string, sources: string[], product: string, build: () => Promise<void> }} job sources and product are
 *   paths inside root
 * @returns {Promise<boolean>} whether it had to build
 */
export async function buildIfStale({ root, sources, product, build }) {
  const stamp = join(root, product, '.stamp')
  const wanted = hashOf(root, sources)
  if (readIfThere(stamp) === wanted) return false
  rmSync(stamp, { force: true })
  await build()
  mkdirSync(join(root, product), { recursive: true })
  writeFileSync(stamp, wanted)
  return true
}

function hashOf(root, sources) {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((source) => filesUnder(join(root, source))).sort()) {
    hash.update(relative(root, file).split(sep).join('/')).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** @returns {string[]} every file in a folder, or the file itself; nothing for a path that isn't there */
export function filesUnder(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return []
  if (!stat.isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return []
    return filesUnder(join(path, entry.name))
  })
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
