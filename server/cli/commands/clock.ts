import type { ClockFacts } from '../../start/index.ts'
import { keyed } from '../bank-state.ts'
import { type Call, type Command, KEY_OPTION } from '../command.ts'
import { table } from '../output.ts'
import { runningBank } from '../running-bank.ts'

type Advanced = ClockFacts & { consentsEnded: number }

export const clockShow: Command = {
  name: 'clock show',
  summary: 'bank time, and how far it is from the machine’s',
  options: {},
  async run(call) {
    const clock = await (await runningBank(call.dataDir)).call<ClockFacts>('GET', '/api/clock')
    call.out.result(clock, told(clock))
    return 0
  },
}

/** `clock` alone shows it. */
export const clock: Command = { ...clockShow, name: 'clock' }

export const clockAdvance: Command = {
  name: 'clock advance',
  summary: 'moves bank time forward, and ends what comes due on the way',
  argument: { value: 'DURATION', summary: '90m, 36h, 2d, 13mo, 1y, 1d12h, or as ISO 8601: PT90M, P13M' },
  options: { 'idempotency-key': KEY_OPTION },
  notes: ['The clock never goes back by itself: save a snapshot before, and restore it.'],
  async run(call) {
    const advanced = await change<Advanced>(call, 'advance', { by: call.argument })
    const { consentsEnded } = advanced
    call.out.result(advanced, `${told(advanced)}\nconsents ended: ${consentsEnded}`)
    return 0
  },
}

export const clockFreeze: Command = {
  name: 'clock freeze',
  summary: 'stops bank time where it stands',
  options: { 'idempotency-key': KEY_OPTION },
  async run(call) {
    const frozen = await change<ClockFacts>(call, 'freeze', {})
    call.out.result(frozen, told(frozen))
    return 0
  },
}

export const clockRelease: Command = {
  name: 'clock release',
  summary: 'lets bank time go on from where it stands',
  options: { 'idempotency-key': KEY_OPTION },
  async run(call) {
    const released = await change<ClockFacts>(call, 'release', {})
    call.out.result(released, told(released))
    return 0
  },
}

async function change<T>(call: Call, verb: string, body: Record<string, string>): Promise<T> {
  const bank = await runningBank(call.dataDir)
  return bank.call<T>('POST', `/api/clock/${verb}`, { ...body, ...keyed(call.text('idempotency-key')) })
}

function told({ now, offsetMs, frozen, wire }: ClockFacts): string {
  const seconds = Math.round(offsetMs / 1000)
  const apart = seconds === 0 ? 'none' : `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead' : 'behind'}`
  return table([
    ['bank time', `${new Date(now).toISOString()}${frozen ? ' (frozen)' : ''}`],
    ["the machine's", new Date(wire).toISOString()],
    ['difference', apart],
  ])
}
