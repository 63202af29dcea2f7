import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openShell } from '../../electron/shell.ts'
import { standInDesktop } from './stand-in.ts'

// The shell over the real bank: only Electron is a stand-in.

const ROOT = join(import.meta.dirname, '..', '..')
const STATUS = 'bancada://shell/'
const MINUTE_MS = 60_000

let data: string
let busy: Server | undefined
let standIn: ReturnType<typeof standInDesktop>

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'bancada-whole-'))
  standIn = standInDesktop()
})

afterEach(async () => {
  standIn.app.quit()
  await expect.poll(() => standIn.told.quits, { timeout: 20_000 }).toBe(1)
  await new Promise((resolve) => (busy ? busy.close(resolve) : resolve(undefined)))
  busy = undefined
  rmSync(data, { recursive: true, force: true })
})

test(
  'a bank that is killed is shown, and its button starts it again on the same addresses',
  async () => {
    await shell('--port', '0')
    const first = runFile()
    expect(window()?.url).toBe(`${first.addresses.console}/#token=${first.consoleToken}`)
    process.kill(first.pid, 'SIGKILL')
    await expect.poll(() => window()?.url, { timeout: 10_000 }).toBe(STATUS)
    expect(await standIn.session.page().text()).toContain('The bank has stopped by itself')
    expect(window()?.webContents.goes(`${STATUS}restart`)).toBe(false)
    await expect.poll(() => window()?.url, { timeout: 30_000 }).toMatch(/^http:\/\/localhost:\d+\/#token=/)
    const second = runFile()
    expect(second.pid).not.toBe(first.pid)
    const status = await fetch(`${second.addresses.console}/api/status`, {
      headers: { authorization: `Bearer ${second.consoleToken}` },
    })
    expect(status.status).toBe(200)
  },
  MINUTE_MS,
)

test(
  'a taken port is told with its holder, and the button starts the bank on the free one',
  async () => {
    const port = await takenPort()
    await shell('--port', String(port))
    const page = await standIn.session.page().text()
    expect(page).toContain(`Port ${port} is in use`)
    const free = Number(/Use port (\d+)/.exec(page)?.[1])
    expect(free).toBeGreaterThan(port)
    window()?.webContents.goes(`${STATUS}use-port`)
    await expect.poll(() => window()?.url, { timeout: 30_000 }).toMatch(`http://localhost:${free}/#token=`)
  },
  MINUTE_MS,
)

test(
  'the window trusts the certificate of its bank, by the CA that the bank names',
  async () => {
    await shell('--port', '0')
    const { addresses } = runFile()
    const { connect } = await import('node:tls')
    const url = new URL(addresses.public)
    const data = await new Promise<string>((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port: Number(url.port), rejectUnauthorized: false }, () => {
        resolve(socket.getPeerX509Certificate()?.toString() ?? '')
        socket.destroy()
      })
      socket.once('error', reject)
    })
    const verdicts: number[] = []
    for (const hostname of ['localhost', 'bank.test']) {
      standIn.session.verify(
        { hostname, certificate: { data }, verificationResult: 'net::ERR_CERT_AUTHORITY_INVALID' },
        (code) => verdicts.push(code),
      )
    }
    expect(verdicts).toEqual([0, -3])
  },
  MINUTE_MS,
)

function shell(...args: string[]) {
  const options = { root: ROOT, node: process.execPath, args: ['--data', data, ...args] }
  return openShell(standIn.desktop, options)
}

function window() {
  return standIn.told.windows.at(-1)
}

function runFile(): { pid: number; addresses: Record<'console' | 'public', string>; consoleToken: string } {
  return JSON.parse(readFileSync(join(data, 'run.json'), 'utf8'))
}

/** A port in the middle of nowhere that somebody else listens on, with the four after it left alone. */
async function takenPort(): Promise<number> {
  busy = createServer()
  await new Promise<void>((resolve) => busy?.listen(0, '127.0.0.1', resolve))
  return (busy.address() as AddressInfo).port
}
