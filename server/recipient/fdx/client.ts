import {
  Configuration,
  customFetch,
  enableNonRepudiationChecks,
  useJwtResponseMode as expectJwtAnswers,
  TlsClientAuth,
} from 'openid-client'
import { type Http, TIMEOUT_MS } from '../http.ts'
import type { RecipientMarket } from '../market.ts'
import type { MetadataReader } from './metadata.ts'

const CLIENT = {
  authorization_signed_response_alg: 'PS256',
  id_token_signed_response_alg: 'PS256',
  use_mtls_endpoint_aliases: true,
  tls_client_certificate_bound_access_tokens: true,
}

/** The app's OAuth client: the certificate is all that it proves itself with (RFC 8705, 2.1). */
export function openClient({
  market,
  http,
  metadata,
}: {
  market: RecipientMarket
  http: Http
  metadata: MetadataReader
}) {
  return {
    /** A configuration whose messages belong to `connectionId`; answers come as signed tokens (JARM) and are checked. */
    async configuration(connectionId: string): Promise<Configuration> {
      const { server } = await metadata.read()
      const config = new Configuration(server, market.clientId, CLIENT, TlsClientAuth())
      config[customFetch] = http.fetchFor(connectionId)
      config.timeout = TIMEOUT_MS / 1000
      expectJwtAnswers(config)
      enableNonRepudiationChecks(config)
      return config
    },
  }
}

export type Client = ReturnType<typeof openClient>
