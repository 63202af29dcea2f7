// `npm test`: everything, on a console that is built from the sources as they are.
import { join } from 'node:path'
import { main as buildConsole } from './console-build.mjs'
import { endAs, run } from './process.mjs'

/** @param {string} root the checkout  @param {string[]} args passed on to vitest */
export async function main(root, args) {
  if (!(await buildConsole(root))) return
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  endAs(await run(process.execPath, [vitest, 'run', ...args], { cwd: root }))
}
