import type { Log } from '#kernel'
import type { BankRooms } from './bancada.ts'

const SWEEP_MS = 1_000
/** Rounds after which a moved clock leaves the rest to the sweeps that come anyway. */
const ROUNDS = 1_000

type Swept = Pick<BankRooms, 'bank' | 'consents' | 'identity' | 'maintenance'>

/** Ends, every second, what is due on bank time without anybody asking. Returns what stops it. */
export function startSweeping({ bank, consents, identity, maintenance }: Swept, log: Log): () => void {
  const sweeping = setInterval(() => {
    try {
      bank.authorisations.sweep()
      consents.sweep()
      identity.sweep()
      bank.payments.sweep()
      maintenance.sweep()
    } catch (error) {
      log.error('sweep', error)
    }
  }, SWEEP_MS)
  return () => clearInterval(sweeping)
}

/** Ends everything that is due now, in rounds that let calls in between. Returns how many consents it ended. */
export async function sweepAllDue({ bank, consents, identity, maintenance }: Swept): Promise<number> {
  maintenance.sweep()
  let ended = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const moved = bank.authorisations.sweep() + bank.payments.sweep()
    const [consentsEnded, artefactsEnded] = [consents.sweep(), identity.sweep()]
    ended += consentsEnded
    if (moved + consentsEnded + artefactsEnded === 0) break
    await new Promise((resolve) => setImmediate(resolve))
  }
  return ended
}
