import type { Client } from 'oidc-provider'

/** What the engine shows of a token that is to be revoked. */
type Shown = { kind: string; clientId?: string | undefined; destroy(): Promise<void> }

/**
 * Whether a token goes with what its grant gave: a refresh token of this client takes its access tokens along
 * (RFC 7009 2.1). An access token goes here and now, alone: the engine would end the refresh token with it, which lives
 * as long as its consent. Of another client's token nothing happens (RFC 7009 2.1).
 */
export async function revokesItsGrant({ clientId }: Pick<Client, 'clientId'>, token: Shown): Promise<boolean> {
  if (token.clientId !== clientId) return false
  if (token.kind !== 'AccessToken') return true
  await token.destroy()
  return false
}
