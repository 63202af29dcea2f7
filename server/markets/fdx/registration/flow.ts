import { problem } from '#kernel'
import type { RegistrationProfile } from '../../registration-profile.ts'
import { securityProfile } from '../security.ts'
import { type Body, invalid } from './faults.ts'

const GRANT_TYPES: readonly string[] = ['authorization_code', 'client_credentials', 'refresh_token']

/** The grants and response types asked for, or the usual ones (RFC 7591 2: they go together). */
export function flow(body: Body): { response_types: string[]; grant_types: string[] } {
  const responses = listOf(body, 'response_types', securityProfile.responseTypes) ?? ['code']
  const usual = responses.includes('code id_token') ? [...GRANT_TYPES, 'implicit'] : GRANT_TYPES
  const grants = listOf(body, 'grant_types', securityProfile.grantTypes) ?? [...usual]
  if (!grants.includes('authorization_code')) throw invalid('grant_types', 'authorization_code is missing')
  return { response_types: responses, grant_types: grants }
}

function listOf(body: Body, member: string, known: readonly string[]): string[] | undefined {
  const sent = body[member]
  if (sent === undefined) return undefined
  if (!Array.isArray(sent) || sent.length === 0 || sent.some((one) => !known.includes(one)))
    throw invalid(member, `only ${known.join(', ')} are accepted`)
  return [...new Set(sent as string[])]
}

/** The redirect addresses, each of them absolute and without a fault of the lane's. */
export function redirectUris({ redirect_uris: asked }: Body, faultOf: RegistrationProfile['redirectFault']): string[] {
  const refuse = (reason: string, uri?: unknown, instead?: string) =>
    problem('registration-redirect-invalid', { reason, uri, instead }, 'registration-redirect')
  if (!Array.isArray(asked) || asked.length === 0) throw refuse('redirect_uris must be a non-empty array')
  if (asked.length > MOST_REDIRECTS) throw refuse(`at most ${MOST_REDIRECTS} redirect_uris are accepted`)
  for (const uri of asked) {
    const fault = typeof uri === 'string' ? faultOf(uri) : { reason: 'it must be a string' }
    if (fault) throw refuse(fault.reason, uri, fault.instead)
  }
  return asked as string[]
}

const MOST_REDIRECTS = 20

/**
 * Why an address can't take a hybrid answer: what no answer may go to, and the host name localhost (OpenID Connect
 * Registration 2, implicit web clients); the loopback address is fine.
 */
export function hybridFault(uri: string): { reason: string; instead?: string } | undefined {
  const url = URL.parse(uri)
  if (url?.hostname !== 'localhost') return redirectFault(uri)
  const instead = `https://127.0.0.1${url.port ? `:${url.port}` : ''}${url.pathname}${url.search}`
  return { reason: 'the host name localhost is refused to web clients of the hybrid flow', instead }
}

/** Why an address can't take an answer: https only, absolute, without a fragment (RFC 6749 3.1.2). */
export function redirectFault(uri: string): { reason: string; instead?: string } | undefined {
  if (!URL.canParse(uri)) return { reason: 'it is not an absolute URL' }
  if (new URL(uri).protocol !== 'https:') return { reason: 'only https is accepted' }
  if (uri.includes('#')) return { reason: 'it must have no fragment' }
  if (uri.length > 255) return { reason: 'it is longer than 255 characters' }
  if (uri.includes('*')) return { reason: 'wildcards are not accepted' }
  return undefined
}
