import type { Market } from './market.ts'
import type { SecurityProfile } from './security-profile.ts'
import type { SettingValues } from './settings-profile.ts'

/** A market as the operator's settings leave it: what hangs on a setting is looked up at each reading. */
export function underSettings(market: Market, settings: () => SettingValues): Market {
  const { securityChoices: choices } = market
  if (!choices) return market
  return {
    ...market,
    get security(): SecurityProfile {
      return choices.profiles[String(settings()[choices.setting])] ?? market.security
    },
  }
}

/** Every security profile that a market can be set to. */
export function securityProfilesOf({ security, securityChoices }: Market): readonly SecurityProfile[] {
  return securityChoices ? Object.values(securityChoices.profiles) : [security]
}
