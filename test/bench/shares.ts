import { writeFileSync } from 'node:fs'
import type { Profiler } from 'node:inspector'
import path from 'node:path'
import type { MeasuredBank } from './bank.ts'
import type { Child } from './child.ts'
import type { Round } from './load-client.ts'

/** What part of the bank's processor time of a secured GET a step takes. */
export type Share = { step: string; share: number; cpuUs: number }

const INTERVAL_US = 100

const HTTP = 'TLS, sockets, node:http'
const KOA = 'Koa'
const OTHER_THREADS = 'other threads: records, redaction, disk; V8'

/** The steps, by the folder whose code runs. What a folder calls of Node and of libraries is its own time. */
const STEPS: readonly { step: string; folder: RegExp }[] = [
  { step: 'recording: handing over', folder: /\/server\/journey\// },
  { step: 'recording: traffic roll-ups', folder: /\/server\/analytics\// },
  { step: 'exchange wrapper', folder: /\/server\/kernel\/exchange/ },
  { step: 'gateway: rules', folder: /\/server\/gateway\/(steps|route-checks|uuid)/ },
  { step: 'gateway: certificate of the connection', folder: /\/server\/(gateway\/peer|directory\/)/ },
  { step: 'gateway: the rest', folder: /\/server\/(gateway|start)\// },
  { step: 'introspection: token, client, grant', folder: /\/server\/identity\// },
  { step: 'consent', folder: /\/server\/consent\// },
  { step: 'bank operation', folder: /\/server\/bank\// },
  { step: 'market: mapping, envelope', folder: /\/server\/markets\// },
  { step: KOA, folder: /\/node_modules\/(?!better-sqlite3|oidc-provider)/ },
]

/**
 * Profiles the bank's answering thread under load for so long, and divides its processor time by step; the time of its
 * other threads is a step of its own. `keepIn` keeps the profile there.
 */
export async function shareOut(
  { name, process }: MeasuredBank,
  client: Child,
  { forMs, cpuUs, mainUs, keepIn }: { forMs: number; cpuUs: number; mainUs: number; keepIn: string | undefined },
): Promise<Share[]> {
  await process.call('profileStart', INTERVAL_US)
  const { refused } = await client.call<Round>('load', { name, forMs })
  const profile = await process.call<Profiler.Profile>('profileStop')
  if (refused) throw new Error(`${name} answered ${refused.status}: ${refused.body}`)
  if (keepIn !== undefined) writeFileSync(path.join(keepIn, 'secured-get.cpuprofile'), JSON.stringify(profile))
  const times = timesByStep(profile)
  const all = [...times.values()].reduce((sum, time) => sum + time, 0)
  const ofMain = [...times].map(([step, time]) => ({ step, cpuUs: (time / all) * mainUs }))
  return [...ofMain, { step: OTHER_THREADS, cpuUs: cpuUs - mainUs }]
    .map(({ step, cpuUs: us }) => ({ step, share: us / cpuUs, cpuUs: us }))
    .sort((one, other) => other.share - one.share)
}

/** Time that is nobody's: waiting, and the profiler's own start. */
const NOT_WORK = new Set(['(idle)', 'post'])

/** The time of each step, in the profile's own unit. */
function timesByStep({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Map<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const stepOf = new Map<number, string>()
  const mark = (node: Profiler.ProfileNode, above: string | undefined): void => {
    const step = stepAt(node.callFrame, above)
    stepOf.set(node.id, step ?? HTTP)
    for (const id of node.children ?? []) mark(byId.get(id) as Profiler.ProfileNode, step)
  }
  if (nodes[0]) mark(nodes[0], undefined)
  const times = new Map<string, number>()
  samples.forEach((id, i) => {
    const step = stepOf.get(id) ?? HTTP
    if (!NOT_WORK.has(byId.get(id)?.callFrame.functionName ?? ''))
      times.set(step, (times.get(step) ?? 0) + (timeDeltas[i] ?? 0))
  })
  return times
}

/** A frame's step: by its folder; Node's own HTTP where only Koa called it; else that of whoever called it. */
function stepAt({ url, functionName }: Profiler.ProfileNode['callFrame'], above: string | undefined) {
  if (functionName === '(garbage collector)') return 'garbage collection'
  const step = STEPS.find(({ folder }) => folder.test(url))?.step
  if (step !== undefined) return step === KOA && above !== undefined && above !== HTTP ? above : step
  if (url.startsWith('node:') && above === KOA) return HTTP
  return above
}
