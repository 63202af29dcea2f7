import type { World } from '#kernel'
import { certificateOf } from '../certificate.ts'
import type { Desk, DeskBasis } from '../desk.ts'
import type { Drafts } from '../drafts.ts'
import type { ConnectionParts } from '../pages/connection.ts'
import type { Visit } from '../routing.ts'
import type { Connection } from '../store.ts'
import { date } from '../web/format.ts'
import { type Html, html } from '../web/html.ts'
import type { Language } from '../web/language.ts'
import { sharingWords } from '../words/sharing.ts'
import { accountsOf } from './budget/read.ts'
import type { Connections } from './connections.ts'
import type { Snapshot } from './data.ts'
import { newDraft, type ObbDraft } from './draft.ts'
import { allows } from './groups.ts'
import { obbGuide } from './guide/index.ts'
import type { MetadataReader } from './metadata.ts'
import { accountsPart } from './pages/accounts-part.ts'
import { renewPart } from './pages/renew-part.ts'
import { obbScene } from './scene.ts'
import { sharingOf, stateOf } from './sharing.ts'
import { longerTerms } from './terms.ts'
import { obbWords } from './words/index.ts'

export type DeskDeps = DeskBasis & {
  connections: Connections
  metadata: MetadataReader
  drafts: Drafts<ObbDraft>
}

/** What the shared pages need of Open Finance Brasil. */
export function openDesk({ market, world, messages, connections, metadata, drafts }: DeskDeps): Desk {
  return {
    ...{ world, messages, connections, sharingOf, accountsOf },
    certificate: certificateOf(market.transport.certificatePem),
    returnPath: new URL(market.redirectUri).pathname,
    scene: obbScene,
    guide: obbGuide,
    brands: metadata.brands,
    begin(session, { name }) {
      drafts.begin(session, newDraft(name))
      return '/obb/consent/who'
    },
    partsOf: (visit, connection) => partsOf(visit, connection, connections, world),
    totalLabel: (language) => obbWords(language).total,
    sharesMovements: ({ permissions }) => allows(permissions, 'statements'),
  }
}

async function partsOf(
  { language, session }: Visit,
  connection: Connection,
  connections: Connections,
  world: World,
): Promise<ConnectionParts> {
  const { indefinite, events } = sharingWords(language)
  const snapshot = connection.data as Snapshot | null
  const renewable = stateOf(connection) === 'active' && (await connections.renewable())
  const terms = renewable ? longerTerms(connection.expiresAt, world.clock.now()) : []
  return {
    accounts: snapshot && accountsPart(language, connection, snapshot),
    facts: endingOf(language, connection),
    past: connection.renewals.toReversed().map(({ at, until }) => {
      const end = until === null ? indefinite : date(obbScene(language), until)
      return [`${events.renewed} ${end}`, at]
    }),
    more: renewPart(language, session.formToken, connection, terms),
  }
}

/** Why and by whom a consent ended, where it did. */
function endingOf(language: Language, { rejectedBy, rejectionCode }: Connection): [string, Html][] {
  const { reasons, parties } = obbWords(language)
  const { endedBecause, endedBy } = sharingWords(language)
  const facts: [string, Html][] = []
  if (rejectionCode) {
    facts.push([endedBecause, html`${reasons[rejectionCode]} <code id="rejection">${rejectionCode}</code>`])
  }
  if (rejectedBy) facts.push([endedBy, html`${parties[rejectedBy] ?? ''} <code>${rejectedBy}</code>`])
  return facts
}
