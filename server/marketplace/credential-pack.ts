import type { Credentials, Software } from '#directory'
import { laneOf } from '#markets'
import type {
  Application,
  CredentialPack,
  HolderFacts,
  MarketAddresses,
  MarketplaceMarket,
  SecretPack,
  SoftwarePack,
  TestCustomer,
} from './model.ts'

const EXAMPLE = 'client.mjs'
const COMMANDS = 'curl.sh'
const NOTES = 'README.md'
const SECRET_FILE = 'client-secret.txt'
const STATEMENT_FILE = 'software-statement.jwt'

export type PackSetting = {
  addresses: MarketAddresses
  market: MarketplaceMarket
  testCustomers: TestCustomer[]
}

type Ready = Application & { clientId: string }

/** Whose pack it is; a software that the bank doesn't know yet has neither an application nor a client. */
type Holder = Pick<Software, 'name' | 'market' | 'softwareId' | 'organisationId' | 'redirectUris'> & {
  registered?: { applicationId: string; clientId: string }
}

/** Puts together what a developer needs of a ready application: ids, addresses, keys, files and an environment file. */
export function credentialPack(application: Ready, credentials: Credentials, setting: PackSetting): CredentialPack {
  const registered = registrationOf(application)
  return { ...registered, ...keyedPack({ ...application, registered }, credentials, setting) }
}

/** The same of a software that registers itself: no client id yet, and the statement to register with. */
export function softwarePack(
  software: Software,
  { credentials, statement }: { credentials: Credentials; statement: string },
  setting: PackSetting,
): SoftwarePack {
  return keyedPack(software, credentials, setting, statement)
}

function registrationOf({ id, clientId }: Ready) {
  return { applicationId: id, clientId }
}

function keyedPack(holder: Holder, credentials: Credentials, setting: PackSetting, statement?: string): SoftwarePack {
  const { transport, signing, encryption, organisationSigning, caPem } = credentials
  return {
    ...facts(holder, setting, {
      ...{ caPem, signingKeyId: signing.kid, clientSecret: '' },
      files: {
        'transport.key.pem': transport.keyPem,
        'transport.crt.pem': transport.certificatePem,
        'signing.key.pem': signing.privatePem,
        'signing.jwk.json': `${JSON.stringify(signing.privateJwk, null, 2)}\n`,
        'encryption.key.pem': encryption.privatePem,
        'encryption.jwk.json': `${JSON.stringify(encryption.privateJwk, null, 2)}\n`,
        ...(organisationSigning
          ? {
              'organisation-signing.key.pem': organisationSigning.privatePem,
              'organisation-signing.jwk.json': `${JSON.stringify(organisationSigning.privateJwk, null, 2)}\n`,
            }
          : {}),
        'ca.crt.pem': caPem,
        ...(statement === undefined ? {} : { [STATEMENT_FILE]: statement }),
      },
      variables: {
        ...(statement === undefined ? {} : { BANCADA_SOFTWARE_STATEMENT_FILE: STATEMENT_FILE }),
        BANCADA_TRANSPORT_CERTIFICATE_FILE: 'transport.crt.pem',
        BANCADA_TRANSPORT_KEY_FILE: 'transport.key.pem',
        BANCADA_SIGNING_KEY_ID: signing.kid,
        BANCADA_SIGNING_KEY_FILE: 'signing.key.pem',
        BANCADA_SIGNING_JWK_FILE: 'signing.jwk.json',
        BANCADA_ENCRYPTION_KEY_ID: encryption.kid,
        BANCADA_ENCRYPTION_KEY_FILE: 'encryption.key.pem',
        BANCADA_ENCRYPTION_JWK_FILE: 'encryption.jwk.json',
        ...(organisationSigning
          ? {
              BANCADA_ORGANISATION_SIGNING_KEY_ID: organisationSigning.kid,
              BANCADA_ORGANISATION_SIGNING_KEY_FILE: 'organisation-signing.key.pem',
              BANCADA_ORGANISATION_SIGNING_JWK_FILE: 'organisation-signing.jwk.json',
            }
          : {}),
      },
    }),
    ...{ transport, signing, encryption },
  }
}

/** The same of an application that has a secret in the place of keys. */
export function secretPack(
  application: Ready,
  { clientSecret, caPem }: { clientSecret: string; caPem: string },
  setting: PackSetting,
): SecretPack {
  const registered = registrationOf(application)
  return {
    ...registered,
    ...facts({ ...application, registered }, setting, {
      ...{ caPem, signingKeyId: '', clientSecret },
      files: { [SECRET_FILE]: clientSecret, 'ca.crt.pem': caPem },
      variables: { BANCADA_CLIENT_SECRET: clientSecret, BANCADA_CLIENT_SECRET_FILE: SECRET_FILE },
    }),
    clientSecret,
  }
}

type Own = {
  caPem: string
  signingKeyId: string
  clientSecret: string
  files: Record<string, string>
  /** What only this kind of application has in its environment. */
  variables: Record<string, string>
}

function facts(holder: Holder, { addresses, market: rules, testCustomers }: PackSetting, own: Own): HolderFacts {
  const { name, market, registered, softwareId, organisationId, redirectUris } = holder
  const { signingKeyId, clientSecret } = own
  // The examples have the client id in them.
  const example = registered && {
    ...{ name, clientId: registered.clientId, ...addresses, signingKeyId, clientSecret },
    redirectUri: redirectUris[0] ?? '',
    customer: testCustomers[0],
  }
  const program = example && rules.exampleClient?.(example)
  const commands = example && rules.exampleCommands?.(example)
  const notes = example && rules.exampleNotes?.(example)
  return {
    ...{ name, market, lane: laneOf(rules), softwareId, organisationId, redirectUris },
    ...addresses,
    caPem: own.caPem,
    files: {
      ...own.files,
      ...(commands === undefined ? {} : { [COMMANDS]: commands }),
      ...(notes === undefined ? {} : { [NOTES]: notes }),
    },
    environment: environmentFile(`${name} (${market})`, {
      BANCADA_MARKET: market,
      BANCADA_LANE: laneOf(rules),
      ...(registered && {
        BANCADA_APPLICATION_ID: registered.applicationId,
        BANCADA_CLIENT_ID: registered.clientId,
      }),
      BANCADA_SOFTWARE_ID: softwareId,
      BANCADA_ORGANISATION_ID: organisationId,
      BANCADA_REDIRECT_URI: redirectUris[0] ?? '',
      BANCADA_ISSUER: addresses.issuer,
      BANCADA_METADATA_URL: addresses.metadataUrl,
      BANCADA_PARTICIPANTS_URL: addresses.participantsUrl,
      BANCADA_API_BASE: addresses.apiBase,
      BANCADA_CA_FILE: 'ca.crt.pem',
      ...own.variables,
    }),
    example: program === undefined ? null : { name: EXAMPLE, text: program },
    testCustomers,
  }
}

/** Writes an environment file that a shell and the usual readers of such files understand alike. */
export function environmentFile(title: string, variables: Record<string, string>): string {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${quoted(value)}`)
  return `# ${title.replace(/\p{Cc}/gu, ' ')}\n${lines.join('\n')}\n`
}

/** Single quotes are literal everywhere; only a value that holds one itself needs the other kind. */
function quoted(value: string): string {
  return value.includes("'") ? `"${value.replace(/["\\$`]/g, '\\$&')}"` : `'${value}'`
}
