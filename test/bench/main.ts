import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { closeMeasuredBank, type MeasuredBank, openMeasuredBank } from './bank.ts'
import { openChild } from './child.ts'
import { measureColdStarts } from './cold-start.ts'
import { measureGeneration } from './generation.ts'
import { measureJourneys } from './journeys.ts'
import { type Report, tableOf } from './report.ts'
import { contenders, measureInTurns } from './secured-get.ts'
import { shareOut } from './shares.ts'

// `npm run bench`: everything in one run and as ratios, since machines differ and are never quiet.
//   --quick          short rounds, about twenty seconds
//   --out FILE       where the JSON goes (test/bench/results/latest.json)
//   --against DIR    another checkout, whose bank is measured beside this one's in the same turns
//   --only get       the secured GET alone
// Ends with 1 only when something was not answered as it should have been.

const USAGE = 'npm run bench -- [--quick] [--out FILE] [--against DIR] [--only get]'

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    out: { type: 'string', default: path.join(import.meta.dirname, 'results', 'latest.json') },
    against: { type: 'string' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const PLAN = options.quick
  ? {
      get: { rounds: 5, roundMs: 300, warmUpMs: 700 },
      profileMs: 1000,
      journeys: { rounds: 3, roundMs: 700, costMs: 40 },
      cold: { starts: 1, idleSeconds: 1 },
      generation: { rounds: 2, customers: 40 },
    }
  : {
      get: { rounds: 21, roundMs: 500, warmUpMs: 1500 },
      profileMs: 3000,
      journeys: { rounds: 7, roundMs: 1500, costMs: 100 },
      cold: { starts: 3, idleSeconds: 10 },
      generation: { rounds: 5, customers: 40 },
    }

async function main(): Promise<void> {
  const client = openChild('load-client.ts')
  const reference = openChild('reference-process.ts')
  const banks: MeasuredBank[] = []
  try {
    const bank = await openMeasuredBank('bank', undefined, client)
    banks.push(bank)
    if (options.against) banks.push(await openMeasuredBank('other bank', path.resolve(options.against), client))
    const out = path.resolve(options.out)
    mkdirSync(path.dirname(out), { recursive: true })

    const securedGet = await measureInTurns(await contenders(banks, reference, client), client, PLAN.get)
    const [first] = securedGet
    const shares = await shareOut(bank, client, {
      forMs: PLAN.profileMs,
      cpuUs: first?.cpuUs.median ?? Number.NaN,
      mainUs: first?.mainUs.median ?? Number.NaN,
      keepIn: path.dirname(out),
    })
    const all = options.only === undefined
    const journeys = all ? await measureJourneys(bank, client, PLAN.journeys) : undefined
    const coldStart = all ? await measureColdStarts(client, PLAN.cold) : undefined
    const generation = all || options.only === 'generation' ? measureGeneration(PLAN.generation) : undefined
    const health = await bank.process.call<Report['health']>('health')
    const report: Report = {
      at: new Date().toISOString(),
      quick: options.quick,
      machine: {
        cores: cpus().length,
        processor: cpus()[0]?.model ?? 'unknown',
        memoryGb: Math.round(totalmem() / 2 ** 30),
        system: `${process.platform} ${process.arch}`,
        node: process.version,
      },
      securedGet,
      shares,
      journeys,
      coldStart,
      generation,
      health,
    }
    writeFileSync(out, `${JSON.stringify(report, null, 2)}\n`)
    process.stdout.write(`${tableOf(report)}\nwritten to ${path.relative(process.cwd(), out)}\n`)
  } finally {
    for (const bank of banks) await closeMeasuredBank(bank)
    await Promise.all([client.end(), reference.end()])
  }
}

if (options.help) process.stdout.write(`${USAGE}\n`)
else
  await main().catch((error: Error) => {
    process.stderr.write(`bench: ${error.message}\n`)
    process.exitCode = 1
  })
