import type { Market } from '#markets'
import { ENTRY, findEndpoint, METADATA_PATH, REGISTRATION } from './endpoints.ts'
import type { ServerAddresses } from './metadata.ts'

export type Places = ReturnType<typeof placesOf>

/** Where a market's authorization server is, and what it has there. */
export function placesOf(market: Market, gateway: { public: string; mutual: string }) {
  const { issuerPath, issuerListener, apiPath, apiListener = 'mutual' } = market.addresses
  const { plain } = market.security
  const { atGateway } = market.registration
  const publicBase = gateway.public + issuerPath
  // Where no certificate is asked for, everything is at the port that asks for none.
  const mutualBase = plain ? publicBase : gateway.mutual + issuerPath
  const addresses: ServerAddresses = {
    issuer: issuerListener === 'public' ? publicBase : mutualBase,
    ...{ publicBase, mutualBase },
    registration: atGateway ? gateway[apiListener] + apiPath + atGateway.path : `${mutualBase}/register`,
  }

  return {
    addresses,

    /** The endpoint of a path, if this server has it: a plain server has none for signed requests. */
    endpointAt(path: string): ReturnType<typeof findEndpoint> {
      const { entry, metadataPath, backchannel, plainPush } = market.security
      const below = path.slice(issuerPath.length)
      if (entry && below === entry.path) return { endpoint: ENTRY, params: {} }
      const found = findEndpoint(below === metadataPath ? METADATA_PATH : below)
      if (plain && found?.endpoint.strict && !plainPush) return undefined
      if (atGateway && found && REGISTRATION.has(found.endpoint.name)) return undefined
      return found?.endpoint.name === 'backchannel' && !backchannel ? undefined : found
    },
  }
}
