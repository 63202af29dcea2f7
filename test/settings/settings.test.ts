import { describe, expect, it } from 'vitest'
import { type BankEvent, openDatabase, openEvents, openWorld, Problem } from '#kernel'
import { type Market, markets } from '#markets'
import { openSettings } from '#settings'

const fdx = markets.find(({ settings }) => settings !== undefined) as Market
const plain = markets.find(({ settings }) => settings === undefined) as Market

function opening() {
  const db = openDatabase(':memory:', { keep: 'most' })
  const world = openWorld({ db, wire: () => Date.UTC(2026, 10, 22, 12) })
  const events = openEvents({
    ...{ db, world },
    onListenerError: (_name, error) => {
      throw error
    },
  })
  const told: BankEvent[] = []
  events.listen({ name: 'test', position: () => told.at(-1)?.seq ?? 0, handle: (batch) => void told.push(...batch) })
  const open = () => openSettings({ db, events, markets })
  return { open, events, told }
}

const refusal = (act: () => unknown): Problem => {
  try {
    act()
  } catch (error) {
    if (error instanceof Problem) return error
  }
  throw new Error('nothing was refused')
}

describe('The settings of a market', () => {
  it('are what its data say until somebody sets them, and then stay over a restart', () => {
    const { open } = opening()
    const settings = open()
    expect(settings.of(fdx.id)).toMatchObject({ timeBoundMaxDays: 365, strictNoData: false, tokenisedNetworks: true })
    settings.set(fdx.id, { timeBoundMaxDays: 180, strictNoData: true })
    expect(open().of(fdx.id)).toMatchObject({ timeBoundMaxDays: 180, strictNoData: true, timeBoundMinDays: 5 })
  })

  it('count at once, in a new object of values, and the change is an event of what was and is', () => {
    const { open, events, told } = opening()
    const settings = open()
    const before = settings.of(fdx.id)
    settings.set(fdx.id, { lookbackMaxDays: 365, strictNoData: false })
    events.flush()
    expect(before.lookbackMaxDays).toBe(90)
    expect(settings.of(fdx.id)).not.toBe(before)
    expect(told).toMatchObject([
      { type: 'market.settings-changed', market: fdx.id, data: { lookbackMaxDays: { from: 90, to: 365 } } },
    ])
    settings.set(fdx.id, { lookbackMaxDays: 365 })
    events.flush()
    expect(told).toHaveLength(1)
  })

  it.each<[string, Record<string, unknown>]>([
    ['a number outside its bounds', { consentsPerCustomer: 0 }],
    ['a number that is not whole', { consentsPerCustomer: 1.5 }],
    ['a text for a number', { consentsPerCustomer: '5' }],
    ['a number for a switch', { strictNoData: 1 }],
    ['an option that there is not', { fapiProfile: 'fapi-3' }],
    ['no option at all', { durationTypes: [] }],
    ['an unknown option among others', { durationTypes: ['ONE_TIME', 'FOREVER'] }],
    ['a shortest duration over the longest', { timeBoundMinDays: 300, timeBoundMaxDays: 30 }],
    ['a nearest look-back beyond the furthest', { lookbackMinDays: 91 }],
  ])('refuse %s, and nothing of that change is kept', (_what, change) => {
    const settings = opening().open()
    const before = settings.of(fdx.id)
    expect(refusal(() => settings.set(fdx.id, { strictNoData: true, ...change })).type).toBe('setting-out-of-bounds')
    expect(settings.of(fdx.id)).toEqual(before)
  })

  it('refuse a name that the market does not have, and a market that has nothing to set', () => {
    const settings = opening().open()
    expect(refusal(() => settings.set(fdx.id, { colour: 'red' })).type).toBe('setting-unknown')
    expect(refusal(() => settings.set(plain.id, { strictNoData: true })).type).toBe('market-unknown')
    expect(settings.of(plain.id)).toEqual({})
    expect(settings.list().map(({ market }) => market)).toEqual([fdx.id])
  })

  it('keep a choice of several in the order in which it is offered, each once', () => {
    const settings = opening().open()
    settings.set(fdx.id, { durationTypes: ['PERSISTENT', 'ONE_TIME', 'ONE_TIME'] })
    expect(settings.of(fdx.id).durationTypes).toEqual(['ONE_TIME', 'PERSISTENT'])
  })
})
