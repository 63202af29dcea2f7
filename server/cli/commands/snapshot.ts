import type { Snapshot } from '../../start/index.ts'
import { bankState } from '../bank-state.ts'
import { type Argument, type Command, KEY_OPTION } from '../command.ts'

const STOPPED = 'Works on a stopped bank too.'
const argument = (summary: string): Argument => ({ value: 'NAME', summary })

export const snapshotSave: Command = {
  name: 'snapshot save',
  summary: 'keeps the state of the bank and bank time under a name',
  argument: argument('letters, digits, "-" and "_"'),
  options: {
    replace: { type: 'boolean', summary: 'takes the place of a snapshot with the same name' },
    'idempotency-key': KEY_OPTION,
  },
  notes: ['A snapshot never holds private keys, nor recorded traffic.', STOPPED],
  async run(call) {
    const { snapshots } = await bankState(call)
    const order = { replace: call.flag('replace'), key: call.text('idempotency-key') }
    const snapshot = await snapshots.save(call.argument, order)
    call.out.result({ snapshot }, `saved  ${told(snapshot)}`)
    return 0
  },
}

export const snapshotRestore: Command = {
  name: 'snapshot restore',
  summary: 'takes the bank and bank time back to a snapshot',
  argument: argument('as `snapshot list` tells it'),
  options: { 'idempotency-key': KEY_OPTION },
  notes: [
    'Tokens, consents and settings are as they were then. What was recorded since stays in the journeys, and the',
    'maintenance calendar stays as it is.',
    STOPPED,
  ],
  async run(call) {
    const { snapshots } = await bankState(call)
    const restored = await snapshots.restore(call.argument, { key: call.text('idempotency-key') })
    const bankTime = new Date(restored.clock.now).toISOString()
    call.out.result(restored, `restored ${restored.snapshot.name}; bank time ${bankTime}`)
    return 0
  },
}

export const snapshotList: Command = {
  name: 'snapshot list',
  summary: 'the snapshots, newest first, with their sizes and times',
  options: {},
  notes: [STOPPED],
  async run(call) {
    const snapshots = await (await bankState(call)).snapshots.list()
    const rows =
      snapshots.length === 0 ? 'no snapshots yet: `bancada snapshot save NAME`' : snapshots.map(told).join('\n')
    call.out.result({ snapshots }, rows)
    return 0
  },
}

export const snapshotDelete: Command = {
  name: 'snapshot delete',
  summary: 'deletes a snapshot',
  argument: argument('as `snapshot list` tells it'),
  options: {},
  notes: [STOPPED],
  async run(call) {
    await (await bankState(call)).snapshots.delete(call.argument)
    call.out.result({ deleted: call.argument }, `deleted ${call.argument}`)
    return 0
  },
}

function told({ name, savedAt, bankTime, frozen, sizeBytes }: Snapshot): string {
  const time = (at: number) => new Date(at).toISOString()
  const size = `${(sizeBytes / 1_048_576).toFixed(1)} MB`
  return `${name}  ${size}  saved ${time(savedAt)}  bank time ${time(bankTime)}${frozen ? ' (frozen)' : ''}`
}
