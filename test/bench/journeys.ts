import type { MeasuredBank } from './bank.ts'
import type { Child, CpuTime } from './child.ts'
import type { JourneyRound } from './load-client.ts'
import type { OperationCosts } from './operation-costs.ts'
import type { RsaCounts } from './rsa-counter.ts'
import { type Spread, spreadOf } from './statistics.ts'

const LANES = 4

export type RsaOperations = Record<'sign' | 'verify' | 'encrypt' | 'decrypt', number>

export type JourneysMeasured = {
  perSecond: Spread
  /** Processor time of the bank's process a journey, all threads. */
  cpuMs: Spread
  /** What one journey asks of RSA, and how much of it is its TLS handshakes. */
  operations: RsaOperations
  handshakes: { public: number; mutual: number }
  costs: OperationCosts
  /** One core's time for those operations alone, and for the login's scrypt. */
  rsaMs: number
  scryptMs: number
  /** rsaMs, and rsaMs with scryptMs, over cpuMs, round by round. */
  rsaShare: Spread
  rsaAndScryptShare: Spread
}

/** A full handshake: the server signs; of a client it checks the signature and its certificate, and we check that too. */
const HANDSHAKE = { public: { sign: 1, verify: 0 }, mutual: { sign: 1, verify: 3 } }

/** Counts the RSA operations of one journey, then takes turns between the operations alone and whole journeys. */
export async function measureJourneys(
  bank: MeasuredBank,
  client: Child,
  { rounds, roundMs, costMs }: { rounds: number; roundMs: number; costMs: number },
): Promise<JourneysMeasured> {
  await journeysFor(bank, client, roundMs)
  const { operations, handshakes } = await countOne(bank, client)
  const found: (JourneyRound & { cpuMs: number; rsaMs: number; scryptMs: number; costs: OperationCosts })[] = []
  for (let round = 0; round < rounds; round += 1) {
    const costs = await client.call<OperationCosts>('operationCosts', costMs)
    const rsaMs = Object.entries(operations).reduce((ms, [kind, n]) => ms + n * costs[kind as keyof RsaOperations], 0)
    found.push({ ...(await journeysFor(bank, client, roundMs)), costs, rsaMs, scryptMs: costs.scrypt })
  }
  const medianOf = (of: (one: (typeof found)[number]) => number) => spreadOf(found.map(of)).median
  const costOf = (kind: keyof OperationCosts) => medianOf(({ costs }) => costs[kind])
  return {
    perSecond: spreadOf(found.map(({ journeys, ms }) => (journeys / ms) * 1000)),
    cpuMs: spreadOf(found.map(({ cpuMs }) => cpuMs)),
    operations,
    handshakes,
    costs: {
      sign: costOf('sign'),
      verify: costOf('verify'),
      encrypt: costOf('encrypt'),
      decrypt: costOf('decrypt'),
      scrypt: costOf('scrypt'),
    },
    rsaMs: medianOf(({ rsaMs }) => rsaMs),
    scryptMs: medianOf(({ scryptMs }) => scryptMs),
    rsaShare: spreadOf(found.map(({ rsaMs, cpuMs }) => rsaMs / cpuMs)),
    rsaAndScryptShare: spreadOf(found.map(({ rsaMs, scryptMs, cpuMs }) => (rsaMs + scryptMs) / cpuMs)),
  }
}

/** Whole journeys in a few lanes, and what each took of the bank's processor time, its records written. */
async function journeysFor({ name, process }: MeasuredBank, client: Child, forMs: number) {
  await process.call('drain')
  const before = await process.call<CpuTime>('cpu')
  const round = await client.call<JourneyRound>('journeys', { name, lanes: LANES, forMs })
  await process.call('drain')
  const cpu = await process.call<CpuTime>('cpu')
  if (round.fault !== undefined) throw new Error(round.fault)
  return { ...round, cpuMs: (cpu.all - before.all) / 1000 / round.journeys }
}

/** One journey alone: the operations that the bank's libraries ran, and those of its handshakes. */
async function countOne({ name, process, ready }: MeasuredBank, client: Child) {
  const before = await process.call<RsaCounts>('rsa')
  await client.call('journey', name)
  const after = await process.call<RsaCounts>('rsa')
  const at = (door: 'public' | 'mutual') => {
    const { port } = new URL(ready.urls[door])
    return (after.connections[port] ?? 0) - (before.connections[port] ?? 0)
  }
  const handshakes = { public: at('public'), mutual: at('mutual') }
  const { public: open, mutual } = HANDSHAKE
  const operations: RsaOperations = {
    sign: after.sign - before.sign + handshakes.public * open.sign + handshakes.mutual * mutual.sign,
    verify: after.verify - before.verify + handshakes.public * open.verify + handshakes.mutual * mutual.verify,
    encrypt: after.encrypt - before.encrypt,
    decrypt: after.decrypt - before.decrypt,
  }
  return { operations, handshakes }
}
