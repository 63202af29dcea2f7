// Builds the console: renderer/ into dist/renderer, with vite.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { say } from './process.mjs'
import { buildIfStale } from './stale.mjs'

/** Builds the console if its sources, its settings or the locked packages changed. Throws what vite says. */
export function buildConsole(root) {
  if (!existsSync(join(root, 'renderer', 'index.html'))) throw new Error('renderer/index.html is missing')
  return buildIfStale({
    root,
    sources: ['renderer', 'package-lock.json'],
    product: 'dist/renderer',
    async build() {
      say('building the console')
      const { build } = await import('vite')
      await asProduction(() =>
        build({
          root: join(root, 'renderer'),
          configFile: join(root, 'renderer', 'vite.config.ts'),
          logLevel: 'warn',
        }),
      )
    },
  })
}

/** Vite follows NODE_ENV: called from a test it would build React's slow half, with this machine's paths in it. */
async function asProduction(act) {
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    return await act()
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
}

/** The launcher's step: a console that can't be built is one line and an exit code, after vite's own words. */
export async function main(root) {
  try {
    await buildConsole(root)
    return true
  } catch (error) {
    say(`the console could not be built: ${error.message}`)
    process.exitCode = 1
    return false
  }
}
