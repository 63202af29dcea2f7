import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFdxApp } from '../support/fdx.ts'
import { FDX_CASES, FDX_ROUTES, type FdxSetting, openFdxSetting, ownToken, pathOf } from '../support/fdx-cases.ts'
import type { RawAnswer } from '../support/raw-call.ts'

const DAY_MS = 86_400_000
const BASE = '/fdx/v6'

/** Every operation that pages its list, and how it is read: in pages of so many, of these days. */
const PAGED = FDX_ROUTES.filter(({ route }) => route.parameters.some(({ name }) => name === 'pageKey'))
const EVER = 'startTime=2000-01-01'
const QUERIES: Readonly<Record<string, string>> = {
  searchForAccountTransactions: `${EVER}&limit=5`,
  searchForAccountStatements: `${EVER}&limit=1`,
  searchForAccountRewardTransactions: `${EVER}&limit=2`,
  searchForPayments: 'limit=2',
}
const queryOf = (id: string) => QUERIES[id] ?? 'limit=1'

/** Lists that are read by key from the bank's rows: each of them has to be long enough to say something here. */
const READ_BY_KEY = [
  ...['searchForAccountTransactions', 'searchForAccountStatements', 'searchForAccountRewardTransactions'],
  ...['searchForPayees', 'searchForPayments', 'searchForRecurringPayments', 'paymentsForRecurringPayment'],
  ...['searchForTransfers', 'listPaymentInitiationParties', 'getNotifications', 'getRegistryRecipients'],
]
const CUT_IN_MEMORY = [
  ...['searchForAccounts', 'getCustomers', 'getAccountPaymentNetworks', 'searchRewardPrograms'],
  ...['getRewardProgramCategories', 'searchForTaxForms', 'getDataProviders'],
]

type Link = { href: string; action: string; rel: string }
type Page = { items: unknown[]; told: Record<string, unknown>; links: { next?: Link; prev?: Link } }

let setting: FdxSetting
let customerToken: string
let own: string

beforeAll(async () => {
  setting = await openFdxSetting()
  const { bank, app, all, known } = setting
  const { calendar } = bank.rooms.bank.payments
  const today = () => bank.rooms.world.clock.now()
  const dueIn = (days: number) => calendar.clearingDayFrom(calendar.dayIn(today() + days * DAY_MS, 'us'), 'us')
  const post = async (path: string, body: unknown, token = customerToken) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
    const answer = await app.api(BASE + path, token, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300)
    return answer.json as Record<string, unknown>
  }
  customerToken = all.accessToken
  const { accountId: fromAccountId, payeeId: toPayeeId } = known
  const order = (amount: number, days = 40) => ({ fromAccountId, toPayeeId, amount, dueDate: dueIn(days) })
  const weekly = { ...order(1, 3), frequency: 'WEEKLY', duration: { type: 'NOEND' } }
  known.recurringPaymentId = String((await post('/recurring-payments', weekly)).recurringPaymentId)

  await openFdxApp(bank, 'Third Party')
  // Three of its payments are made, and the next one waits; the tokens of before have ended meanwhile.
  bank.advance(24 * DAY_MS)
  customerToken = String((await app.refresh(all.refreshToken)).json?.access_token)
  own = await ownToken(app)
  const subscription = FDX_CASES.createNotificationSubscription?.body?.(setting) as object
  await post('/notification-subscriptions', { ...subscription, type: 'CUSTOM', category: 'SECURITY' }, own)
  for (let count = 1; count <= 4; count += 1) {
    bank.rooms.bank.authorisations.authorise({
      ...{ accountId: fromAccountId as string, kind: 'card-purchase', narrative: `Fuel ${count}`, amountMinor: -count },
    })
    await post('/payees', { merchant: { displayName: `Payee ${count}` } })
    await post('/payments', order(count))
    await post('/recurring-payments', { ...weekly, ...order(count) })
    await post('/transfers', { fromAccountId, toAccountId: all.accounts[3], amount: count })
    await post('/payment-initiation-parties', { name: `Party ${count}` })
    const notification = FDX_CASES.publishNotification?.body?.(setting) as object
    await post('/notifications', { ...notification, notificationId: `told ${count}` }, own)
  }
}, 120_000)
afterAll(async () => {
  expect(setting.bank.log.errors).toEqual([])
  await setting.bank.close()
})

type Paged = (typeof PAGED)[number]['route']

const call = (route: Paged, path: string): Promise<RawAnswer> =>
  setting.app.api(path, route.token === 'client' ? own : customerToken)

