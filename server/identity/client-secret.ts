import { hash, timingSafeEqual } from 'node:crypto'
import type { AdapterPayload, Provider } from 'oidc-provider'

/** What stands before a secret's hash; no secret of ours holds a colon. */
const KEPT = 'sha256:'

/** A client with its secret as it is kept: as a hash, so that a copy of the file opens nothing. It is long enough for one. */
export function withSecretKept(payload: AdapterPayload): AdapterPayload {
  const { client_secret: secret } = payload
  if (typeof secret !== 'string' || secret.startsWith(KEPT)) return payload
  return { ...payload, client_secret: kept(secret) }
}

/** Lets the engine compare what a client sends with what is kept of its secret. */
export function compareSecrets(provider: Provider): void {
  const model = provider.Client.prototype as unknown as {
    clientSecret?: string
    compareClientSecret(actual: string): boolean
  }
  model.compareClientSecret = function compare(actual) {
    const right = Buffer.from(this.clientSecret ?? '')
    const sent = Buffer.from(kept(actual))
    return right.length === sent.length && timingSafeEqual(right, sent)
  }
}

function kept(secret: string): string {
  return KEPT + hash('sha256', secret, 'base64url')
}
