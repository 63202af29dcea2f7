import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

const execFileAsync = promisify(execFile)

const PACKAGES = join(import.meta.dirname, '..', '..', 'node_modules')

/** Chromium otherwise looks for updates, models, field trials and a proxy as soon as it starts. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-features=OptimizationHints,MediaRouter,Translate,CertificateTransparencyComponentUpdater',
  '--metrics-recording-only',
  '--no-first-run',
  '--no-pings',
  '--no-proxy-server',
]

const LIBRARY_FOLDERS = [
  '/lib',
  '/lib64',
  '/usr/lib',
  '/usr/lib64',
  '/lib/x86_64-linux-gnu',
  '/usr/lib/x86_64-linux-gnu',
]

/**
 * A real browser without a window: the one that BANCADA_BROWSER names, on Linux the one that comes through npm, elsewhere
 * the installed Chrome. The caller closes it. Its windows are those of somebody who has seen the console's tour, unless a
 * newcomer is asked for.
 * @returns null, loudly, where there is none: the caller's tests skip
 * @throws under CI, where a test that needs a browser may not be skipped
 */
export async function openBrowser({ newcomer = false } = {}): Promise<Browser | null> {
  try {
    const browser = await chromium.launch({ ...(await program()), args: ARGS, headless: true })
    return newcomer ? browser : withTourSeen(browser)
  } catch (error) {
    const because = `no browser for the page tests: ${error instanceof Error ? error.message : error}`
    if (process.env.CI) throw new Error(because)
    console.warn(`\n*** ${because}\n*** Set BANCADA_BROWSER to a Chromium or Chrome to run them.\n`)
    return null
  }
}

/** What the console keeps in a browser once its tour was seen, in every window from its beginning. */
function withTourSeen(browser: Browser): Browser {
  const newContext = browser.newContext.bind(browser)
  browser.newContext = async (options) => {
    const context = await newContext(options)
    await context.addInitScript(() => {
      // Pages without an origin of their own have no storage.
      if (location.origin !== 'null') localStorage.setItem('bancada.tour', 'seen')
    })
    return context
  }
  return browser
}

async function program(): Promise<LaunchOptions> {
  const named = process.env.BANCADA_BROWSER
  if (named) return { executablePath: named }
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' }
  const folder = await unpacked()
  const env = { ...process.env }
  if (!hasNss()) env.LD_LIBRARY_PATH = [join(folder, 'al2023', 'lib'), env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH ??= join(folder, 'fonts')
  return { executablePath: join(folder, 'chromium'), env }
}

/** The packaged Chromium, unpacked once into a folder named after its version; it trusts whatever it finds unpacked. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(PACKAGES, '@sparticuz', 'chromium', 'package.json'), 'utf8'))
  const folder = join(PACKAGES, '.cache', `chromium-${version}-${hasNss() ? 'plain' : 'nss'}`)
  if (existsSync(folder)) return folder
  mkdirSync(join(PACKAGES, '.cache'), { recursive: true })
  // Unpacked aside and moved into place whole: a run cut short, or one beside this one, leaves no half of a browser.
  const aside = mkdtempSync(join(PACKAGES, '.cache', 'chromium-'))
  try {
    // It unpacks to the temporary folder, and NSS with it only where it takes the machine for one that never has it.
    const env = { ...process.env, TMPDIR: aside, ...(hasNss() ? {} : { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }) }
    const script = "const { default: packaged } = await import('@sparticuz/chromium'); await packaged.executablePath()"
    await execFileAsync(process.execPath, ['--input-type=module', '-e', script], { cwd: dirname(PACKAGES), env })
    renameSync(aside, folder)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** NSS is what Chromium links against and a bare Linux lacks. */
function hasNss(): boolean {
  return LIBRARY_FOLDERS.some((path) => existsSync(join(path, 'libnss3.so')))
}