async function read(route: Paged, path: string): Promise<Page> {
  const answer = await call(route, path)
  expect(answer.status, `${path} ${answer.text}`).toBe(200)
  const { page, links = {}, ...rest } = answer.json as Pick<Page, 'links'> & { page: Page['told'] }
  const items = Object.values(rest).find((member) => Array.isArray(member)) as unknown[] | undefined
  expect(items, answer.text).toBeDefined()
  return { items: items ?? [], told: page, links }
}

/** The pages from one on, as its links lead. */
async function walk(route: Paged, from: Page, way: 'next' | 'prev'): Promise<Page[]> {
  const pages = [from]
  for (let link = from.links[way]; link; link = pages.at(-1)?.links[way]) {
    pages.push(await read(route, link.href))
    expect(pages.length, 'pages without end').toBeLessThan(100)
  }
  return pages
}

const itemsOf = (pages: Page[]) => pages.map(({ items }) => items)

function pathTo(id: string, query: string): string {
  const found = PAGED.find(({ route }) => route.id === id) as (typeof PAGED)[number]
  const { known } = setting
  return `${pathOf(found, { ...known, ...FDX_CASES[id]?.params?.(known) })}?${query}`
}

describe('Every list that comes in pages (FDX 6.4, PaginatedArray)', () => {
  it.each(PAGED.map(({ route }) => [route.id, route] as const))(
    '%s: prev leads back over the pages that next led on over, from every page but the first',
    async (id, route) => {
      const first = await read(route, pathTo(id, queryOf(id)))
      const on = await walk(route, first, 'next')
      if (READ_BY_KEY.includes(id)) expect(on.length).toBeGreaterThan(2)
      const last = on.at(-1) as Page
      const back = await walk(route, last, 'prev')
      expect(itemsOf(back)).toEqual(itemsOf(on).toReversed())
      expect(itemsOf(await walk(route, back.at(-1) as Page, 'next'))).toEqual(itemsOf(on))

      for (const pages of [on, back.toReversed()])
        for (const [index, { told, links }] of pages.entries()) {
          expect(told.prevOffset !== undefined).toBe(index > 0)
          expect(told.nextOffset !== undefined).toBe(index < pages.length - 1)
          expect(told.previousPageKey).toBe(told.prevOffset)
          expect(told.nextPageKey).toBe(told.nextOffset)
          if (links.prev === undefined) continue
          const { searchParams } = new URL(links.prev.href, 'https://bank.example')
          expect(links.prev).toMatchObject({ action: 'GET', rel: 'prev' })
          expect(Object.fromEntries(searchParams)).toEqual({
            ...Object.fromEntries(new URLSearchParams(queryOf(id))),
            pageKey: told.previousPageKey,
          })
        }
      expect(new Set(on.map(({ items }) => JSON.stringify(items))).size).toBe(on.length)
    },
    60_000,
  )

  it.each(PAGED.filter(({ route }) => READ_BY_KEY.includes(route.id)).map(({ route }) => [route.id, route] as const))(
    '%s: pages by their number lead back too, and a key back that was tampered with is refused (401)',
    async (id, route) => {
      const on = await walk(route, await read(route, pathTo(id, `${queryOf(id)}&offset=Page1`)), 'next')
      const third = await read(route, pathTo(id, `${queryOf(id)}&offset=Page3`))
      expect(third.items).toEqual(on[2]?.items)
      const back = await walk(route, third, 'prev')
      expect(itemsOf(back)).toEqual(itemsOf(on.slice(0, 3)).toReversed())
      const beyond = await read(route, pathTo(id, `${queryOf(id)}&offset=Page999`))
      expect(beyond.items).toEqual([])
      expect(beyond.links).not.toHaveProperty('next')
      expect(beyond.links.prev).toBeDefined()

      const key = String(third.told.previousPageKey)
      const [text = '', seal = ''] = key.split('.')
      const turned = Buffer.from(text, 'base64url').toString('utf8').replace('"backwards":true', '"backwards":false')
      const forged = `${Buffer.from(turned).toString('base64url')}.${seal}`
      for (const pageKey of [forged, key.slice(1), `${key}x`, text])
        expect(await call(route, pathTo(id, `${queryOf(id)}&pageKey=${pageKey}`)), pageKey).toMatchObject({
          ...{ status: 400, json: { code: '401' } },
        })
    },
    60_000,
  )

  it('are known here: read by key from rows, or cut from what is small by nature', () => {
    expect(PAGED.map(({ route }) => route.id).sort()).toEqual([...READ_BY_KEY, ...CUT_IN_MEMORY].sort())
  })
})
