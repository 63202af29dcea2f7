// Builds the desktop shell: electron/*.ts into dist/electron, by the compiler that also checks it.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { say } from './process.mjs'
import { buildIfStale } from './stale.mjs'

/** Builds the desktop shell if its sources or the locked packages changed. Throws what the compiler says. */
export function buildDesktop(root, product = 'dist/electron') {
  return buildIfStale({
    root,
    sources: ['electron', 'tsconfig.json', 'package-lock.json'],
    product,
    async build() {
      say('building the desktop shell')
      rmSync(join(root, product), { recursive: true, force: true })
      const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
      // Types are `npm run check`'s business: a start is not held up by them.
      const args = [tsc, '-p', join(root, 'electron'), '--noCheck', '--outDir', join(root, product)]
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
      if (status !== 0) throw new Error(`the desktop shell does not compile:\n${stdout}${stderr}`)
    },
  })
}
