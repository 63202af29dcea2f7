// Builds what a package holds of the program itself: server/, mock-data/ and electron/ into dist/app, as JavaScript.
// The tree keeps its shape, so that the program finds its own files as in a checkout.
import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { say } from './process.mjs'
import { buildIfStale, filesUnder } from './stale.mjs'

const FOLDERS = ['server', 'mock-data']

/** Builds the program's files for a package if their sources or the locked packages changed. Throws the compiler's words. */
export function buildApp(root) {
  return buildIfStale({
    root,
    sources: [...FOLDERS, 'electron', 'build/app.tsconfig.json', 'tsconfig.json', 'package-lock.json'],
    product: 'dist/app',
    async build() {
      say('building the program')
      rmSync(join(root, 'dist', 'app'), { recursive: true, force: true })
      const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
      // Types are `npm run check`'s business.
      const args = [tsc, '-p', join(root, 'build', 'app.tsconfig.json'), '--noCheck']
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
      if (status !== 0) throw new Error(`the program does not compile:\n${stdout}${stderr}`)
      // What a module reads from beside itself stays beside it.
      for (const file of FOLDERS.flatMap((folder) => filesUnder(join(root, folder))).filter(
        (f) => !f.endsWith('.ts'),
      )) {
        cpSync(file, join(root, 'dist', 'app', relative(root, file)))
      }
    },
  })
}
