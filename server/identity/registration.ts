import { hash } from 'node:crypto'
import type { Context, Next } from 'koa'
import type { Adapter, Provider } from 'oidc-provider'
import type { CertificateFacts, Directory } from '#directory'
import { problem } from '#kernel'
import type { Market } from '#markets'
import { alternativeNames } from './alternative-names.ts'
import { replayBody } from './replay.ts'
import type { IdentityStore } from './store.ts'

export type RegistrationDeps = {
  market: Market
  provider: () => Provider
  store: IdentityStore
  directory: Directory
  /** The rows of registered clients. */
  clients: Adapter
  newSecret: () => string
  /** Where clients reach their registration, without the client id. */
  managementBase: string
  /** Ends the consents of a client that is about to be deleted. */
  endConsents: (clientId: string) => void
}

export type Registered = {
  clientId: string
  registrationClientUri: string
  registrationAccessToken: string
  /** Where clients have one. */
  clientSecret?: string
}

/** A certificate as the connection showed it. */
type ShownCertificate = CertificateFacts & { pem: string }

/** The engine's token model; its types leave the constructor's argument and save() out. */
type SavableToken = new (input: { clientId: string }) => { save(): Promise<string> }

/** Members the server keeps for itself. */
export const PRIVATE_MEMBERS = [
  'organisation_id',
  'organisation_name',
  'software_id',
  'sent_grant_types',
  'registration_key',
]

/** What the server alone says of a registration: an update does not bring it (RFC 7592 2.2). */
const SERVERS_OWN = [
  'registration_access_token',
  'registration_client_uri',
  'client_secret_expires_at',
  'client_id_issued_at',
]

/** Those, and the secret where the client was given none that it could send back. */
const membersOfServer = (registered: Record<string, unknown> | undefined) =>
  registered?.client_secret === undefined ? [...SERVERS_OWN, 'client_secret'] : SERVERS_OWN

/**
 * Dynamic registration and management in front of the engine: the statement, the certificate and the market's rules
 * are checked here, and the engine gets the metadata that came out of them (registration profile, POST/GET/PUT/DELETE).
 */
