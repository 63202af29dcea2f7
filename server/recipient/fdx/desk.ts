import { certificateOf } from '../certificate.ts'
import type { Desk, DeskBasis } from '../desk.ts'
import type { Draft, Drafts } from '../drafts.ts'
import { accountsOf } from './budget/read.ts'
import type { Connections } from './connections.ts'
import { allows } from './groups.ts'
import { fdxGuide } from './guide/index.ts'
import type { MetadataReader } from './metadata.ts'
import { accountsPart } from './pages/accounts-part.ts'
import { revocationsPart } from './pages/revocations-part.ts'
import { fdxScene } from './scene.ts'
import { sharingOf } from './sharing.ts'
import { fdxWords } from './words/index.ts'

export type DeskDeps = DeskBasis & {
  connections: Connections
  metadata: MetadataReader
  drafts: Drafts<Draft>
}

/** What the shared pages need of FDX. */
export function openDesk({ market, world, messages, connections, metadata, drafts }: DeskDeps): Desk {
  return {
    ...{ world, messages, connections, accountsOf },
    certificate: certificateOf(market.transport.certificatePem),
    returnPath: new URL(market.redirectUri).pathname,
    scene: fdxScene,
    guide: fdxGuide,
    brands: metadata.brands,
    begin(session, { name }) {
      drafts.begin(session, { bank: name, groups: null })
      return '/fdx/consent/what'
    },
    sharingOf: (language, connection) => sharingOf(language, connection, world.clock.now()),
    async partsOf({ language }, connection) {
      const revoked = connection.consentStatus === 'REVOKED'
      return {
        accounts: connection.data === null ? null : accountsPart(language, connection),
        facts: [],
        past: [],
        more: revoked ? revocationsPart(fdxScene(language), await connections.revocations(connection)) : null,
      }
    },
    totalLabel: (language) => fdxWords(language).total,
    sharesMovements: ({ permissions }) => allows(permissions, 'transactions'),
  }
}
