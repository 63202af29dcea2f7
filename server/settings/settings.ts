import { type Database, type Events, problem } from '#kernel'
import {
  type Market,
  type Setting,
  type SettingsProfile,
  type SettingValue,
  type SettingValues,
  settingsAtFirst,
} from '#markets'
import { openSettingsStore } from './store.ts'

/** A market's settings as the operator sees them: what there is to set, and what it is set to. */
export type MarketSettings = {
  market: string
  name: string
  groups: SettingsProfile['groups']
  settings: (Setting & { value: SettingValue })[]
}

export type Settings = ReturnType<typeof openSettings>

const NOTHING: SettingValues = Object.freeze({})

/**
 * Opens what the operator may set in each market. A change counts from the next call on; the values of a market are one
 * object, which is another one after a change and never changed in itself.
 */
export function openSettings({ db, events, markets }: { db: Database; events: Events; markets: readonly Market[] }) {
  const store = openSettingsStore(db)
  const profiles = new Map(
    markets.flatMap(({ id, name, lane, settings }) =>
      settings && !lane ? [[id, { id, name, ...settings }] as const] : [],
    ),
  )
  // A lane is set with its market.
  const ownerOf = new Map(markets.map(({ id, lane }) => [id, lane?.market ?? id]))
  const now = new Map<string, SettingValues>()

  function of(marketId: string): SettingValues {
    const id = ownerOf.get(marketId) ?? marketId
    const known = now.get(id)
    if (known) return known
    const profile = profiles.get(id)
    const values = profile ? Object.freeze({ ...settingsAtFirst(profile), ...inOrder(profile, store.of(id)) }) : NOTHING
    now.set(id, values)
    return values
  }

  function profileOf(id: string) {
    const profile = profiles.get(id)
    if (!profile) throw problem('market-unknown', { market: id, known: [...profiles.keys()] })
    return profile
  }

  function told(id: string): MarketSettings {
    const { name, groups, settings } = profileOf(id)
    const values = of(id)
    return {
      ...{ market: id, name, groups },
      settings: settings.map((setting) => ({ ...setting, value: values[setting.id] as SettingValue })),
    }
  }

  return {
    /** The values of a market, or of a lane's market; none where there is nothing to set. */
    of,
    list: (): MarketSettings[] => [...profiles.keys()].map(told),
    /**
     * Sets some of a market's settings and leaves the others. Returns all as they are from now on. Throws market-unknown,
     * setting-unknown, setting-out-of-bounds.
     */
    set(id: string, change: Readonly<Record<string, unknown>>): MarketSettings {
      const profile = profileOf(id)
      const before = of(id)
      const values = Object.fromEntries(
        Object.entries(change).map(([name, value]) => [name, checked(profile, name, value)]),
      )
      const after: SettingValues = Object.freeze({ ...before, ...values })
      const fault = profile.fault?.(after)
      if (fault) throw problem('setting-out-of-bounds', { ...fault, market: id })
      const changed = Object.keys(values).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      if (changed.length > 0) {
        db.transaction(() => {
          for (const name of changed) store.set(id, name, after[name] as SettingValue)
          const data = Object.fromEntries(changed.map((name) => [name, { from: before[name], to: after[name] }]))
          events.record({ type: 'market.settings-changed', market: id, data })
        })()
        now.set(id, after)
      }
      return told(id)
    },
  }
}

/** What was kept, but for what a newer bank no longer has or takes. */
function inOrder(profile: SettingsProfile, kept: Readonly<Record<string, SettingValue>>): Record<string, SettingValue> {
  const known = profile.settings.filter(
    (setting) => setting.id in kept && faultOf(setting, kept[setting.id]) === undefined,
  )
  return Object.fromEntries(known.map(({ id }) => [id, kept[id] as SettingValue]))
}

function checked({ settings }: SettingsProfile, name: string, value: unknown): SettingValue {
  const setting = settings.find(({ id }) => id === name)
  if (!setting) throw problem('setting-unknown', { setting: name, known: settings.map(({ id }) => id) })
  const reason = faultOf(setting, value)
  if (reason !== undefined) throw problem('setting-out-of-bounds', { setting: name, reason })
  // In the order in which they are offered, each once: the same choice is the same value.
  return setting.kind === 'some'
    ? optionsOf(setting).filter((id) => (value as string[]).includes(id))
    : (value as SettingValue)
}

function faultOf(setting: Setting, value: unknown): string | undefined {
  switch (setting.kind) {
    case 'switch':
      return typeof value === 'boolean' ? undefined : 'it is true or false'
    case 'number': {
      const { min, max } = setting
      const fits = Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      return fits ? undefined : `it is a whole number from ${min} to ${max}`
    }
    case 'one':
      return optionsOf(setting).includes(value as string) ? undefined : `it is one of ${optionsOf(setting).join(', ')}`
    case 'some': {
      const options = optionsOf(setting)
      const fits = Array.isArray(value) && value.length > 0 && value.every((one) => options.includes(one))
      return fits ? undefined : `it is at least one of ${options.join(', ')}`
    }
  }
}

const optionsOf = ({ of }: Extract<Setting, { of: unknown }>): string[] => of.map(({ id }) => id)
