import type { Context } from 'koa'
import type { CertificateFacts, Directory } from '#directory'
import { type Exchange, type Exchanges, problem } from '#kernel'
import type { Market } from '#markets'
import { refuseUnauthenticated } from './engine-edges.ts'
import type { Notes } from './exchange-notes.ts'
import { type Form, writeForm } from './form.ts'
import { replayBody } from './replay.ts'
import type { IdentityStore } from './store.ts'

export type BackChannelDeps = {
  market: Market
  store: IdentityStore
  directory: Pick<Directory, 'software' | 'organisation'>
  exchanges: Exchanges
  notes: Notes
  engine: (ctx: Context) => Promise<void>
  /** Lets a client's key set be read again where the directory has changed it. */
  readKeys: (clientId: string) => Promise<void>
}

/** The operation in which identity checks an app's own credentials. */
const VERIFY = 'verify the app'

/** The back channel: the certificate must be this client's; the engine does the rest, answering JSON only. */
export function openBackChannel(deps: BackChannelDeps) {
  const { market, store, directory, exchanges, notes, engine, readKeys } = deps

  /** The registered client that a back-channel call names, by parameter, by its assertion or by its own name. */
  function clientNamed(ctx: Context, form: Form): Record<string, unknown> | undefined {
    // An empty parameter counts as none (RFC 6749 3.2), as it does for the engine.
    const id = form.client_id || assertionSubject(form.client_assertion) || userNamed(ctx.get('authorization'))
    const row = typeof id === 'string' ? store.find(market.id, 'Client', id) : undefined
    return row && JSON.parse(row.payload)
  }

  /** The engine reads the registered method alone, and would overlook a secret beside it (RFC 6749 2.3). */
  function checkOneMethod(form: Form, client: Record<string, unknown> | undefined): void {
    if (market.security.plain || !form.client_secret) return
    if (form.client_assertion || client?.token_endpoint_auth_method === 'tls_client_auth')
      throw problem('authentication-twice', {}, 'client-method')
  }

  return {
    /** Hands a form to the engine. Throws certificate-of-another-client, authentication-twice. */
    async pass(ctx: Context, exchange: Exchange, form: Form, certificate: CertificateFacts | undefined): Promise<void> {
      const client = clientNamed(ctx, form)
      checkOneMethod(form, client)
      if (client) {
        exchange.ids.clientId = client.client_id as string
        if (certificate && client.software_id !== certificate.softwareId)
          throw problem('certificate-of-another-client', {}, 'client-certificate')
        await readKeys(client.client_id as string)
      }
      const forCustomer = form.grant_type !== undefined && form.grant_type !== 'client_credentials'
      ctx.req.headers.accept = 'application/json'
      replayBody(ctx.req, writeForm(form), 'application/x-www-form-urlencoded')
      await exchanges.pass(
        {
          arrow: forCustomer ? exchange.arrow : (market.arrows.operations[VERIFY] ?? null),
          from: 'gateway',
          to: 'identity',
          operation: VERIFY,
          parent: exchange,
          request: { body: { client: client?.client_id, certificate: certificate?.thumbprint } },
        },
        async (inner) => {
          await engine(ctx)
          refuseUnauthenticated(ctx)
          inner.response = { status: ctx.status }
          notes.refusal(inner, ctx)
        },
      )
    },

    /**
     * A client whose software or organisation the directory has set aside asks for nothing new; what it has it may still
     * give back. Throws client-inactive.
     */
    checkStanding(ctx: Context, form: Form): void {
      const client = clientNamed(ctx, form)
      const software = client && directory.software(String(client.software_id))
      if (!software) return
      const organisation = directory.organisation(software.organisationId)
      if (software.status !== 'Active' || organisation?.status !== 'Active')
        throw problem('client-inactive', {}, 'client-active')
    },

    /**
     * An app alone gets the scopes that are an app's; none at all where some operations want none (RFC 6749 3.3, 4.4.2).
     * Throws scope-not-for-clients.
     */
    checkClientScope(form: Form): void {
      if (form.grant_type !== 'client_credentials') return
      const { clientScopes: allowed, scopelessClients } = market.security
      // A parameter without a value counts as left out (RFC 6749 3.2).
      if (scopelessClients && !form.scope) return
      const asked = String(form.scope ?? '').split(' ')
      if (!asked.every((scope) => allowed.includes(scope))) {
        throw problem('scope-not-for-clients', { allowed: [...allowed] }, 'client-scope')
      }
    },
  }
}

/** The user name of HTTP's basic authentication, as RFC 6749 2.3.1 encodes it; a client's id needs no decoding. */
function userNamed(authorization: string): string | undefined {
  const [scheme, credentials] = authorization.split(' ')
  if (scheme?.toLowerCase() !== 'basic' || credentials === undefined) return undefined
  return Buffer.from(credentials, 'base64').toString('utf8').split(':')[0]
}

function assertionSubject(assertion: unknown): string | undefined {
  if (typeof assertion !== 'string') return undefined
  try {
    const claims = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return typeof claims.sub === 'string' ? claims.sub : undefined
  } catch {
    return undefined
  }
}
