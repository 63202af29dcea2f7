import { problem } from '#kernel'
import { createApplication, credentialsOf, findApplication } from '../applications.ts'
import { customerOf, laneOf, marketOf } from '../choices.ts'
import { clientFolder, writeClientFiles } from '../client-files.ts'
import { type Command, several } from '../command.ts'
import { curlLine } from '../curl.ts'
import { codeOf } from '../logins.ts'
import { table } from '../output.ts'
import { type RunningBank, runningBank } from '../running-bank.ts'

const DEFAULT_APP = 'demo'
const REDIRECT_URI = 'https://127.0.0.1:8443/callback'

export const token: Command = {
  name: 'token',
  summary: 'walks a whole consent: a usable access token, and a curl line that works',
  options: {
    market: { type: 'string', value: 'M', summary: "the market; the bank's first where left out" },
    lane: { type: 'string', value: 'L', summary: 'certified, or guided: without certificates' },
    app: { type: 'string', value: 'NAME', summary: `the application, made where there is none; "${DEFAULT_APP}"` },
    customer: { type: 'string', value: 'LOGIN', summary: 'the demonstration customer who consents', required: true },
    password: { type: 'string', value: 'TEXT', summary: 'another password than the demonstration one' },
    business: { type: 'string', value: 'CNPJ', summary: 'the company that the customer acts for' },
    permissions: {
      type: 'string',
      value: 'P,Q',
      summary: 'the permissions, or data clusters; those of accounts and transactions where left out',
      multiple: true,
    },
    expires: {
      type: 'string',
      value: 'TIME',
      summary: 'when the consent ends, as 2030-12-31T23:59:59Z, or for how many days',
    },
    accounts: { type: 'string', value: 'A,B', summary: 'accounts to share, by id or number', multiple: true },
    phone: { type: 'boolean', summary: "asks on the customer's phone, and waits until it is answered there" },
  },
  notes: [
    'The application has its keys in the data folder, under clients/; the curl line names them.',
    'On the phone the accounts are chosen there: on the page of the console, or with `bancada consent approve`.',
    'In a script:  TOKEN=$(bancada token --customer ana --json | jq -r .accessToken)',
  ],
  async run(call) {
    const { text, flag, dataDir, out } = call
    const bank = await runningBank(dataDir)
    const market = marketOf(bank.info, text('market'))
    const { JOURNEYS } = await import('../journeys.ts')
    const inLane = laneOf(market, text('lane'))
    const openJourney = Object.hasOwn(JOURNEYS, inLane) ? JOURNEYS[inLane] : undefined
    if (!openJourney) throw problem('market-without-journey', { market: inLane })
    const customer = customerOf(market, text('customer') as string)
    const credentials = await applicationNamed(bank, inLane, text('app') ?? DEFAULT_APP)
    const files = writeClientFiles(clientFolder(dataDir, credentials), credentials, { replace: true })
    out.say(`${customer.name} consents to ${credentials.name} …`)

    const journey = await openJourney({
      credentials,
      customer: { ...customer, password: text('password') ?? customer.password },
      code: codeOf(bank, market, customer.login),
      business: text('business'),
      permissions: several(call, 'permissions'),
      expires: text('expires'),
      accounts: several(call, 'accounts'),
      ...(flag('phone')
        ? { onPhone: (request: string) => out.say(`waiting for an answer on the phone: ${request}`) }
        : {}),
    })
    await journey.close()
    const { consentId, accessToken, refreshToken, expiresIn, scope, accounts, request } = journey
    const curl = curlLine({
      ...request,
      certFile: files['transport.crt.pem'],
      keyFile: files['transport.key.pem'],
      caFile: files['ca.crt.pem'] as string,
    })
    const { clientId, applicationId } = credentials
    out.result(
      {
        ...{
          market: market.id,
          lane: credentials.lane,
          customer: customer.login,
          clientId,
          applicationId,
          consentId,
          accounts,
          scope,
        },
        ...{ accessToken, refreshToken, expiresIn, request, curl, files },
      },
      `${table([
        ['consent', consentId],
        ...accounts.map((account) => ['account', account] as const),
        ['access token', accessToken],
        ['expires in', `${expiresIn} s`],
        ['refresh token', refreshToken ?? 'none'],
      ])}\n\n${curl}\n`,
    )
    return 0
  },
}

/** The application of this name with its credentials; made, once, where there is none. */
async function applicationNamed(bank: RunningBank, market: string, name: string) {
  const found = await findApplication(bank, { market, name })
  if (found) return credentialsOf(bank, found)
  // The key keeps two commands at once from making two.
  const idempotencyKey = `command-line ${market} ${name}`
  return createApplication(bank, { market, name, redirectUris: [REDIRECT_URI], idempotencyKey })
}
