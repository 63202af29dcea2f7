#!/usr/bin/env node
// The launcher behind every npm script: `node build/run.mjs TARGET …`. It runs on any Node since 18, installs what is
// missing, moves to the pinned Node, and hands over. Plain JavaScript and Node's own modules only.
import { realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileBank } from './bank-compile.mjs'
import { ensureInstalled } from './install.mjs'
import { isSelf, nodeToUse } from './pinned-node.mjs'
import { BANK_FLAGS, endAs, run, say } from './process.mjs'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** What each target runs on the pinned Node: a step of the launcher (.mjs, its `main`), or the project itself (.ts). */
const TARGETS = {
  start: 'build/start.mjs',
  test: 'build/test.mjs',
  check: 'build/check.mjs',
  console: 'build/console-build.mjs',
  'test-desktop': 'build/test-desktop.mjs',
  dist: 'build/package.mjs',
  bench: 'test/bench/main.ts',
  bancada: 'server/cli.ts',
}

/**
 * Brings the checkout into order and runs a target; the exit code or signal it ended with becomes this process's.
 * @param {string | undefined} target
 * @param {string[]} args
 */
export async function launch(target, args) {
  const script = target === undefined ? undefined : TARGETS[target]
  if (!script) return fail(`there is no target ${target ?? '(none given)'}: ${Object.keys(TARGETS).join(', ')}.`)
  if (!(await ensureInstalled(ROOT))) return fail()
  const node = nodeToUse(ROOT)
  if (!node) return fail(`there is no pinned Node for ${process.platform} on ${process.arch}: install Node 24.`)
  // Compiled code, and TypeScript with its types stripped, kept from start to start: half the time and 30 MB a process.
  process.env.NODE_COMPILE_CACHE ??= join(ROOT, 'node_modules', '.cache', 'compiled')
  try {
    if (target === 'bancada' && args[0] === 'start') {
      await onNode(node, 'console', [])
      await compileBank(ROOT, node)
    }
    if (!process.exitCode) await onNode(node, target, args)
  } catch (error) {
    if (error?.syscall === undefined || !error.syscall.startsWith('spawn')) throw error
    fail(`the pinned Node does not run on this machine (${error.code}): install Node 24 and run this again.`)
  }
}

async function onNode(node, target, args) {
  const script = TARGETS[target]
  // A script that npm starts already runs in the root; `bancada` itself works in the folder it was called from.
  const cwd = target === 'bancada' ? process.cwd() : ROOT
  const flags = target === 'bancada' && args[0] === 'start' ? BANK_FLAGS : []
  if (script.endsWith('.ts')) return endAs(await run(node, [...flags, join(ROOT, script), ...args], { cwd }))
  if (!isSelf(node)) return endAs(await run(node, [join(ROOT, 'build/run.mjs'), target, ...args], { cwd }))
  const { main } = await import(`./${script.slice('build/'.length)}`)
  await main(ROOT, args)
}

function fail(line) {
  if (line) say(line)
  process.exitCode = 1
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await launch(process.argv[2], process.argv.slice(3))
}
