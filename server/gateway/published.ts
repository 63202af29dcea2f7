import { hash } from 'node:crypto'
import type { Directory } from '#directory'
import { institutionIn, type Market, type Participant, type PublishedFacts } from '#markets'

type Addresses = { public: string; mutual: string }

/** What a market publishes of the bank and of those who take part in it: the market's own document, from its facts. */
export function publishedDocument(market: Market, directory: Directory, addresses: Addresses): unknown {
  return market.publication.document(publishedFacts(market, directory, addresses))
}

/** What a market's documents are written from. */
export function publishedFacts(market: Market, directory: Directory, addresses: Addresses): PublishedFacts {
  const { issuerListener, issuerPath, apiPath, apiListener = 'mutual' } = market.addresses
  const issuer = addresses[issuerListener] + issuerPath
  const seed = `${directory.bank.organisationId} ${market.id}`
  return {
    bank: participantIn(market, directory.bank),
    institution: institutionIn(market, directory.bank),
    recipients: directory
      .recipients()
      .map((organisation) => participantIn(market, organisation))
      .filter(({ roles }) => roles.length > 0),
    issuer,
    metadataUrl: `${issuer}/.well-known/openid-configuration`,
    addresses: { ...addresses, directory: directory.addresses.keystore },
    apis: market.apis,
    apiBase: addresses[apiListener] + apiPath,
    idOf: (name) => derivedId(seed, name),
  }
}

function participantIn(market: Market, organisation: Participant): Participant {
  return { ...organisation, roles: organisation.roles.filter((role) => market.trust.roles.includes(role)) }
}

/** A UUID-shaped id that is the same for the same inputs. */
function derivedId(seed: string, name: string): string {
  const hex = hash('sha256', `${seed} ${name}`)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
