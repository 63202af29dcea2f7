import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { npmCommand } from '../../build/install.mjs'

const CHECKOUT = join(import.meta.dirname, '..', '..')

/** A checkout of the launcher alone, with a command line and an npm that only say that they ran. */
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-install-'))
  cpSync(join(CHECKOUT, 'build'), join(root, 'build'), { recursive: true })
  mkdirSync(join(root, 'server'))
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }')
  writeFileSync(
    join(root, 'package-lock.json'),
    '{ "packages": { "": {}, "node_modules/koa": { "version": "1.0.0" } } }',
  )
  writeFileSync(join(root, 'server', 'cli.ts'), 'console.log(JSON.stringify(process.argv.slice(2)))')
  npm("console.log('added 1 package'); require('node:fs').mkdirSync('node_modules')")
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

test('what is missing is installed once, and the command has standard output to itself', () => {
  const first = launch('bancada', 'info', '--json')
  expect(first.stdout).toBe('["info","--json"]\n')
  expect(first.stderr).toMatch(/installing the packages[\s\S]*added 1 package/)
  const second = launch('bancada', 'info')
  expect(second).toMatchObject({ status: 0, stdout: '["info"]\n', stderr: '' })
})

test('a changed lock file is installed anew', () => {
  launch('bancada')
  writeFileSync(join(root, 'package-lock.json'), '{ "packages": { "": {} } }')
  npm("console.log('again')")
  expect(launch('bancada').stderr).toMatch(/again/)
})

test('packages that someone installed by hand are taken as they are', () => {
  mkdirSync(join(root, 'node_modules'))
  cpSync(join(root, 'package-lock.json'), join(root, 'node_modules', '.package-lock.json'))
  expect(launch('bancada')).toMatchObject({ status: 0, stderr: '' })
  expect(existsSync(join(root, 'node_modules', '.bancada-lock'))).toBe(true)
})

test('packages of another lock file are not', () => {
  mkdirSync(join(root, 'node_modules'))
  const older = readFileSync(join(root, 'package-lock.json'), 'utf8').replace('1.0.0', '0.9.0')
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), older)
  npm("console.log('installed')")
  expect(launch('bancada').stderr).toMatch(/installed/)
})

test('a failed installation says what to do, runs nothing, and is tried again next time', () => {
  npm("console.error('npm error network'); process.exit(1)")
  const failed = launch('bancada', 'info')
  expect(failed).toMatchObject({ status: 1, stdout: '' })
  expect(failed.stderr).toMatch(/npm error network\nbancada: npm ci failed .*check the network.*again\.\n$/)
  npm("require('node:fs').mkdirSync('node_modules')")
  expect(launch('bancada', 'info')).toMatchObject({ status: 0 })
})

test("the command's exit code is the launcher's", () => {
  writeFileSync(join(root, 'server', 'cli.ts'), 'process.exitCode = 4')
  expect(launch('bancada')).toMatchObject({ status: 4 })
})

test('a target that does not exist is refused with those that do, before anything is installed', () => {
  const refused = launch('stat')
  expect(refused.status).toBe(1)
  expect(refused.stderr).toMatch(/no target stat: start, test, check/)
  expect(existsSync(join(root, 'node_modules'))).toBe(false)
})

test.skipIf(process.platform === 'win32')(
  'a signal to the launcher reaches the command, which ends as it likes',
  () => {
    writeFileSync(
      join(root, 'server', 'cli.ts'),
      `process.on('SIGTERM', () => { console.log('stopped'); process.exit(5) })
     setInterval(() => {}, 1000)
     process.kill(process.ppid, 'SIGTERM')`,
    )
    expect(launch('bancada')).toMatchObject({ status: 5, stdout: 'stopped\n' })
  },
)

test('npm is run by the Node that it came with, not by the pinned one that it replaces', () => {
  const env = { npm_execpath: '/n/npm-cli.js', npm_node_execpath: '/n/node' }
  expect(npmCommand(env)).toEqual(['/n/node', '/n/npm-cli.js'])
  expect(npmCommand({ npm_execpath: '/y/yarn.js' })).toEqual(['npm'])
  expect(npmCommand({})).toEqual(['npm'])
})

function npm(code: string) {
  writeFileSync(join(root, 'npm-cli.cjs'), code)
}

function launch(...args: string[]) {
  const env = { ...process.env, npm_execpath: join(root, 'npm-cli.cjs'), npm_node_execpath: process.execPath }
  const options = { cwd: root, env, encoding: 'utf8' as const }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'build', 'run.mjs'), ...args], options)
  return { status, stdout, stderr }
}
