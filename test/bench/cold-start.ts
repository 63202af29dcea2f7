import { setTimeout as wait } from 'node:timers/promises'
import { type MeasuredBank, newFolder, openMeasuredBank, type Ready, removeFolder, startBank } from './bank.ts'
import type { Child } from './child.ts'
import type { RawAnswer, Target } from './raw-connection.ts'
import { type Spread, spreadOf } from './statistics.ts'

export type ColdStartMeasured = {
  /** From starting the process to the first answered call, in milliseconds: metadata on a fresh folder. */
  firstMs: Spread
  /** The same on a folder that has an app and a consent: the secured GET. */
  laterMs: Spread
  /** Resident memory after that call and so many idle seconds, in MB. */
  idleMb: number
  idleSeconds: number
}

const METADATA = '/obb/.well-known/openid-configuration'

/** Starts banks on fresh folders and on one that was used, each in a process of its own, one after the other. */
export async function measureColdStarts(
  client: Child,
  { starts, idleSeconds }: { starts: number; idleSeconds: number },
): Promise<ColdStartMeasured> {
  const first: number[] = []
  const later: number[] = []
  const used = await openMeasuredBank('used', undefined, client)
  await used.process.end()
  let idleMb = Number.NaN
  try {
    for (let i = 0; i < starts; i += 1) {
      first.push(await firstStart(client))
      const { ms, idleBytes } = await laterStart(used, client, i === 0 ? idleSeconds : 0)
      later.push(ms)
      idleMb = i === 0 ? idleBytes / 1e6 : idleMb
    }
  } finally {
    removeFolder(used.dataDir)
  }
  return { firstMs: spreadOf(first), laterMs: spreadOf(later), idleMb, idleSeconds }
}

async function firstStart(client: Child): Promise<number> {
  const dataDir = newFolder()
  const start = performance.now()
  const bank = startBank(dataDir, { port: 0 })
  try {
    const { urls, credentials } = await bank.call<Ready>('ready')
    const tls = { key: credentials.keyPem, cert: credentials.certificatePem, ca: credentials.caPem }
    await answered(client, { port: Number(new URL(urls.public).port), path: METADATA, headers: {}, tls })
    return performance.now() - start
  } finally {
    await bank.end()
    removeFolder(dataDir)
  }
}

async function laterStart({ dataDir, target }: MeasuredBank, client: Child, idleSeconds: number) {
  const start = performance.now()
  const bank = startBank(dataDir)
  try {
    await bank.call<Ready>('ready')
    await answered(client, target)
    const ms = performance.now() - start
    await wait(idleSeconds * 1000)
    return { ms, idleBytes: await bank.call<number>('memory') }
  } finally {
    await bank.end()
  }
}

async function answered(client: Child, target: Target): Promise<void> {
  await client.call('connect', { name: 'first call', target, connections: 1 })
  const { status, body } = await client.call<RawAnswer>('ask', 'first call')
  if (status !== 200) throw new Error(`the first call was answered ${status}: ${body}`)
}
