import { problem } from '#kernel'
import type { BankInfo } from '../../start/index.ts'
import { customerOf, type MarketInfo, marketOf } from '../choices.ts'
import { type Call, type Command, several } from '../command.ts'
import { codeOf } from '../logins.ts'
import { table } from '../output.ts'
import { answerOnPhone, waitingOnPhone } from '../phone.ts'
import { type RunningBank, runningBank } from '../running-bank.ts'
import { toldOf } from '../wordings.ts'

type Decision = 'approve' | 'reject'

export const consentApprove = consentCommand(
  'approve',
  'logs a customer in and approves a consent, without a browser',
  {
    accounts: {
      type: 'string',
      value: 'A,B',
      summary: 'accounts to share, by id or number; all that the bank offers where left out',
      multiple: true,
    },
  },
)

export const consentReject = consentCommand('reject', 'logs a customer in and rejects a consent, without a browser', {})

function consentCommand(decision: Decision, summary: string, more: Command['options']): Command {
  return {
    name: `consent ${decision}`,
    summary,
    options: {
      market: { type: 'string', value: 'M', summary: "the market; the consent's own where left out" },
      consent: {
        type: 'string',
        value: 'ID',
        summary: "the consent, asked for on its customer's phone or by a pushed authorization request",
      },
      request: { type: 'string', value: 'AUTH_REQ_ID', summary: "or the request that waits on its customer's phone" },
      url: { type: 'string', value: 'URL', summary: 'or the address that the application would send the customer to' },
      customer: { type: 'string', value: 'LOGIN', summary: 'who logs in', required: true },
      password: { type: 'string', value: 'TEXT', summary: "the login's password; known for demonstration customers" },
      ...more,
    },
    notes: [
      'Gives the address that the application would have received, with its parameters.',
      'A request to the phone is answered there; its application asks for the tokens itself.',
    ],
    run: (call) => decide(decision, call),
  }
}

async function decide(decision: Decision, call: Call): Promise<number> {
  const { text, dataDir, out } = call
  if (['consent', 'url', 'request'].filter((name) => text(name) !== undefined).length !== 1) {
    throw problem('options-exclude', { options: ['--consent', '--url', '--request'], command: `consent ${decision}` })
  }
  const bank = await runningBank(dataDir)
  if (await decidedOnPhone(decision, call, bank)) return 0
  const { url, market } = await authorization(call, bank)
  const login = text('customer') as string
  const { answerIn, visitBank } = await import('../customer.ts')
  const visit = await visitBank({
    ...{ url, decision, login, accounts: several(call, 'accounts') },
    password: text('password') ?? customerOf(market, login).password,
    caPem: bank.info.ca.certificatePem,
    code: codeOf(bank, market, login),
  })
  if (visit.kind === 'stopped') {
    throw problem('bank-stopped-customer', { reason: visit.reason, status: visit.status })
  }
  const parameters = answerIn(visit.url)
  const result = { decision, redirect: visit.url, parameters, accounts: visit.accounts }
  out.result(result, told(result))
  if (!refused(decision, parameters)) return 0
  const { error, error_description: description } = parameters
  const ended = toldOf(problem('bank-answered-error', { error, description }))
  out.refuse(ended)
  return ended.exit
}

/** Answers the request that waits on the customer's phone, if that is what was named or the consent has one. */
async function decidedOnPhone(decision: Decision, call: Call, bank: RunningBank): Promise<boolean> {
  const { text, out } = call
  const [requestId, consentId] = [text('request'), text('consent')]
  const wanted = requestId !== undefined ? { requestId } : consentId !== undefined ? { consentId } : undefined
  const request = wanted && (await waitingOnPhone(bank, wanted))
  if (!request) {
    if (requestId !== undefined) throw problem('nothing-on-phone', { request: requestId })
    return false
  }
  const market = marketOf(bank.info, text('market') ?? request.market)
  const login = text('customer') as string
  const { id, accounts } = await answerOnPhone(bank, request, {
    ...{ decision, login, password: text('password') ?? customerOf(market, login).password },
    accounts: several(call, 'accounts'),
  })
  const result = { decision, request: id, consent: request.consentId, accounts }
  const rows = [
    ['request', id],
    ['consent', request.consentId],
    ...accounts.map((account) => ['account', account] as const),
  ] as const
  out.result(result, `${table(rows)}\n`)
  return true
}

/** Where the customer is sent, and by which market. Throws address-not-of-bank. */
async function authorization({ text }: Call, bank: RunningBank): Promise<{ url: string; market: MarketInfo }> {
  const { info } = bank
  const [url, consentId] = [text('url'), text('consent') ?? '']
  if (url !== undefined) {
    const own = info.addresses.public as string
    if (originOf(url) !== own) throw problem('address-not-of-bank', { url, bank: own })
    return { url, market: marketOf(info, text('market') ?? marketAt(info, url)) }
  }
  if (text('market') !== undefined) marketOf(info, text('market'))
  const path = `/api/consents/${encodeURIComponent(consentId)}/authorization-url`
  const pushed = await bank.call<{ url: string; market: string }>('GET', path)
  return { url: pushed.url, market: marketOf(info, pushed.market) }
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined
}

/** The market below whose issuer's path, or a lane's, an address lies: its pages may be at another port. */
function marketAt({ markets }: BankInfo, url: string): string | undefined {
  const { pathname } = new URL(url)
  const isBelow = (issuer: string | null) => issuer !== null && pathname.startsWith(`${new URL(issuer).pathname}/`)
  return markets.find(({ issuer, lanes }) => isBelow(issuer) || lanes.some((lane) => isBelow(lane.issuer)))?.id
}

/** A rejected consent ends in access_denied, as it should. */
function refused(decision: Decision, { error }: Record<string, string>): boolean {
  return error !== undefined && !(decision === 'reject' && error === 'access_denied')
}

function told({
  redirect,
  parameters,
  accounts,
}: {
  redirect: string
  parameters: Record<string, string>
  accounts: string[]
}) {
  return `${table([
    ['redirect', redirect],
    ...Object.entries(parameters),
    ...accounts.map((account) => ['account', account] as const),
  ])}\n`
}
