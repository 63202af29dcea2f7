import type { Inspection, MintedToken, TokenPreview, TokenView, WishChoices } from '#identity'
import { problem } from '#kernel'
import { findApplication } from '../applications.ts'
import { laneOf, marketOf } from '../choices.ts'
import { type Call, type Command, type Option, several } from '../command.ts'
import { table } from '../output.ts'
import { type RunningBank, runningBank } from '../running-bank.ts'

/** A bearer token (RFC 6750), of a lane without certificates. */
const BOUND_TO_NOTHING = 'nothing: whoever holds it can use it'

const WISH: Record<string, Option> = {
  market: { type: 'string', value: 'M', summary: "the market; the bank's first where left out" },
  lane: { type: 'string', value: 'L', summary: 'certified, or guided: without certificates' },
  app: { type: 'string', value: 'NAME', summary: 'the application, by name or client id', required: true },
  customer: { type: 'string', value: 'LOGIN', summary: 'the customer whose data it would open' },
  business: { type: 'string', value: 'CNPJ', summary: 'the company that the customer acts for' },
  permissions: {
    type: 'string',
    value: 'P,Q',
    summary: 'the permissions; all account groups where left out',
    multiple: true,
  },
  expires: { type: 'string', value: 'TIME', summary: 'when the consent ends, as 2030-12-31T23:59:59Z' },
  accounts: { type: 'string', value: 'A,B', summary: 'accounts to share, by id; all where left out', multiple: true },
}

export const tokenMint: Command = {
  name: 'token mint',
  summary: 'issues a token as the operator: a real one, its consent marked as minted',
  options: WISH,
  notes: [
    "Without --customer the token is the app's own (client_credentials).",
    'The consent is lodged and authorised for the customer without their visit; `token` walks the whole flow instead.',
  ],
  async run(call) {
    const bank = await runningBank(call.dataDir)
    const { market, clientId } = await clientOf(call, bank)
    const path = call.text('customer') === undefined ? '/api/tokens/client' : '/api/tokens'
    const body = call.text('customer') === undefined ? { market, clientId } : await wishOf(call, bank, market, clientId)
    const { minted } = await bank.call<{ minted: MintedToken }>('POST', path, body)
    call.out.result(minted, toldMinted(minted))
    return 0
  },
}

export const tokenPreview: Command = {
  name: 'token preview',
  summary: 'the token and consent that `token` would get an app and a customer; changes nothing',
  options: {
    ...WISH,
    customer: { ...(WISH.customer as Option), required: true },
    permissions: { ...(WISH.permissions as Option), summary: 'the permissions; those of `token` where left out' },
    expires: { ...(WISH.expires as Option), summary: 'when the consent ends; as with `token` where left out' },
  },
  async run(call) {
    const bank = await runningBank(call.dataDir)
    const { market, clientId } = await clientOf(call, bank)
    const { USUAL_WISHES } = await import('../journeys.ts')
    const usual = Object.hasOwn(USUAL_WISHES, market) ? USUAL_WISHES[market] : undefined
    const wish = { ...usual, ...(await wishOf(call, bank, market, clientId, usual?.permissions)) }
    const { preview } = await bank.call<{ preview: TokenPreview }>('POST', '/api/tokens/preview', wish)
    call.out.result(preview, toldPreview(preview))
    return 0
  },
}

const TOKEN = { value: 'TOKEN', summary: 'the token itself, or the id that `token inspect` gives' }
const DASHES = 'A token that begins with a dash comes after two:  bancada token inspect -- -abc…'

export const tokenInspect: Command = {
  name: 'token inspect',
  summary: 'what a token is, whether it works, and if not why',
  argument: TOKEN,
  options: {},
  notes: [DASHES, 'A JWT is shown as it reads; nobody checks its signature here.'],
  async run({ argument, dataDir, out }) {
    const bank = await runningBank(dataDir)
    const found = await bank.call<Inspection>('POST', '/api/tokens/inspect', { token: argument })
    if (found.found === 'jwt') {
      const { header, claims } = found
      out.result(
        found,
        `${JSON.stringify(header, null, 2)}\n${claims === null ? '(encrypted)' : JSON.stringify(claims, null, 2)}\n`,
      )
      return 0
    }
    const token = found.found === 'token' ? found.token : await byId(bank, argument)
    out.result(token, `${table(rowsOf(token))}\n`)
    return 0
  },
}

export const tokenRevoke: Command = {
  name: 'token revoke',
  summary: 'revokes a token at once, or with --grant everything its grant gave',
  argument: TOKEN,
  options: { grant: { type: 'boolean', summary: 'the whole grant: access and refresh tokens and codes' } },
  notes: [DASHES, 'A refresh token takes its access tokens with it (RFC 7009 2.1). The consent stays as it is.'],
  async run({ argument, flag, dataDir, out }) {
    const bank = await runningBank(dataDir)
    const { id } = await tokenOf(bank, argument)
    const answer = await bank.call<{ revoked: number }>('POST', `/api/tokens/${id}/revoke`, { grant: flag('grant') })
    out.result(
      { id, ...answer },
      `${table([
        ['token', id],
        ['revoked', `${answer.revoked}`],
      ])}\n`,
    )
    return 0
  },
}

export const tokenExpire: Command = {
  name: 'token expire',
  summary: 'ends a token now, as if its time were over',
  argument: TOKEN,
  options: {},
  notes: [DASHES],
  async run({ argument, dataDir, out }) {
    const bank = await runningBank(dataDir)
    const { id } = await tokenOf(bank, argument)
    const { token } = await bank.call<{ token: TokenView }>('POST', `/api/tokens/${id}/expire`, {})
    out.result(token, `${table(rowsOf(token))}\n`)
    return 0
  },
}

