// `npm run dist`: packages of the desktop app, for this system unless told (`--linux`, `--win`, `--mac`, `--dir`).
import { chmodSync, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { buildApp } from './app-build.mjs'
import { main as buildConsole } from './console-build.mjs'
import { endAs, run, say } from './process.mjs'

/**
 * Everything is built from the sources as they are, then packed into dist/packages.
 * @param {string} root the checkout
 * @param {string[]} args for electron-builder
 */
export async function main(root, args) {
  if (!(await buildConsole(root))) return
  try {
    await buildApp(root)
  } catch (error) {
    say(error.message)
    process.exitCode = 1
    return
  }
  const builder = join(root, 'node_modules', 'electron-builder', 'cli.js')
  const options = ['--config', join(root, 'build', 'electron-builder.mjs'), '--publish', 'never', ...args]
  const ended = await run(process.execPath, [builder, ...options], {
    cwd: root,
    env: { ...process.env, ...packer(root) },
  })
  if (ended.code !== 0) {
    say("no package was made, for the reason above; the first one downloads the desktop runtime and the packer's tools")
  }
  endAs(ended)
}

/**
 * The packer that came through npm, for electron-builder not to download one.
 * @returns {NodeJS.ProcessEnv}
 */
export function packer(root) {
  const { path7za } = createRequire(join(root, 'package.json'))('7zip-bin')
  if (process.env.ELECTRON_BUILDER_7ZIP_PATH || !existsSync(path7za)) return {}
  // npm unpacks it without the right to be run.
  if (process.platform !== 'win32') chmodSync(path7za, 0o755)
  return { ELECTRON_BUILDER_7ZIP_PATH: path7za }
}
