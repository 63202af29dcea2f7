import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { missingStandIns, missingTools, pathWith } from '../support/shell-tools.ts'

/** The commands that the documentation shows are run as they stand there: a shell with `bancada` on its path. */

const ROOT = path.join(import.meta.dirname, '..', '..')
const MINUTE_MS = 60_000
const ci = blocksOf('ci.md')
const trust = blocksOf('trust.md')
const tools = missingTools(['bash', 'mkfifo', 'sed'])
const ownPath = pathWith(missingStandIns())
if (tools.length > 0) console.warn(`\n*** the documentation's commands are not run: no ${tools.join(', ')} here\n`)

type Step = { name?: string; uses?: string; run?: string; if?: string }

describe.skipIf(tools.length > 0)('the commands in the documentation', () => {
  const workflow = parse(ci.find(({ language }) => language === 'yaml')?.text ?? '') as {
    jobs: { consent: { steps: Step[] } }
  }
  const steps = workflow.jobs.consent.steps
  let dir: string
  let env: NodeJS.ProcessEnv

  beforeAll(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'bancada-docs-'))
    const bin = path.join(dir, 'bin')
    mkdirSync(bin)
    writeFileSync(path.join(bin, 'bancada'), `#!/bin/sh\nexec node "${path.join(ROOT, 'server', 'cli.ts')}" "$@"\n`)
    chmodSync(path.join(bin, 'bancada'), 0o755)
    symlinkSync(ROOT, path.join(dir, '.bank'))
    env = {
      ...process.env,
      PATH: [bin, path.dirname(process.execPath), ownPath].join(path.delimiter),
      BANCADA_DATA: path.join(dir, 'bank'),
      RUNNER_TEMP: dir,
    }
  })

  afterAll(() => {
    run(`kill "$(jq -r .pid bank.json)" 2> stop.log || true`)
    rmSync(dir, { recursive: true, force: true })
  })

  test('the workflow checks out, installs, and then only runs what this test runs too', () => {
    expect(steps.map(({ name, uses }) => name ?? uses?.split('@')[0])).toEqual([
      'actions/checkout',
      'actions/checkout',
      'actions/setup-node',
      'Install the bank',
      'Start the bank',
      'Enrol the app',
      'Run the app',
      'Stop the bank',
    ])
    expect(step('Install the bank')).toContain('.bank/build/bancada.mjs')
    expect(step('Install the bank')).toContain('BANCADA_DATA=$RUNNER_TEMP/bank')
    expect(steps.at(-1)?.if).toBe('always()')
  })

  test.each(['Start the bank', 'Enrol the app', 'Run the app'])(
    'the workflow: %s',
    (name) => expect(run(step(name))).toMatchObject({ status: 0 }),
    2 * MINUTE_MS,
  )

  test(
    'a token in one command, and the curl line that comes with it',
    () => {
      const [text] = ci.filter(({ language }) => language === 'sh')
      expect(run(text?.text)).toMatchObject({ status: 0, out: 'true\n' })
    },
    MINUTE_MS,
  )

  test.each(['curl', 'NODE_EXTRA_CA_CERTS', 'openssl'])(
    'trust for one command: %s',
    (tool) => expect(run(trust.find(({ text }) => text.includes(tool))?.text)).toMatchObject({ status: 0 }),
    MINUTE_MS,
  )

  test(
    'without the CA none of them takes the bank for what it says',
    () => {
      const text = trust.find((block) => block.text.includes('curl'))?.text.replace(/--cacert "[^"]*"/, '')
      expect(run(text)).toMatchObject({ status: 60 })
    },
    MINUTE_MS,
  )

  test(
    'the last step stops the bank',
    () => {
      expect(run(step('Stop the bank'))).toMatchObject({ status: 0 })
      const gone = 'for _ in $(seq 100); do bancada info > info.txt 2>&1 || exit 0; sleep 0.1; done; exit 1'
      expect(run(gone)).toMatchObject({ status: 0 })
    },
    MINUTE_MS,
  )

  function step(name: string): string | undefined {
    return steps.find((one) => one.name === name)?.run
  }

  /** As the runner of the workflow does it: a shell for each step, which ends at the first failure. */
  function run(script = 'exit 99') {
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
      ...{ cwd: dir, env, encoding: 'utf8' as const, timeout: MINUTE_MS },
      stdio: ['ignore', 'pipe', 'pipe'] as const,
    })
    if (status !== 0) console.warn(stdout, stderr)
    return { status, out: stdout }
  }
})

test('every system that is told how to trust the CA is told how to undo it', () => {
  const sections = readFileSync(path.join(ROOT, 'docs', 'trust.md'), 'utf8')
    .split(/^## /m)
    .slice(1)
  expect(sections.length).toBeGreaterThan(4)
  for (const section of sections) expect(section).toMatch(/^Undo:|Nothing to undo/m)
})

function blocksOf(file: string): { language: string; text: string }[] {
  const text = readFileSync(path.join(ROOT, 'docs', file), 'utf8')
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, language = '', body = '']) => ({
    language,
    text: body,
  }))
}
