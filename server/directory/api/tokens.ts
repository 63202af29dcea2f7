import { createHash } from 'node:crypto'
import { type Database, Problem, problem, type World } from '#kernel'
import type { RegisterProfile, TrustProfile } from '#markets'
import type { CertificateFacts } from '../peer-certificate.ts'
import type { DirectoryStore, Software } from '../store.ts'
import { type DirectoryAnswer, type DirectoryCall, type DirectoryClient, json, NOT_KEPT } from './call.ts'

/** The life of an access token, in seconds of bank time. */
const TOKEN_SECONDS = 600

const FORM = 'application/x-www-form-urlencoded'
const PARAMETERS = ['grant_type', 'client_id', 'scope'] as const

export type Tokens = ReturnType<typeof openTokens>

/**
 * Access tokens of the directory's API: client credentials of a software, which is who its certificate says it is
 * (RFC 8705 2.1), bound to that certificate (RFC 8705 3). Only their hash is kept.
 */
export function openTokens({
  db,
  world,
  store,
  profiles,
}: {
  db: Database
  world: World
  store: DirectoryStore
  profiles: Readonly<Record<string, TrustProfile>>
}) {
  return {
    /** The token endpoint. */
    issue({ headers, body, certificate }: DirectoryCall): DirectoryAnswer {
      if (certificate instanceof Problem) throw copyOf(certificate)
      if (!headers['content-type']?.toLowerCase().startsWith(FORM)) {
        throw problem('media-type-unsupported', { needed: FORM }, 'token-request')
      }
      const form = readForm(body)
      if (form.grant_type === undefined) throw problem('parameter-missing', { name: 'grant_type' }, 'token-request')
      if (form.grant_type !== 'client_credentials') throw problem('grant-type-unsupported', {}, 'token-request')
      const software = softwareOf(certificate)
      if (form.client_id === undefined) throw problem('parameter-missing', { name: 'client_id' }, 'token-request')
      if (form.client_id !== software.softwareId) throw problem('client-id-mismatch', {}, 'client-certificate')
      const { scope } = registerOf(software)
      const asked = form.scope === undefined || form.scope === '' ? [scope] : form.scope.split(' ')
      if (asked.some((each) => each !== scope)) throw problem('scope-unknown', { allowed: [scope] }, 'token-scope')

      const token = world.ids.token()
      const { softwareId } = software
      const now = world.clock.now()
      db.transaction(() => {
        store.sweepTokens(now)
        store.addToken(hashOf(token), {
          ...{ softwareId, thumbprint: certificate.thumbprint, scope, expiresAt: now + TOKEN_SECONDS * 1000 },
        })
      })()
      const answer = { access_token: token, token_type: 'Bearer', expires_in: TOKEN_SECONDS, scope }
      return json(answer, 200, NOT_KEPT)
    },

    /** Who calls. Throws what refuses the certificate or the token. */
    clientOf({ headers, certificate }: DirectoryCall): DirectoryClient {
      if (certificate instanceof Problem) throw copyOf(certificate)
      const [scheme, value, ...more] = (headers.authorization ?? '').split(' ')
      if (scheme?.toLowerCase() !== 'bearer' || !value || more.length > 0)
        throw problem('token-missing', {}, 'token-sent')
      const token = store.token(hashOf(value))
      if (!token || token.expiresAt <= world.clock.now()) throw problem('token-inactive', {}, 'token-active')
      if (token.thumbprint !== certificate.thumbprint) throw problem('token-certificate-mismatch', {}, 'token-bound')
      const { softwareId, organisationId, market } = activeSoftware(token.softwareId)
      return { softwareId, organisationId, market }
    },
  }

  function softwareOf({ softwareId }: CertificateFacts): Software {
    const software = softwareId === undefined ? undefined : store.software(softwareId)
    if (!software || !profiles[software.market]?.register) throw problem('client-unknown', {}, 'client-certificate')
    return activeSoftware(software.softwareId)
  }

  function activeSoftware(softwareId: string): Software {
    const software = store.software(softwareId) as Software
    const organisation = store.organisation(software.organisationId)
    if (software.status !== 'Active' || organisation?.status !== 'Active') {
      throw problem('client-inactive', {}, 'client-active')
    }
    return software
  }

  function registerOf({ market }: Software): RegisterProfile {
    return profiles[market]?.register as RegisterProfile
  }
}

/** Parameters given once; an empty one counts as none but for the scope (RFC 6749 3.2). */
function readForm(body: Buffer): Partial<Record<(typeof PARAMETERS)[number], string>> {
  const sent = new URLSearchParams(body.toString('utf8'))
  const form: Partial<Record<(typeof PARAMETERS)[number], string>> = {}
  for (const name of PARAMETERS) {
    const values = sent.getAll(name).filter((value) => value !== '')
    if (values.length > 1) throw problem('parameter-repeated', { name }, 'token-request')
    if (values[0] !== undefined) form[name] = values[0]
  }
  return form
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** A connection's problem is remembered and thrown for each of its calls: each gets a copy. */
function copyOf({ type, facts, rule }: Problem): Problem {
  return new Problem(type, facts, rule)
}
