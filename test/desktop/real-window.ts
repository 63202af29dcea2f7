// Drives the real desktop runtime: `npm run test:desktop` runs this where there is one.
//   node test/desktop/real-window.ts ELECTRON [PACKED-PROGRAM]
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core'

const ROOT = join(import.meta.dirname, '..', '..')
const [program = '', packed] = process.argv.slice(2)
const data = mkdtempSync(join(tmpdir(), 'bancada-window-'))
const runFile = () => JSON.parse(readFileSync(join(data, 'run.json'), 'utf8'))

const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env as Record<string, string>
const app = await electron.launch({
  executablePath: program,
  args: [join(ROOT, 'dist', 'electron', 'main.js'), '--port', '0', '--data', data],
  env: { ...env, BANCADA_ROOT: ROOT, BANCADA_NODE: process.execPath },
})
try {
  await walk(app)
} finally {
  await app.close()
}
await step('quitting stops the bank', async () => assert.equal(existsSync(join(data, 'run.json')), false))
rmSync(data, { recursive: true, force: true })
if (packed) {
  await step('the packed program passes its self-test, in its own runtime', async () => {
    const { status, stdout, stderr } = spawnSync(packed, ['self-test'], { encoding: 'utf8' })
    assert.equal(status, 0, `${stdout}${stderr}`)
  })
}

async function walk(app: ElectronApplication): Promise<void> {
  let page = await app.firstWindow()
  await step('the window opens on the console', () => page.waitForURL(/^http:\/\/localhost:\d+\//, { timeout: 60_000 }))
  await step('the page has no Node', async () => {
    assert.equal(
      await page.evaluate(() => `${typeof globalThis.process} ${typeof Reflect.get(globalThis, 'require')}`),
      'undefined undefined',
    )
  })
  await step('a link to elsewhere opens in the system browser, and the window stays', async () => {
    await app.evaluate(({ shell }) => {
      shell.openExternal = async (url) => void Reflect.set(globalThis, 'opened', url)
    })
    const before = page.url()
    await page.evaluate(() => location.assign('https://elsewhere.test/'))
    await until(() => app.evaluate(() => Reflect.get(globalThis, 'opened')))
    assert.equal(page.url(), before)
  })
  await step("the install's certificates are trusted", async () => {
    const { addresses } = runFile()
    for (const address of [addresses.app, addresses.public]) await page.goto(`${address}/`)
  })
  await step('closing the window leaves the bank running', async () => {
    await page.close()
    assert.equal((await fetch(runFile().addresses.console)).status, 200)
    page = await windowAfter(app, ({ app }) => void app.emit('activate'))
    await page.waitForURL(/^http:\/\/localhost:\d+\//)
  })
  await step('a bank that dies is shown, and starts again', async () => {
    process.kill(runFile().pid, 'SIGKILL')
    await page.waitForURL('bancada://shell/')
    await page.getByRole('link').first().click()
    await page.waitForURL(/^http:\/\/localhost:\d+\//, { timeout: 60_000 })
  })
}

async function windowAfter(
  app: ElectronApplication,
  act: Parameters<ElectronApplication['evaluate']>[0],
): Promise<Page> {
  const [page] = await Promise.all([app.waitForEvent('window'), app.evaluate(act, undefined)])
  return page
}

async function until(look: () => Promise<unknown>): Promise<void> {
  for (const end = performance.now() + 10_000; performance.now() < end; ) if (await look()) return
  assert.fail('it did not come')
}

async function step(name: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act()
    console.log(`ok      ${name}`)
  } catch (error) {
    console.log(`FAILED  ${name}`)
    throw error
  }
}
