import { setTimeout as delay } from 'node:timers/promises'
import { Problem, problem } from '#kernel'
import { directoryHost, portNumber } from '../../config.ts'
import type { Bancada, BancadaOptions } from '../../main.ts'
import { type Announcement, announced, announcementOf } from '../announcement.ts'
import type { Call, Command } from '../command.ts'
import { openInBrowser } from '../open-browser.ts'
import { freeFirstPort, portHolder } from '../port-holder.ts'
import { collectAtRest } from '../rest.ts'
import { findBank, type RunningBank } from '../running-bank.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** How long another process that holds the folder may take to say that it is ready. */
const PATIENCE_MS = 15_000
const LOOK_MS = 250

export const start: Command = {
  name: 'start',
  summary: 'runs the bank until told to stop',
  options: {
    headless: { type: 'boolean', summary: 'without a window, as this command always is; `npm start` reads it' },
    port: { type: 'string', value: 'N', summary: 'the first of five ports, 0 for any; else those of before, or 4300' },
    'legacy-clients': {
      ...{ type: 'string', value: 'M', multiple: true },
      summary: 'lets clients of this market authenticate by their certificate alone, as before the profile forbade it',
    },
    'directory-host': {
      ...{ type: 'string', value: 'NAME[:PORT]' },
      summary: 'a name that the directory answers under, or "none"; else that of before (docs/directory.md)',
    },
    open: { type: 'boolean', summary: "opens the console in the desktop's browser" },
  },
  notes: ['Prints the addresses and, when the first call would be answered, `ready`. Ctrl+C stops it.'],
  async run(call) {
    const port = call.text('port')
    const host = call.text('directory-host')
    const stopping = stopSignal()
    const opened = await openOrFind(call, {
      port: port === undefined ? undefined : portNumber(port),
      directoryHost: host === undefined ? undefined : directoryHost(host),
      legacyClients: call.list('legacy-clients'),
    })
    if (opened.kind === 'found') return alreadyRunning(call, opened.bank)

    const { bank } = opened
    const { version, consoleToken, sampleAppFault } = bank
    const running = {
      dataDir: call.dataDir,
      pid: process.pid,
      version,
      consoleToken,
      addresses: bank.urls,
      unpaired: bank.rooms.marketplace.unpaired(),
    }
    if (sampleAppFault !== undefined) call.out.say(`the sample app is not registered yet: ${sampleAppFault}`)
    await announce(call, { ...announcementOf('ready', running), sampleAppFault: sampleAppFault ?? null })
    stopping.whileOpen()
    const restless = collectAtRest()
    await stopping.asked
    restless()
    call.out.say('stopping …')
    await bank.close()
    return 0
  },
}

type Opened = { kind: 'opened'; bank: Bancada } | { kind: 'found'; bank: RunningBank }

/** Opens the bank, or finds the one that runs in its folder: it may still be starting, or be gone in a moment. */
async function openOrFind(
  call: Call,
  asked: Pick<BancadaOptions, 'port' | 'directoryHost' | 'legacyClients'>,
): Promise<Opened> {
  const { dataDir } = call
  const { openBancada } = await import('../../main.ts')
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return { kind: 'opened', bank: await openBancada({ dataDir, ...asked, say: call.out.say }) }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (error.type === 'port-busy') throw await explained(error)
      if (error.type !== 'data-folder-in-use') throw error
      const bank = await findBank(dataDir)
      if (bank) return { kind: 'found', bank }
      if (performance.now() > until) throw error
    }
    await delay(LOOK_MS)
  }
}

async function explained({ facts }: Problem): Promise<Problem> {
  const port = facts.port as number
  return problem('port-busy', { port, holder: portHolder(port), free: await freeFirstPort(port) })
}

/** Tells where the running bank is. With --open that is all that was wanted; else the start was refused. */
async function alreadyRunning(call: Call, { run, info }: RunningBank): Promise<number> {
  const { pid, consoleToken } = run
  await announce(call, announcementOf('running', { ...info, pid, consoleToken, dataDir: call.dataDir }))
  if (call.flag('open')) return 0
  throw problem('bank-already-running', { dir: call.dataDir, pid })
}

async function announce({ out, flag }: Call, announcement: Announcement): Promise<void> {
  out.result(announcement, announced(announcement))
  if (!flag('open')) return
  await openInBrowser(announcement.console, (why) => out.say(`the browser could not be opened (${why})`))
}

/**
 * Signals that stop the bank. Until it is open they end the process at once: nothing was acknowledged yet, and the
 * folder is built to bear it. Afterwards the first one asks to stop, and further ones change nothing.
 */
function stopSignal(): { asked: Promise<void>; whileOpen(): void } {
  let open = false
  let wasAsked = () => {}
  const asked = new Promise<void>((resolve) => {
    wasAsked = resolve
  })
  const answer = () => (open ? wasAsked() : process.exit(0))
  for (const signal of SIGNALS) process.on(signal, answer)
  return {
    asked,
    whileOpen() {
      open = true
    },
  }
}
