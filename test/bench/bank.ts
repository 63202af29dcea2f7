import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { BANK_FLAGS } from '../../build/process.mjs'
import type { AppCredentials } from '../../server/cli/data-recipient.ts'
import type { TlsMaterial } from '../../server/start/listeners.ts'
import { type Child, openChild } from './child.ts'
import type { Customer } from './load-client.ts'
import type { Target } from './raw-connection.ts'

export type Ready = { urls: Record<'public' | 'mutual' | 'app', string>; credentials: TlsMaterial }

/** A bank under measurement: its process, its folder, and an app with a customer who consented. */
export type MeasuredBank = {
  name: string
  process: Child
  dataDir: string
  ready: Ready
  application: { credentials: AppCredentials; customer: Customer }
  /** The secured GET that a load repeats. */
  target: Target
}

const SCRIPT = 'test/bench/bank-process.ts'
const ROOT = path.resolve(import.meta.dirname, '../..')

export function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'bancada-bench-'))
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

/** Starts a bank's process as the launcher does; on free ports unless it keeps those of its folder. */
export function startBank(dataDir: string, { root = ROOT, port }: { root?: string; port?: 0 } = {}): Child {
  return openChild(path.join(root, SCRIPT), [dataDir, ...(port === undefined ? [] : [String(port)])], BANK_FLAGS)
}

/** Starts the bank of a checkout in a fresh folder, registers an app and takes one customer through a consent. */
export async function openMeasuredBank(name: string, root: string | undefined, client: Child): Promise<MeasuredBank> {
  const dataDir = newFolder()
  const bank = startBank(dataDir, { port: 0, ...(root === undefined ? {} : { root }) })
  const ready = await bank.call<Ready>('ready')
  const application = await bank.call<MeasuredBank['application']>('application')
  await client.call('app', { name, ...application })
  const measured = { name, process: bank, dataDir, ready, application }
  return { ...measured, target: await securedGet(measured, client) }
}

/** A new consent's secured GET. */
export async function securedGet(
  { name, application: { credentials } }: Pick<MeasuredBank, 'name' | 'application'>,
  client: Child,
): Promise<Target> {
  const { accessToken, url } = await client.call<{ accessToken: string; url: string }>('journey', name)
  const { port, pathname } = new URL(url)
  const { transport, caPem } = credentials
  return {
    port: Number(port),
    path: pathname,
    headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
    tls: { key: transport.keyPem, cert: transport.chainPem, ca: caPem },
  }
}

export async function closeMeasuredBank({ process, dataDir }: MeasuredBank): Promise<void> {
  await process.end()
  removeFolder(dataDir)
}
