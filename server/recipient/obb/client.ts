import {
  Configuration,
  customFetch,
  enableDecryptingResponses,
  enableDetachedSignatureResponseChecks,
  enableNonRepudiationChecks,
  useCodeIdTokenResponseType as expectCodeAndIdToken,
  PrivateKeyJwt,
} from 'openid-client'
import { type Http, TIMEOUT_MS } from '../http.ts'
import type { RecipientMarket } from '../market.ts'
import type { Signing } from '../signing.ts'
import type { MetadataReader } from './metadata.ts'

const CLIENT = {
  id_token_signed_response_alg: 'PS256',
  use_mtls_endpoint_aliases: true,
  tls_client_certificate_bound_access_tokens: true,
}

/** The app's OAuth client: configurations of openid-client as FAPI-BR asks for. */
export function openClient({
  market,
  http,
  metadata,
  signing,
  decryption,
}: {
  market: RecipientMarket
  http: Http
  metadata: MetadataReader
  signing: Signing
  decryption: () => Promise<CryptoKey>
}) {
  return {
    /**
     * A configuration whose messages belong to `connectionId`: `private_key_jwt` with PS256, `code id_token` answered
     * in the fragment with `s_hash`, id_tokens encrypted to us and their signatures always checked.
     */
    async configuration(connectionId: string): Promise<Configuration> {
      const { server } = await metadata.read()
      const config = new Configuration(server, market.clientId, CLIENT, PrivateKeyJwt(await signing.key()))
      config[customFetch] = http.fetchFor(connectionId)
      config.timeout = TIMEOUT_MS / 1000
      expectCodeAndIdToken(config)
      enableDetachedSignatureResponseChecks(config)
      enableNonRepudiationChecks(config)
      enableDecryptingResponses(config, ['A256GCM'], {
        key: await decryption(),
        alg: 'RSA-OAEP',
        kid: market.encryption.kid,
      })
      return config
    },
  }
}

export type Client = ReturnType<typeof openClient>
