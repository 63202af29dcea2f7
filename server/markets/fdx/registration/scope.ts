import { clusterNamed, scopeNamed, scopesOf } from '../clusters.ts'
import { CLIENT_SCOPES, securityProfile } from '../security.ts'
import { type Body, invalid } from './faults.ts'

/** What an app may have without any consent: no registration narrows it. */
const ANYBODYS: readonly string[] = ['openid', ...CLIENT_SCOPES]

/**
 * The scopes asked for, as scopes (FDX 6.x) or as names of data clusters (FDX 5.2), with those that ask for no data; all
 * of the bank's where none was asked.
 */
export function scopeOf({ scope }: Body): string {
  if (scope === undefined) return securityProfile.scopes.join(' ')
  if (typeof scope !== 'string') throw invalid('scope', 'it must be a string')
  const asked = scope.split(' ').filter(Boolean)
  const scopes = asked.flatMap((name) => (clusterNamed(name) ? scopesOf([name]) : [scopeNamed(name)]))
  const beyond = scopes.filter((each) => !securityProfile.scopes.includes(each))
  if (beyond.length > 0) throw invalid('scope', `this bank has no scope or data cluster ${beyond.join(', ')}`)
  return [...new Set([...scopes, ...ANYBODYS])].join(' ')
}
