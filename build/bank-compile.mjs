// Compiles the bank's TypeScript into Node's own cache before the first start: what strips the types would otherwise
// stay in that bank's memory, some 30 MB, for as long as it runs.
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BANK_FLAGS, run, say } from './process.mjs'
import { buildIfStale } from './stale.mjs'

/** The command line loads the bank only for a command that needs it: its help doesn't. */
const LOADED = [
  ...['server/main.ts', 'server/cli.ts'],
  // Loaded with the sample app's first visit.
  ...['server/recipient/working.ts', 'server/recipient/obb/index.ts', 'server/recipient/fdx/index.ts'],
]

/**
 * Fills the cache that NODE_COMPILE_CACHE names, if the bank's sources changed. What is kept there depends on the Node
 * and its flags. A start without it works as well, so nothing that goes wrong here stops one.
 * @param {string} root the checkout
 * @param {string} node the Node that will run the bank
 */
export async function compileBank(root, node = process.execPath) {
  const cache = process.env.NODE_COMPILE_CACHE
  if (!cache) return
  await buildIfStale({
    root,
    sources: ['server', 'mock-data', 'package-lock.json', 'build/process.mjs'],
    product: join(relative(root, cache), `bank-${process.version}`),
    async build() {
      const imports = LOADED.map((file) => `await import(${JSON.stringify(pathToFileURL(join(root, file)).href)})`)
      const args = [...BANK_FLAGS, '--input-type=module', '--eval', imports.join('\n'), 'cli.ts', '--help']
      const { code } = await run(node, args, { cwd: root, stdio: 'ignore' })
      if (code !== 0) say(`the bank could not be compiled ahead (exit code ${code}); it starts nevertheless`)
    },
  })
}
