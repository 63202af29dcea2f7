import { fork, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Agent, fetch as fetchWith } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../build/app-build.mjs'
import { buildConsole } from '../../build/console-build.mjs'
import { packer } from '../../build/package.mjs'
import { startUtility } from '../../electron/utility-process.ts'
import { type Running, runScript } from '../support/command-line.ts'
import { fusesOf, standInRuntime } from './stand-in-runtime.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const MINUTES_MS = 60_000

/** Packing for Linux needs nothing from the network; elsewhere the system's own packages do. */
const reason =
  process.platform !== 'linux'
    ? 'the stand-in runtime is one for Linux'
    : lstatSync(join(ROOT, 'node_modules')).isSymbolicLink()
      ? 'electron-builder does not see the packages behind a node_modules that is a link'
      : undefined
if (reason && process.env.CI) throw new Error(`the package is not tested: ${reason}`)
if (reason) console.warn(`\n*** the package is not tested: ${reason}\n`)

describe.skipIf(reason)('the package', () => {
  let dir: string
  let app: string
  let installed: string

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'bancada-packed-'))
    await buildConsole(ROOT)
    await buildApp(ROOT)
    pack(standInRuntime(join(dir, 'runtime')))
    installed = unpack()
    app = join(dir, 'app')
    const asar = join(ROOT, 'node_modules', '@electron', 'asar', 'bin', 'asar.mjs')
    const done = spawnSync(process.execPath, [asar, 'extract', join(installed, 'resources', 'app.asar'), app])
    if (done.status !== 0) throw new Error(String(done.stderr))
  }, 3 * MINUTES_MS)

  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  test('is an archive of one folder, with the program, its licences and its archive', () => {
    const files = readdirSync(installed)
    for (const file of ['bancada', 'LICENSE.electron.txt', 'LICENSES.chromium.html', 'resources']) {
      expect(files).toContain(file)
    }
    expect(filesUnder(app)).toContain('LICENSE')
    // What is bundled has its licences in one file, the other packages each their own.
    expect(readFileSync(join(app, 'dist', 'renderer', 'licences.md'), 'utf8')).toMatch(/react-dom[\s\S]*MIT/)
  })

  test('brings the licence of every package in it, as the package came', () => {
    const folders = filesUnder(join(app, 'node_modules'))
      .filter((file) => /(^|\/)package\.json$/.test(file))
      .map((file) => dirname(file))
    // The packer may place a package elsewhere than npm did: its own name is what follows the last node_modules.
    const source = (folder: string) =>
      [folder, folder.replace(/^.*node_modules\//, '')]
        .map((path) => join(ROOT, 'node_modules', path))
        .find((path) => existsSync(path)) as string
    const licences = (folder: string) => readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file))
    expect(folders.length).toBeGreaterThan(40)
    const lost = folders.filter(
      (folder) => licences(join(app, 'node_modules', folder)).length < licences(source(folder)).length,
    )
    expect(lost).toEqual([])
  })

  test('has nothing else of the repository in it', () => {
    expect(readdirSync(app).sort()).toEqual([
      ...['LICENSE', 'dist', 'electron', 'mock-data', 'node_modules', 'package.json', 'server'],
    ])
    expect(readdirSync(join(app, 'dist'))).toEqual(['renderer'])
  })

  test('has its fuses set: no plain Node, no options from outside, nothing but its own archive', () => {
    expect(fusesOf(readFileSync(join(installed, 'bancada')))).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  test("has one binary of the database, the target's, outside the archive where the system can load it", () => {
    const name = `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`
    const binaries = (folder: string) => filesUnder(folder).filter((file) => file.endsWith('.node'))
    expect(binaries(app)).toEqual([name])
    expect(binaries(join(installed, 'resources', 'app.asar.unpacked'))).toEqual([name])
  })

  test('has no pinned Node, no sources, no tests, no source maps, and nothing that only builds or tests need', () => {
    const files = filesUnder(app)
    expect(files.length).toBeGreaterThan(500)
    const unwanted = /\.(ts|tsx|map|pem|key|p12|pfx|db)$|(^|\/)(test|tests|__tests__)\/|\.test\.|(^|\/)\.stamp$/
    expect(files.filter((file) => unwanted.test(file))).toEqual([])
    const packages = readdirSync(join(app, 'node_modules'))
    expect(packages.filter((name) => /^(node-|electron|vite|react|typescript|playwright|@mantine)/.test(name))).toEqual(
      [],
    )
    // Helpers that a library of fonts calls at run time, not the compiler of the same name.
    expect(readdirSync(join(app, 'node_modules', '@swc'))).toEqual(['helpers'])
  })

  test('has what modules read from beside themselves', () => {
    const beside = ['server', 'mock-data'].flatMap((folder) =>
      filesUnder(join(ROOT, folder))
        .filter((file) => !file.endsWith('.ts'))
        .map((file) => `${folder}/${file}`),
    )
    expect(beside.length).toBeGreaterThan(0)
    expect(filesUnder(app)).toEqual(expect.arrayContaining(beside))
  })

  test('has no private key in it, and no path of the machine that made it', () => {
    const key = /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{64,}/
    const told = filesUnder(app).filter((file) => {
      const text = readFileSync(join(app, file), 'latin1')
      return key.test(text) || text.includes(ROOT)
    })
    expect(told).toEqual([])
  })

  test('opens on the shell, and its faces are the built ones: every room can be had by its name', () => {
    const { main, imports } = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'))
    expect(filesUnder(app)).toContain(main)
    const faces = Object.keys(imports)
    const { imports: sources } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    expect(faces).toEqual(Object.keys(sources))
    const script = `for (const face of ${JSON.stringify(faces)}) {
      const room = await import(face)
      console.log(face, Object.keys(room).length > 0)
    }`
    // A face is known to the package's own modules only.
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: app,
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(stdout.trim().split('\n')).toEqual(faces.map((face) => `${face} true`))
  })

  test(
    'passes its own self-test',
    async () => {
      const { code, out, err } = await cli('self-test', '--json').ended
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(JSON.parse(out)).toMatchObject({ ok: true })
    },
    MINUTES_MS,
  )

  test(
    'starts, serves its console, and answers a secured call',
    async () => {
      const data = join(dir, 'data')
      const bank = cli('start', '--headless', '--json', '--port', '0', '--data', data)
      try {
        const ready = JSON.parse(await bank.line((line) => line.startsWith('{')))
        const page = await fetch(ready.addresses.console)
        expect(page.status).toBe(200)
        expect(await page.text()).toMatch(/<script type="module"[^>]* src="\/assets\//)

        const made = await cli('token', '--market', 'obb', '--customer', 'ana', '--json', '--data', data).ended
        expect(made).toMatchObject({ code: 0, err: '' })
        const { accessToken, request, files } = JSON.parse(made.out)
        const file = (name: string) => readFileSync(files[name], 'utf8')
        const dispatcher = new Agent({
          connect: { ca: file('ca.crt.pem'), cert: file('transport.crt.pem'), key: file('transport.key.pem') },
        })
        const call = (token: string) =>
          fetchWith(request.url, { headers: { ...request.headers, authorization: `Bearer ${token}` }, dispatcher })
        const answer = await call(accessToken)
        expect(answer.status).toBe(200)
        expect(((await answer.json()) as { data: unknown[] }).data.length).toBeGreaterThan(0)
        expect((await call(`${accessToken}x`)).status).toBe(401)
        await dispatcher.close()
      } finally {
        bank.child.kill('SIGTERM')
      }
      expect((await bank.ended).code).toBe(0)
    },
    MINUTES_MS,
  )

  test(
    'runs in a process of the runtime as in a terminal: its entry starts the bank, and a message stops it',
    async () => {
      const utilityProcess = { fork: forkAsRuntime(join(dir, 'port.mjs')) } as unknown as Parameters<
        typeof startUtility
      >[0]
      const bank = startUtility(utilityProcess, {
        root: app,
        args: ['--port', '0', '--data', join(dir, 'utility')],
        print: () => {},
      })
      const { console } = await bank.ready
      expect((await fetch(console)).status).toBe(200)
      await bank.stop()
      expect({ ...(await bank.ended), log: bank.log() }).toEqual({ code: 0, log: [] })
    },
    MINUTES_MS,
  )

  function cli(...args: string[]): Running {
    return runScript(join(app, 'server', 'cli.js'), args)
  }

  /** As `npm run dist` does it, over the stand-in runtime and with little compression. */
  function pack(runtime: string): void {
    const builder = join(ROOT, 'node_modules', 'electron-builder', 'cli.js')
    const done = spawnSync(
      process.execPath,
      [
        ...[builder, '--config', join(ROOT, 'build', 'electron-builder.mjs'), '--publish', 'never'],
        ...['--linux', 'tar.gz', `--${process.arch}`],
        ...[`-c.electronDist=${runtime}`, `-c.directories.output=${join(dir, 'out')}`, '-c.compression=store'],
      ],
      { cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...packer(ROOT) } },
    )
    if (done.status !== 0) throw new Error(`${done.stdout}${done.stderr}`)
  }

  function unpack(): string {
    const archive = readdirSync(join(dir, 'out')).find((file) => file.endsWith('.tar.gz')) ?? 'no archive'
    const done = spawnSync('tar', ['-xzf', join(dir, 'out', archive), '-C', dir], { encoding: 'utf8' })
    if (done.status !== 0) throw new Error(done.stderr)
    return join(dir, archive.replace(/\.tar\.gz$/, ''))
  }
})

/** The runtime's way to start a process, with Node's in its place: Node's channel stands in for the port to the shell. */
function forkAsRuntime(port: string) {
  writeFileSync(
    port,
    `import { EventEmitter } from 'node:events'
    process.parentPort = new EventEmitter()
    process.on('message', (data) => process.parentPort.emit('message', { data }))`,
  )
  return (entry: string, args: string[]) => {
    const child = fork(entry, args, { execArgv: ['--import', port], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    return Object.assign(child, { postMessage: (message: string) => void child.send(message) })
  }
}

/** Every file below a folder, by its path in it. */
function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
}
