import type { Words } from './words.ts'

/** What a setting may be set to. */
export type SettingValue = boolean | number | string | readonly string[]

/** The settings of a market as they stand, by id: every one of its profile's, set or not. */
export type SettingValues = Readonly<Record<string, SettingValue>>

/** One thing that the operator may set, with what it is until somebody does. */
export type Setting = {
  id: string
  /** The heading that it stands under. */
  group: string
  title: Words
  hint?: Words
  clause?: string
} & (
  | { kind: 'switch'; at: boolean }
  /** A whole number within bounds, both inclusive. */
  | { kind: 'number'; at: number; min: number; max: number; unit: Words }
  | { kind: 'one'; at: string; of: readonly SettingOption[] }
  /** Any of these, at least one. */
  | { kind: 'some'; at: readonly string[]; of: readonly SettingOption[] }
)

export type SettingOption = { id: string; title: Words }

/** What the operator may set in a market, as data. */
export type SettingsProfile = {
  groups: readonly { id: string; title: Words }[]
  settings: readonly Setting[]
  /** Why values that are each in order can't stand together: the setting at fault; undefined where they can. */
  fault?(values: SettingValues): { setting: string; reason: string } | undefined
}

/** A market's settings as they are until somebody sets them. */
export function settingsAtFirst({ settings }: Pick<SettingsProfile, 'settings'>): SettingValues {
  return Object.fromEntries(settings.map(({ id, at }) => [id, at]))
}
