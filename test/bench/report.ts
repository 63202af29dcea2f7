import type { ColdStartMeasured } from './cold-start.ts'
import type { GenerationMeasured } from './generation.ts'
import type { JourneysMeasured, RsaOperations } from './journeys.ts'
import type { Measured } from './secured-get.ts'
import type { Share } from './shares.ts'
import type { Spread } from './statistics.ts'

/** Everything one run measured, as written to the JSON file. */
export type Report = {
  at: string
  quick: boolean
  machine: { cores: number; processor: string; memoryGb: number; system: string; node: string }
  securedGet: Measured[]
  shares: Share[]
  journeys: JourneysMeasured | undefined
  coldStart: ColdStartMeasured | undefined
  generation: GenerationMeasured | undefined
  /** What the bank logged as wrong, and the traffic records it dropped. */
  health: { errors: string[]; dropped: number }
}

/** The report for people. Spreads are the quartiles. */
export function tableOf(report: Report): string {
  const { machine, health } = report
  return [
    `${machine.cores} cores, ${machine.processor}, ${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}` +
      (report.quick ? '; quick: short rounds, wide spreads' : ''),
    '',
    ...securedGetLines(report),
    '',
    ...shareLines(report),
    ...(report.journeys ? ['', ...journeyLines(report.journeys)] : []),
    ...(report.coldStart ? ['', ...coldStartLines(report.coldStart)] : []),
    ...(report.generation ? ['', ...generationLines(report.generation)] : []),
    '',
    `records dropped ${health.dropped}, faults logged ${health.errors.length}`,
    ...health.errors.slice(0, 3),
  ].join('\n')
}

function securedGetLines({ securedGet }: Report): string[] {
  return [
    'GET accounts, secured: mutual TLS, token, grant, certificate, consent, accounts, exchange record',
    ...columns(
      ['', 'of Koa, same TLS', '', 'requests/s', 'server CPU', 'main thread', 'p50', 'p99'],
      securedGet.map(({ name, ratio, requestsPerSecond, cpuUs, mainUs, p50Ms, p99Ms }) => [
        name,
        ratio.median.toFixed(2),
        `${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)}`,
        requestsPerSecond.median.toFixed(0),
        `${cpuUs.median.toFixed(0)} µs`,
        `${mainUs.median.toFixed(0)} µs`,
        `${p50Ms.toFixed(2)} ms`,
        `${p99Ms.toFixed(2)} ms`,
      ]),
    ),
  ]
}

function shareLines({ shares }: Report): string[] {
  return [
    'Where the secured GET spends its processor time (from a profile)',
    ...columns(
      ['', 'share', 'µs'],
      shares.map(({ step, share, cpuUs }) => [step, `${(share * 100).toFixed(1)} %`, cpuUs.toFixed(1)]),
    ),
  ]
}

function journeyLines(journeys: JourneysMeasured): string[] {
  const { perSecond, cpuMs, operations, handshakes, costs, rsaMs, scryptMs, rsaShare, rsaAndScryptShare } = journeys
  const kinds = Object.keys(operations) as (keyof RsaOperations)[]
  return [
    'Whole consent journeys (token, consent, pushed request, login, consent page, code, token, one GET)',
    ...columns(
      ['', '', ''],
      [
        ['journeys a second', perSecond.median.toFixed(1), between(perSecond, 1)],
        ['server CPU a journey', `${cpuMs.median.toFixed(1)} ms`, between(cpuMs, 1)],
        ...kinds.map((kind) => [`RSA-2048 ${kind}`, `${operations[kind]} ×`, `${costs[kind].toFixed(3)} ms`]),
        ['of which TLS handshakes', `${handshakes.public} public`, `${handshakes.mutual} mutual`],
        ['those RSA operations alone', `${rsaMs.toFixed(2)} ms`, ''],
        ['the login’s scrypt alone', `${scryptMs.toFixed(1)} ms`, ''],
        ['RSA over server CPU', rsaShare.median.toFixed(2), between(rsaShare, 2)],
        ['RSA and scrypt over server CPU', rsaAndScryptShare.median.toFixed(2), between(rsaAndScryptShare, 2)],
      ],
    ),
  ]
}

function coldStartLines({ firstMs, laterMs, idleMb, idleSeconds }: ColdStartMeasured): string[] {
  return [
    'Start of the process to the first answered call',
    ...columns(
      ['', '', ''],
      [
        ['first start, metadata', `${firstMs.median.toFixed(0)} ms`, between(firstMs, 0)],
        ['later start, secured GET', `${laterMs.median.toFixed(0)} ms`, between(laterMs, 0)],
        [`resident after ${idleSeconds} s idle`, `${idleMb.toFixed(0)} MB`, ''],
      ],
    ),
  ]
}

/** A generated history against the same rows inserted by prepared statements. */
export function generationLines({ customers, rows, ms, rawMs, share }: GenerationMeasured): string[] {
  return [
    `A history of ${customers} customers and 90 days: ${rows} rows, generated, guarded and written`,
    ...columns(
      ['', '', ''],
      [
        ['generation', `${ms.median.toFixed(0)} ms`, between(ms, 0)],
        ['the same rows, raw prepared inserts', `${rawMs.median.toFixed(0)} ms`, between(rawMs, 0)],
        ['rate over raw inserts', share.median.toFixed(2), between(share, 2)],
      ],
    ),
  ]
}

const between = ({ low, high }: Spread, digits: number) => `${low.toFixed(digits)} to ${high.toFixed(digits)}`

/** Lines with the first column to the left and the others to the right. */
function columns(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows].filter((row) => row.some((cell) => cell !== ''))
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all.map(
    (row) =>
      `  ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')}`,
  )
}
