import type { MeasuredBank } from './bank.ts'
import type { Child, CpuTime } from './child.ts'
import type { Round } from './load-client.ts'
import type { RawAnswer, Target } from './raw-connection.ts'
import type { Sample } from './reference-process.ts'
import { type Spread, spreadOf } from './statistics.ts'

/** Enough that neither side waits for the other: waking a process that sleeps costs more than many a request. */
const CONNECTIONS = 32

/** Headers that the server's own HTTP writes. */
const HTTP_OWN = new Set(['date', 'connection', 'keep-alive', 'content-length'])

/** What is measured in turns: who answers, and how the load reaches it. */
export type Contender = {
  name: string
  process: Child
  target: Target
  before?: () => Promise<unknown>
  /** Work that a round caused and left for later; it counts as the round's. */
  after?: () => Promise<unknown>
}

export type Measured = {
  name: string
  requestsPerSecond: Spread
  /** Processor time of the server's process a request, in microseconds, and of it the thread's that answers. */
  cpuUs: Spread
  mainUs: Spread
  p50Ms: number
  p99Ms: number
  /** Requests a second, over those of the contender it is measured against, round by round. */
  ratio: Spread
}

type RoundOf = { perSecond: number; cpuUs: number; mainUs: number; p50: number; p99: number }

/** The bank, the bank without its recorder, and bare servers that answer what the bank answered. */
export async function contenders(
  banks: readonly MeasuredBank[],
  reference: Child,
  client: Child,
): Promise<Contender[]> {
  const list: Contender[] = []
  for (const { name, process, target } of banks) {
    const drain = () => process.call('drain')
    list.push(
      { name, process, target, after: drain },
      {
        name: `${name}, nothing recorded`,
        process,
        target,
        before: () => process.call('record', false),
        after: () => process.call('record', true),
      },
    )
  }
  const bank = banks[0] as MeasuredBank
  await client.call('connect', { name: 'sample', target: bank.target, connections: 1 })
  const sample = sampleOf(await client.call<RawAnswer>('ask', 'sample'))
  const served = { sample, credentials: bank.ready.credentials }
  const ports = await reference.call<Record<'koaMutual' | 'koa' | 'http', number>>('serve', served)
  const plain = { ...bank.target, tls: undefined }
  return [
    ...list,
    { name: KOA_MUTUAL, process: reference, target: { ...bank.target, port: ports.koaMutual } },
    { name: 'bare Koa, no TLS', process: reference, target: { ...plain, port: ports.koa } },
    { name: 'bare node:http, no TLS', process: reference, target: { ...plain, port: ports.http } },
  ]
}

export const KOA_MUTUAL = 'bare Koa, same mutual TLS'

/**
 * Measures in short rounds, everyone once in each and in turn first, so that a busy machine is busy for all.
 * Throws when anyone answered anything but 200.
 */
export async function measureInTurns(
  list: readonly Contender[],
  client: Child,
  { rounds, roundMs, warmUpMs }: { rounds: number; roundMs: number; warmUpMs: number },
): Promise<Measured[]> {
  for (const { name, target } of list) {
    await client.call('connect', { name, target, connections: CONNECTIONS })
  }
  for (const contender of list) await measureRound(contender, client, warmUpMs)
  const found = new Map<string, RoundOf[]>(list.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    const first = round % list.length
    for (const contender of [...list.slice(first), ...list.slice(0, first)]) {
      found.get(contender.name)?.push(await measureRound(contender, client, roundMs))
    }
  }
  const against = found.get(KOA_MUTUAL) ?? []
  return [...found].map(([name, of]) => ({
    name,
    requestsPerSecond: spreadOf(of.map(({ perSecond }) => perSecond)),
    cpuUs: spreadOf(of.map(({ cpuUs }) => cpuUs)),
    mainUs: spreadOf(of.map(({ mainUs }) => mainUs)),
    p50Ms: spreadOf(of.map(({ p50 }) => p50)).median,
    p99Ms: spreadOf(of.map(({ p99 }) => p99)).median,
    ratio: spreadOf(of.map(({ perSecond }, i) => perSecond / (against[i]?.perSecond ?? Number.NaN))),
  }))
}

async function measureRound(
  { name, process, before, after }: Contender,
  client: Child,
  forMs: number,
): Promise<RoundOf> {
  await before?.()
  const start = await process.call<CpuTime>('cpu')
  const { requests, ms, p50, p99, refused } = await client.call<Round>('load', { name, forMs })
  const finished = performance.now()
  await after?.()
  const leftMs = performance.now() - finished
  const cpu = await process.call<CpuTime>('cpu')
  if (refused) throw new Error(`${name} answered ${refused.status}: ${refused.body}`)
  return {
    perSecond: (requests / (ms + leftMs)) * 1000,
    cpuUs: (cpu.all - start.all) / requests,
    mainUs: (cpu.main - start.main) / requests,
    p50,
    p99,
  }
}

function sampleOf({ status, headers, body }: RawAnswer): Sample {
  if (status !== 200) throw new Error(`the bank answered ${status}: ${body}`)
  return { headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !HTTP_OWN.has(name))), body }
}
