import { Session } from 'node:inspector/promises'
import path from 'node:path'
import { type Bancada, openBancada } from '../../server/main.ts'
import { answerCalls, cpuTime } from './child.ts'
import { countRsa } from './rsa-counter.ts'

// A whole bank in a process of its own: `bank-process.ts FOLDER`. It is the product's bank with nothing changed; the
// verbs below only look at it, and take its recorder off for the measurement without one.

const rsa = countRsa()
const dataDir = process.argv[2] as string
const errors: string[] = []
const log = {
  info: () => undefined,
  warn: (message: string) => void errors.push(message),
  error: (message: string, error?: unknown) =>
    void errors.push(`${message} ${error instanceof Error ? error.stack : ''}`),
}
const opening = openBancada({ dataDir, port: process.argv[3] === undefined ? undefined : Number(process.argv[3]), log })
const profiler = new Session()

function drain({ rooms }: Bancada): void {
  rooms.events.flush()
  rooms.journey.flush()
}

answerCalls(
  {
    /** Where the bank listens, once it does. */
    async ready() {
      const bank = await opening
      return { urls: bank.urls, credentials: bank.rooms.directory.serverCredentials() }
    },
    /** An application through arrows 1 to 3, with a customer to consent for it. */
    async application() {
      const { marketplace, bank } = (await opening).rooms
      const { id } = await marketplace.createApplication({
        developerId: marketplace.ownerDeveloper().id,
        market: 'obb',
        name: 'Bench',
        redirectUris: ['https://127.0.0.1:8443/callback'],
      })
      await marketplace.whenProvisioned(id, { timeoutMs: 20_000 })
      return { credentials: marketplace.credentials(id), customer: bank.customers.demonstrationLogins('obb')[0] }
    },
    /** Takes the recorder off, or puts it back. */
    async record(on: boolean) {
      const { exchanges, journey } = (await opening).rooms
      exchanges.install(on ? { recorder: journey.recorder, holder: journey.holder } : {})
    },
    /** Writes what waits to be recorded. */
    drain: async () => drain(await opening),
    cpu: cpuTime,
    memory: () => process.memoryUsage().rss,
    rsa,
    /** What the bank logged as wrong, and how many records it lost. */
    async health() {
      const { journey } = (await opening).rooms
      return { errors, dropped: journey.dropped() }
    },
    async profileStart(intervalUs: number) {
      profiler.connect()
      await profiler.post('Profiler.enable')
      await profiler.post('Profiler.setSamplingInterval', { interval: intervalUs })
      await profiler.post('Profiler.start')
    },
    async profileStop() {
      const { profile } = await profiler.post('Profiler.stop')
      profiler.disconnect()
      return profile
    },
    root: () => path.resolve(import.meta.dirname, '../..'),
  },
  async () => (await opening).close(),
)
