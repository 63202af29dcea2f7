import { expect, test } from 'vitest'
import type { Account } from '#bank'
import type { Rooms } from '#markets'
import { accountOf, readableAccounts, resourceStatus } from '../../../server/markets/obb/account-status.ts'
import { addMonths } from '../../../server/markets/obb/dates.ts'
import { NOW, routeInput } from './route-input.ts'

const account = (more: Partial<Account>) =>
  ({ id: 'account', kind: 'current', status: 'open', closedAt: null, ...more }) as Account
const closed = (months: number, ms = 0) => account({ status: 'closed', closedAt: addMonths(NOW, -months) + ms })

const rooms = (...accounts: Account[]) =>
  ({
    bank: { accounts: { find: (id: string) => accounts.find((each) => each.id === id), list: () => accounts } },
  }) as unknown as Rooms

test.each([
  ['open', account({}), 'AVAILABLE'],
  ['blocked but seen by its holder', account({ status: 'blocked' }), 'AVAILABLE'],
  ['blocked and hidden', account({ status: 'hidden' }), 'TEMPORARILY_UNAVAILABLE'],
  ['closed eleven months ago', closed(11), 'AVAILABLE'],
  ['closed twelve months ago, a moment short', closed(12, 1), 'AVAILABLE'],
  ['closed twelve months ago', closed(12), 'UNAVAILABLE'],
  ['closed thirteen months ago', closed(13), 'UNAVAILABLE'],
])('an account that is %s (resources v3, status)', (_, found, status) => {
  expect(resourceStatus(found, { now: NOW, consent: undefined })).toBe(status)
})

test('product lists leave out what is not available; details refuse it by its status (resources v3)', () => {
  const hidden = account({ id: 'hidden', status: 'hidden' })
  const old = { ...closed(13), id: 'old' }
  const open = account({ id: 'open' })
  const of = (accountId: string, covered = [accountId]) =>
    accountOf(
      rooms(open, hidden, old),
      routeInput({ params: { accountId }, consent: { accountIds: covered } as never }),
    )
  expect(readableAccounts(rooms(open, hidden, old), routeInput())).toEqual([open])
  expect(of('open')).toBe(open)
  expect(() => of('hidden')).toThrow('resource-temporarily-unavailable')
  expect(() => of('old')).toThrow('resource-unavailable')
  expect(() => of('open', [])).toThrow('resource-forbidden')
  expect(() => of('gone')).toThrow('resource-forbidden')
})

test('what would be available rests while the bank holds the consent back (resources v3, status)', () => {
  const [open, old] = [account({ id: 'open' }), { ...closed(13), id: 'old' }]
  const consent = { accountIds: ['open', 'old'], heldSince: NOW } as never
  const input = (accountId: string) => routeInput({ params: { accountId }, consent })
  expect([open, old].map((each) => resourceStatus(each, { now: NOW, consent }))).toEqual([
    ...['TEMPORARILY_UNAVAILABLE', 'UNAVAILABLE'],
  ])
  expect(readableAccounts(rooms(open, old), input('open'))).toEqual([])
  expect(() => accountOf(rooms(open, old), input('open'))).toThrow('consent-on-hold')
  expect(() => accountOf(rooms(open, old), input('old'))).toThrow('resource-unavailable')
  expect(() => accountOf(rooms(open, old), input('gone'))).toThrow('resource-forbidden')
})

test('what is no account in Brazil is told by no list and refused by its id (accounts v2: current, savings, prepaid)', () => {
  const card = account({ kind: 'card' })
  expect(readableAccounts(rooms(card), routeInput())).toEqual([])
  expect(() => accountOf(rooms(card), routeInput({ params: { accountId: 'account' } }))).toThrow('resource-forbidden')
})
