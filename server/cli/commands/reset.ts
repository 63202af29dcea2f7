import { bankState } from '../bank-state.ts'
import { type Command, KEY_OPTION } from '../command.ts'

export const reset: Command = {
  name: 'reset',
  summary: 'returns customers, ledger, consents, tokens and history to the seeded state',
  options: {
    all: { type: 'boolean', summary: 'everything: the CA, the applications, their keys and the snapshots too' },
    'idempotency-key': KEY_OPTION,
  },
  notes: [
    'Applications and their credentials stay unless --all is given, and work at once.',
    'Bank time returns to the machine’s, unless it was frozen. Works on a stopped bank too.',
  ],
  async run(call) {
    const all = call.flag('all')
    const { clock, closedMs } = await (await bankState(call)).reset({ all, key: call.text('idempotency-key') })
    call.out.result(
      { reset: all ? 'all' : 'state', clock, closedMs },
      `${all ? 'everything was reset' : 'the bank was reset'}; bank time ${new Date(clock.now).toISOString()}${clock.frozen ? ' (frozen)' : ''}`,
    )
    return 0
  },
}