/** A token by its value or its id. Throws console-refused. */
async function tokenOf(bank: RunningBank, text: string): Promise<TokenView> {
  const found = await bank.call<Inspection>('POST', '/api/tokens/inspect', { token: text })
  return found.found === 'token' ? found.token : byId(bank, text)
}

async function byId(bank: RunningBank, id: string): Promise<TokenView> {
  return (await bank.call<{ token: TokenView }>('GET', `/api/tokens/${encodeURIComponent(id)}`)).token
}

async function clientOf({ text }: Call, bank: RunningBank): Promise<{ market: string; clientId: string }> {
  const market = laneOf(marketOf(bank.info, text('market')), text('lane'))
  const named = text('app') as string
  const found = await findApplication(bank, { market, name: named })
  if (found && found.clientId === null)
    throw problem('provisioning-ended-badly', { state: found.state, lastError: found.lastError })
  return { market, clientId: found?.clientId ?? named }
}

/** The wish that was typed; what it asks for, where that was left out, is given or else everything. */
async function wishOf(
  call: Call,
  bank: RunningBank,
  market: string,
  clientId: string,
  usual?: readonly string[] | undefined,
) {
  const { text } = call
  return {
    ...{ market, clientId, customer: text('customer') as string },
    ...(text('business') === undefined ? {} : { company: text('business') }),
    permissions: several(call, 'permissions') ?? usual ?? (await allPermissions(bank, market)),
    ...(text('expires') === undefined ? {} : { expires: text('expires') }),
    ...(call.list('accounts').length === 0 ? {} : { accounts: several(call, 'accounts') }),
  }
}

/** What everyone may ask for: the groups that hang on neither a person nor a company. */
async function allPermissions(bank: RunningBank, market: string): Promise<string[]> {
  const { markets } = await bank.call<{ markets: WishChoices[] }>('GET', '/api/tokens/choices')
  const groups = markets.find((choices) => choices.market === market)?.groups ?? []
  const common = groups.filter(({ holder }) => holder === undefined)
  return [...new Set(common.flatMap(({ permissions }) => permissions))]
}

function toldMinted({ accessToken, refreshToken, expiresIn, consentId, scope, accounts, token }: MintedToken): string {
  return `${table([
    ['access token', accessToken],
    ['expires in', `${expiresIn} s`],
    ['refresh token', refreshToken ?? 'none'],
    ['scope', scope],
    ['consent', consentId ?? 'none'],
    ...accounts.map((account) => ['account', account] as const),
    ['bound to', token.thumbprint ?? BOUND_TO_NOTHING],
  ])}\n`
}

function rowsOf(token: TokenView): (readonly [string, string])[] {
  const at = (time: number | null) => (time === null ? 'with its consent' : new Date(time).toISOString())
  return [
    ['id', token.id],
    ['kind', token.kind],
    ['state', token.state],
    ['market', token.market],
    ['client', token.clientId],
    ['consent', token.consentId === null ? 'none' : `${token.consentId} (${token.consentState})`],
    ['scope', token.scopes.join(' ')],
    ['issued', at(token.issuedAt)],
    ['ends', at(token.expiresAt)],
    ['bound to', token.thumbprint ?? (token.kind === 'refresh' ? "the client's authentication" : BOUND_TO_NOTHING)],
    ['minted', token.minted ? 'by the operator' : 'no'],
  ]
}

function toldPreview({
  client,
  permissions,
  scope,
  lives,
  acr,
  thumbprint,
  refreshToken,
  idToken,
  page,
}: TokenPreview) {
  const facts = table([
    ['client', `${client.name} (${client.clientId})`],
    ['granted', permissions.granted.join(', ')],
    ['left out', permissions.leftOut.join(', ') || 'nothing'],
    ['scope', scope.asked],
    ['access token', `${lives.accessTokenSeconds} s, bound to ${thumbprint ?? BOUND_TO_NOTHING}`],
    ['refresh token', refreshToken ? refreshLife(lives.refresh) : 'none'],
    [
      'consent until',
      lives.consentUntil === null ? 'its customer ends it' : new Date(lives.consentUntil).toISOString(),
    ],
    [
      'code',
      `${lives.codeSeconds} s${lives.requestSeconds === null ? '' : `; pushed request ${lives.requestSeconds} s`}`,
    ],
    ['acr', acr],
    ...idTokenRows(idToken),
  ])
  const { title, sections, notes, approve, cancel } = page.en
  const told = sections.map(({ heading, lines }) => `${heading}\n${lines.map((line) => `  ${line}`).join('\n')}`)
  return `${facts}\n\nThe consent page would say:\n\n${[title, ...told, ...notes, `[${approve}]  [${cancel}]`].join('\n\n')}\n`
}

function refreshLife(life: TokenPreview['lives']['refresh']): string {
  if (life === null) return 'lives as long as the consent'
  const days = `${Math.round(life.seconds / 86_400)} days`
  return life.rotates
    ? `${days} after its last use, replaced at each; no longer than the consent`
    : `${days}, no longer than the consent`
}

function idTokenRows(idToken: TokenPreview['idToken']): (readonly [string, string])[] {
  if (!idToken) return [['id_token', 'none: the request would not ask for openid']]
  const { signed, encrypted, claims } = idToken
  return [
    ['id_token', `${signed}${encrypted === null ? '' : `, encrypted ${encrypted}`}`],
    ...Object.entries(claims).map(([name, value]) => [`  ${name}`, value] as const),
  ]
}
