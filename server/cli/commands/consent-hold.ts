import type { Call, Command } from '../command.ts'
import { table } from '../output.ts'
import { runningBank } from '../running-bank.ts'

/** What the desk tells of a consent that was held or released. Times are bank milliseconds. */
type Held = { id: string; market: string; state: string; heldSince: number | null }

export const consentHold: Command = holding('hold', 'holds a consent back: its data rest, its state and tokens stay')
export const consentRelease: Command = holding('release', 'lets a consent that was held go on as before')

function holding(act: 'hold' | 'release', summary: string): Command {
  return {
    name: `consent ${act}`,
    summary,
    options: { consent: { type: 'string', value: 'ID', summary: 'the consent', required: true } },
    run: (call) => ask(act, call),
  }
}

async function ask(act: 'hold' | 'release', { text, dataDir, out }: Call): Promise<number> {
  const bank = await runningBank(dataDir)
  const path = `/api/consents/${encodeURIComponent(text('consent') as string)}/${act}`
  const { consent } = await bank.call<{ consent: Held }>('POST', path, {})
  const { id, market, state, heldSince } = consent
  const since = heldSince === null ? 'no' : `since ${new Date(heldSince).toISOString()}`
  out.result(
    { id, market, state, heldSince },
    table([
      ['consent', id],
      ['state', state],
      ['on hold', since],
    ]),
  )
  return 0
}
