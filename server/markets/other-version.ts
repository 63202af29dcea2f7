import { type Problem, problem } from '#kernel'
import type { AddressPlan } from './market.ts'

/**
 * The refusal of an address (its path and query) that names another version than the one a market's APIs are served in;
 * undefined where it names none, or that one. Only for markets whose addresses have the version before everything else.
 */
export function otherVersion(address: string, { apiPath, versionsPath }: AddressPlan): Problem | undefined {
  if (versionsPath === undefined || !address.startsWith(`${versionsPath}/`)) return undefined
  const [version = '', ...rest] = address.slice(versionsPath.length + 1).split(/(?=[/?])/)
  const served = apiPath.slice(versionsPath.length + 1)
  if (version === served || !VERSION.test(version)) return undefined
  const facts = { version, served: [served], instead: apiPath + rest.join('') }
  return problem('version-not-served', facts, 'address-version-served')
}

const VERSION = /^v\d+(\.\d+)*$/i
