import type { Command } from '../command.ts'
import { runningBank } from '../running-bank.ts'

/** The address at which a conformance suite answers for customers. */
export const consentHook: Command = {
  name: 'consent hook',
  summary: 'opens an address at which a test suite approves requests to the phone',
  options: {
    close: { type: 'boolean', summary: 'closes it again' },
  },
  notes: [
    'Whoever has the address answers for every customer. Opening it again gives another and closes the one before.',
    'A suite fills in {auth_req_id} and {action}, which is allow or deny.',
  ],
  async run({ flag, dataDir, out }) {
    const bank = await runningBank(dataDir)
    if (flag('close')) {
      await bank.call('DELETE', '/api/phone/hook')
      out.result({ open: false }, 'The address is closed.\n')
      return 0
    }
    const { url } = await bank.call<{ url: string }>('POST', '/api/phone/hook', {})
    out.result({ open: true, url }, `${url}\n`)
    return 0
  },
}
