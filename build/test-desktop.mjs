// `npm run test:desktop`: the real window, where there can be one; where not, it says so and has tested nothing.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { main as buildConsole } from './console-build.mjs'
import { buildDesktop } from './desktop-build.mjs'
import { electronProgram } from './electron-runtime.mjs'
import { endAs, run, say } from './process.mjs'
import { refusesWindow } from './start.mjs'

/** @param {string} root the checkout */
export async function main(root) {
  const env = { ...process.env, CI: '', BANCADA_HEADLESS: '' }
  const refusal = refusesWindow({ args: [], env, platform: process.platform, uid: process.getuid?.() })
  const program = electronProgram(root)
  const because = program ? refusal : 'the desktop runtime has not been fetched (`npm start -- --window` fetches it)'
  if (because) return say(`NOT TESTED, no real window was opened: ${because}`)
  if (!(await buildConsole(root))) return
  await buildDesktop(root)
  const driver = join(root, 'test', 'desktop', 'real-window.ts')
  const packed = packedProgram(root)
  if (!packed) say('no package to test: `npm run dist:dir` makes one')
  endAs(await run(process.execPath, [driver, program, ...(packed ? [packed] : [])], { cwd: root }))
}

/** The program of the last package made for this system, unpacked. */
function packedProgram(root) {
  const programs = {
    linux: ['bancada'],
    win32: ['Bancada.exe'],
    darwin: ['Bancada.app', 'Contents', 'MacOS', 'Bancada'],
  }
  const packages = join(root, 'dist', 'packages')
  const folder = foldersIn(packages).find((name) => /unpacked$|^mac/.test(name))
  const program = programs[process.platform]
  return folder && program ? join(packages, folder, ...program) : undefined
}

function foldersIn(path) {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}