export function openRegistration(deps: RegistrationDeps) {
  const { market, store, directory } = deps
  const { atGateway } = market.registration

  async function metadataFrom(
    body: Record<string, unknown>,
    certificate: ShownCertificate | undefined,
  ): Promise<Record<string, unknown>> {
    const statement = await statementOf(body, certificate)
    const keySet = directory.keySet(String(statement[market.trust.statementNames.keySet]))
    const checked = market.registration.check({
      body,
      statement,
      certificate: {
        softwareId: certificate?.softwareId,
        organisationId: certificate?.organisationId,
        subject: certificate?.subject ?? [],
        alternativeNames: certificate ? alternativeNames(certificate.pem) : {},
      },
      legacyClients: market.security.legacyClients === true,
      keyUses: (keySet?.keys ?? []).map((key) => String((key as { use?: string }).use)),
    })
    // The engine adds implicit to every hybrid client; answers show what this one sent.
    return { ...checked, sent_grant_types: checked.grant_types, registration_key: keyOf(checked) }
  }

  /** What no two clients of this market share; a member of its own only where their software does not tell them apart. */
  function keyOf(metadata: Readonly<Record<string, unknown>>): string | undefined {
    const chain = atGateway?.chainOf(metadata) ?? ''
    return chain === '' ? undefined : `${metadata.software_id} ${hash('sha256', chain, 'base64url')}`
  }

  /** What the directory says of the software that registers: by the statement sent, or else by the certificate shown. */
  async function statementOf(
    body: Record<string, unknown>,
    certificate: ShownCertificate | undefined,
  ): Promise<Record<string, unknown>> {
    if (body.software_statement !== undefined) return verified(body.software_statement)
    const software = atGateway?.certificateIsEnough ? certificate?.softwareId : undefined
    if (software === undefined) throw problem('software-statement-missing', {}, 'registration-statement')
    if (directory.software(software)?.market !== market.id)
      throw problem('software-statement-invalid', { reason: 'software-unknown' }, 'registration-statement')
    return verified(await directory.softwareStatement(software))
  }

  /** Where a client's software stands with the directory, in the market's words. */
  function standingOf(metadata: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
    return atGateway?.standing(directory.software(String(metadata.software_id)))
  }

  async function verified(statement: unknown): Promise<Record<string, unknown>> {
    if (typeof statement !== 'string')
      throw problem('software-statement-invalid', { reason: 'malformed' }, 'registration-statement')
    return directory.verifyStatement(statement, market.id)
  }

  /** The token must be this very client's; checked before the engine sees it, which would destroy a mismatched one. */
  function checkToken(ctx: Context, clientId: string): void {
    const [scheme, token] = (ctx.get('authorization') || '').split(' ')
    const row = token === undefined ? undefined : store.find(market.id, 'RegistrationAccessToken', token)
    const owner = row && (JSON.parse(row.payload) as { clientId?: string }).clientId
    if (scheme?.toLowerCase() !== 'bearer' || owner !== clientId) {
      throw problem('registration-token-invalid', {}, 'registration-token')
    }
  }

  return {
    async register(
      ctx: Context,
      next: Next,
      body: Record<string, unknown>,
      certificate: ShownCertificate | undefined,
    ): Promise<void> {
      const metadata = await metadataFrom(body, certificate)
      if (store.clientOfSoftware(market.id, String(metadata.registration_key ?? metadata.software_id))) {
        throw problem('software-registered-already', {}, 'registration-once')
      }
      replayBody(ctx.req, JSON.stringify(metadata), 'application/json')
      await next()
      shapeAnswer(ctx, metadata, deps.managementBase, standingOf(metadata))
    },

    async manage(
      ctx: Context,
      next: Next,
      clientId: string,
      body: Record<string, unknown> | undefined,
      certificate: ShownCertificate | undefined,
    ): Promise<void> {
      checkToken(ctx, clientId)
      const kept = store.find(market.id, 'Client', clientId)
      const registered = kept && (JSON.parse(kept.payload) as Record<string, unknown>)
      if (!market.security.plain && certificate?.softwareId !== registered?.software_id) {
        throw problem('certificate-of-another-client', {}, 'client-certificate')
      }
      let metadata = registered ?? {}
      if (ctx.method === 'PUT') {
        const named = atGateway ? (body?.client_id ?? clientId) : body?.client_id
        if (named !== clientId) throw problem('client-id-mismatch', {}, 'registration-client-id')
        const own = membersOfServer(registered).find((member) => body?.[member] !== undefined)
        if (own !== undefined) {
          const facts = { member: own, reason: 'an update leaves it out' }
          throw problem('registration-metadata-invalid', facts, 'registration-fields')
        }
        metadata = await metadataFrom(body ?? {}, certificate)
        if (keyOf(metadata) !== registered?.registration_key)
          throw problem('registration-chain-changed', {}, 'registration-chain')
        replayBody(ctx.req, JSON.stringify({ ...metadata, client_id: clientId }), 'application/json')
      }
      // Consents go first: a kill in between leaves a client without any, which may be deleted again.
      if (ctx.method === 'DELETE') deps.endConsents(clientId)
      await next()
      if (ctx.method !== 'DELETE') shapeAnswer(ctx, metadata, deps.managementBase, standingOf(metadata))
    },

    /** A client as anybody may know it: what it registered and how it stands, without secrets. */
    told(payload: Readonly<Record<string, unknown>>): Record<string, unknown> {
      const { client_secret: _, sent_grant_types, ...kept } = payload
      const shown = Object.entries(kept).filter(([member]) => !PRIVATE_MEMBERS.includes(member))
      return { ...Object.fromEntries(shown), grant_types: sent_grant_types, ...standingOf(payload) }
    },

    /**
     * The registration of a software, through whom `asked` names if through anybody, with a working registration
     * access token and, where clients have one, a new secret in place of the one whose answer was lost; undefined if
     * it has none.
     */
    async registrationOf(
      softwareId: string,
      asked: Readonly<Record<string, unknown>> = {},
    ): Promise<Registered | undefined> {
      const key = keyOf({ ...asked, software_id: softwareId }) ?? softwareId
      const client = store.clientOfSoftware(market.id, key)
      if (!client) return undefined
      const clientId = String(client.client_id)
      const { RegistrationAccessToken } = deps.provider()
      const token = new (RegistrationAccessToken as unknown as SavableToken)({ clientId })
      const registrationAccessToken = await token.save()
      const found = { clientId, registrationClientUri: `${deps.managementBase}/${clientId}`, registrationAccessToken }
      if (client.client_secret === undefined) return found
      const clientSecret = deps.newSecret()
      await deps.clients.upsert(clientId, { ...client, client_secret: clientSecret }, 0)
      return { ...found, clientSecret }
    },
  }
}

/** The answer shows what was registered, with addresses of the mutual-TLS port and `implicit` only where it was asked. */
function shapeAnswer(
  ctx: Context,
  metadata: Record<string, unknown>,
  managementBase: string,
  standing: Readonly<Record<string, unknown>> | undefined,
): void {
  if (ctx.status >= 300 || typeof ctx.body !== 'object' || ctx.body === null) return
  const answer = ctx.body as Record<string, unknown>
  for (const member of PRIVATE_MEMBERS) delete answer[member]
  // A secret is told once, when it is made: what is kept of it is no use to a client.
  if (ctx.status !== 201) delete answer.client_secret
  answer.grant_types = metadata.sent_grant_types
  answer.registration_client_uri = `${managementBase}/${answer.client_id}`
  ctx.body = standing ? { ...answer, ...standing } : answer
}
