import type { Credentials } from '#directory'
import type { Application, CredentialPack, MarketAddresses, MarketplaceMarket, TestCustomer } from './model.ts'

const EXAMPLE = 'client.mjs'

/** Puts together what a developer needs of a ready application: ids, addresses, keys, files and an environment file. */
export function credentialPack(
  application: Application & { clientId: string },
  credentials: Credentials,
  addresses: MarketAddresses,
  { market: rules, testCustomers }: { market: MarketplaceMarket | undefined; testCustomers: TestCustomer[] },
): CredentialPack {
  const { transport, signing, encryption, organisationSigning, caPem } = credentials
  const { id, name, market, clientId, softwareId, organisationId, redirectUris } = application
  const files = {
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
  }
  const example = rules?.exampleClient?.({
    ...{ name, clientId, ...addresses },
    redirectUri: redirectUris[0] ?? '',
    signingKeyId: signing.kid,
    customer: testCustomers[0],
  })
  const environment = environmentFile(`${name} (${market})`, {
    BANCADA_MARKET: market,
    BANCADA_APPLICATION_ID: id,
    BANCADA_CLIENT_ID: clientId,
    BANCADA_SOFTWARE_ID: softwareId,
    BANCADA_ORGANISATION_ID: organisationId,
    BANCADA_REDIRECT_URI: redirectUris[0] ?? '',
    BANCADA_ISSUER: addresses.issuer,
    BANCADA_METADATA_URL: addresses.metadataUrl,
    BANCADA_PARTICIPANTS_URL: addresses.participantsUrl,
    BANCADA_CA_FILE: 'ca.crt.pem',
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
  })
  return {
    applicationId: id,
    name,
    market,
    clientId,
    softwareId,
    organisationId,
    redirectUris,
    ...addresses,
    transport,
    signing,
    encryption,
    caPem,
    files,
    environment,
    example: example === undefined ? null : { name: EXAMPLE, text: example },
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
