import path from 'node:path'
import type { Pack } from '#marketplace'
import { createApplication } from '../applications.ts'
import { marketOf } from '../choices.ts'
import { writeClientFiles } from '../client-files.ts'
import type { Call, Command, Option } from '../command.ts'
import { detailsOf, fieldsOf } from '../details.ts'
import { table } from '../output.ts'
import { runningBank } from '../running-bank.ts'

const uri = (summary: string): Option => ({ type: 'string', value: 'URI', summary })

export const appCreate: Command = {
  name: 'app create',
  summary: 'registers a new application and gives its keys, certificate and ids',
  options: {
    market: { type: 'string', value: 'M', summary: "the market; the bank's first where left out" },
    lane: {
      type: 'string',
      value: 'L',
      summary: 'certified, or guided: a secret and PKCE in the place of certificates',
    },
    name: { type: 'string', value: 'N', summary: 'what customers read on the consent page', required: true },
    'redirect-uri': {
      ...uri('where customers come back to: https, on 127.0.0.1 for this machine; http://localhost when guided'),
      required: true,
      multiple: true,
    },
    'ping-uri': uri('where it is pinged that a customer has answered on the phone; it polls where left out'),
    detail: {
      type: 'string',
      value: 'FIELD=VALUE',
      summary: 'what its market asks besides (see `app fields`); several values separated by commas',
      multiple: true,
    },
    description: { type: 'string', value: 'TEXT', summary: 'one sentence about the application' },
    'client-uri': uri('its home page'),
    'logo-uri': uri('its logo'),
    'policy-uri': uri('its privacy policy'),
    'tos-uri': uri('its terms'),
    out: { type: 'string', value: 'DIR', summary: 'writes keys, certificates and an environment file there' },
    'idempotency-key': { type: 'string', value: 'KEY', summary: 'the same key again gives the same application' },
  },
  notes: ['With --json the answer holds the private keys: keep it as safe as the files.'],
  async run(call) {
    const { text, list, dataDir, out } = call
    const bank = await runningBank(dataDir)
    const market = marketOf(bank.info, text('market')).id
    const given = list('detail')
    const details = given.length === 0 ? undefined : detailsOf(await fieldsOf(bank, market), given)
    out.say('registering the application …')
    const credentials = await createApplication(bank, {
      market,
      details,
      lane: text('lane'),
      name: text('name') as string,
      redirectUris: list('redirect-uri'),
      notificationUri: text('ping-uri'),
      description: text('description'),
      clientUri: text('client-uri'),
      logoUri: text('logo-uri'),
      policyUri: text('policy-uri'),
      tosUri: text('tos-uri'),
      idempotencyKey: text('idempotency-key'),
    })
    const written = writeOut(call, credentials)
    out.result(written === undefined ? credentials : { ...credentials, written }, told(credentials, written))
    return 0
  },
}

function writeOut({ text }: Call, credentials: Pack): Record<string, string> | undefined {
  const folder = text('out')
  return folder === undefined ? undefined : writeClientFiles(path.resolve(folder), credentials)
}

function told(credentials: Pack, written: Record<string, string> | undefined): string {
  const rows = table([
    ['name', credentials.name],
    ['market', credentials.market],
    ['lane', credentials.lane],
    ['client id', credentials.clientId],
    ['application id', credentials.applicationId],
    ['software id', credentials.softwareId],
    ['organisation id', credentials.organisationId],
    ['issuer', credentials.issuer],
    ['metadata', credentials.metadataUrl],
    ['APIs', credentials.apiBase],
    ...credentials.redirectUris.map((redirect) => ['redirect', redirect] as const),
  ])
  const files =
    written === undefined
      ? 'Keys and certificates: again with --out DIR and the same --idempotency-key, or in the console.'
      : `Written:\n${Object.values(written)
          .map((file) => `  ${file}`)
          .join('\n')}`
  return `${rows}\n\n${files}\n`
}
