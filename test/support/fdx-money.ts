import type { Visit } from '../../server/cli/customer.ts'
import { type Json, type Operation, readOpenApi } from '../contract/open-api.ts'
import type { TestBank } from './bank.ts'
import type { FdxApp, FdxWish } from './fdx.ts'
import type { RawAnswer } from './raw-call.ts'

const DAY_MS = 86_400_000
/** A refresh token lives for 30 days: a longer wait is gone through in steps that renew it. */
const STEP_DAYS = 25

export const MONEY_WISH: FdxWish = {
  scope: 'fdx:accountbasic:read fdx:transfers:read fdx:transfers:write',
  clusters: ['ACCOUNT_BASIC', 'TRANSFERS'],
  durationType: 'PERSISTENT',
}

export type Wallet = Awaited<ReturnType<typeof openWallet>>
type Call = { key?: string | null; body?: unknown; headers?: Record<string, string> }

/** A customer's connection that moves money: calls with fresh tokens, each write under a key of its own. */
export async function openWallet(
  bank: TestBank,
  app: FdxApp,
  login: string,
  wish = MONEY_WISH,
  visit: Partial<Visit> = {},
) {
  const connection = await app.connect(login, wish, visit)
  let { accessToken, refreshToken } = connection
  let keys = 0
  const operations = await documented(app)

  async function call(method: string, path: string, { key, body, headers }: Call = {}): Promise<RawAnswer> {
    keys += 1
    const named = key === undefined ? `key-${connection.consentId}-${keys}` : key
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await app.api(`/fdx/v6${path}`, accessToken, {
      method,
      headers: {
        ...(method === 'GET' || named === null ? {} : { 'idempotency-key': named }),
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(text === undefined ? {} : { body: text }),
    })
    holdToDocument(operations, method, path, answer)
    return answer
  }

  async function renew(): Promise<void> {
    const renewed = await app.refresh(refreshToken)
    if (renewed.status !== 200) throw new Error(`the tokens were not renewed: ${renewed.text}`)
    accessToken = String(renewed.json?.access_token)
    refreshToken = String(renewed.json?.refresh_token)
  }

  return {
    ...connection,
    accessToken: () => accessToken,
    get: (path: string) => call('GET', path),
    post: (path: string, body: unknown, more: Call = {}) => call('POST', path, { body, ...more }),
    patch: (path: string, body: unknown, more: Call = {}) => call('PATCH', path, { body, ...more }),
    remove: (path: string, more: Call = {}) => call('DELETE', path, more),
    /** Lets bank time pass, with new tokens after it. */
    async wait(ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= STEP_DAYS * DAY_MS) {
        bank.advance(Math.min(left, STEP_DAYS * DAY_MS))
        await renew()
      }
    },
    /** A payee that the bank has looked at; its id. */
    async payee(name = 'Larkspur Water'): Promise<string> {
      const made = await call('POST', '/payees', { body: { merchant: { displayName: name } } })
      bank.advance(60_000)
      return String(made.json?.payeeId)
    },
    /** What is on an account at this moment, in cents. */
    balance: (accountId: string) => bank.rooms.bank.accounts.balances(accountId).available.amountMinor,
    /** The first day of clearing at least so many days ahead. */
    dueIn(days: number): string {
      const { calendar } = bank.rooms.bank.payments
      return calendar.clearingDayFrom(calendar.dayIn(bank.rooms.world.clock.now() + days * DAY_MS, 'us'), 'us')
    },
    /** Waits until the payments of a day have been made. */
    async until(day: string): Promise<void> {
      const at = bank.rooms.bank.payments.calendar.takenUpAt(day, 'us') + 3_600_000
      await this.wait(at - bank.rooms.world.clock.now())
    },
  }
}

/** Payees, payments and transfers have five each, recurring payments six, parties five and their methods four. */
const OPERATIONS = 30

/** The operations of the document that the bank serves of this API. */
async function documented(app: FdxApp): Promise<Operation[]> {
  const { json } = await app.call('/openapi/fdx/money-movement.json')
  const operations = readOpenApi(json as Json)
  if (operations.length < OPERATIONS) throw new Error(`${operations.length} operations are documented`)
  return operations
}

/** Every answer that is no refusal is as the bank's own document says; a refusal has the members of the FDX error. */
function holdToDocument(operations: Operation[], method: string, path: string, answer: RawAnswer): void {
  const [at = ''] = path.split('?')
  const operation = operations.find(
    (one) => one.method === method && new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(at),
  )
  if (!operation) return
  const { status, text } = answer
  if (status >= 400 && (status !== 409 || answer.json?.code !== undefined || !operation.statuses.includes('409'))) {
    const members = Object.keys(answer.json ?? {}).join()
    if (members !== 'code,message,debugMessage') throw new Error(`${status} is no error of FDX: ${text}`)
    return
  }
  const headers = new Headers(
    Object.entries(answer.headers).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])) as [
      string,
      string,
    ][],
  )
  const faults = operation.answerFaults({
    method,
    url: path,
    sent: { headers: {}, body: undefined },
    status,
    headers,
    body: text,
  })
  if (faults.length > 0)
    throw new Error(`${method} ${path} ${status} is not as documented: ${faults.join('; ')}\n${text}`)
}
