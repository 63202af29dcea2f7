import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MarketSettings } from '#settings'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { command } from '../support/command-line.ts'

let bank: TestBank
beforeAll(async () => {
  bank = await openTestBank()
})
afterAll(() => bank?.close())

const called = (...args: string[]) => command('settings', ...args, '--json', '--data', bank.dataDir)

test('`settings` shows what each market leaves to its operator, and `settings set` sets it while the bank runs', async () => {
  const shown = JSON.parse((await called()).out) as { markets: MarketSettings[] }
  expect(shown.markets.map(({ market }) => market)).toEqual(['fdx'])
  const set = await called(
    ...['set', '--market', 'fdx', '--set', 'lookbackMaxDays=365', '--set', 'strictNoData=on'],
    ...['--set', 'durationTypes=ONE_TIME,TIME_BOUND', '--set', 'fapiProfile=fapi-2'],
  )
  expect([set.code, set.err]).toEqual([0, ''])
  expect(bank.rooms.settings.of('fdx')).toMatchObject({
    ...{ lookbackMaxDays: 365, strictNoData: true, fapiProfile: 'fapi-2' },
    durationTypes: ['ONE_TIME', 'TIME_BOUND'],
  })
})

test.each<[string, string[], RegExp]>([
  ['an unknown name', ['--set', 'colour=red'], /option-value-unknown/],
  ['a name without a value', ['--set', 'strictNoData'], /option-value-unknown/],
  ['a value out of bounds', ['--set', 'consentsPerCustomer=0'], /setting-out-of-bounds/],
  ['a market without settings', ['--market', 'obb', '--set', 'strictNoData=on'], /market-not-open/],
])('%s is refused, and nothing changes', async (_what, args, type) => {
  const before = bank.rooms.settings.of('fdx')
  const { code, err } = await called('set', ...args)
  expect(code).toBeGreaterThan(0)
  expect(err).toMatch(type)
  expect(bank.rooms.settings.of('fdx')).toBe(before)
})
