import { createHash } from 'node:crypto'
import type { Consent } from '#consent'
import { Problem } from '#kernel'
import { type RouteInput, settingsAtFirst } from '#markets'
import { fdx } from '../../../server/markets/fdx/index.ts'
import { settingsProfile } from '../../../server/markets/fdx/settings.ts'
import { routeInput as plainInput } from '../obb/route-input.ts'

export const NOW = Date.parse('2026-11-18T15:00:00Z')

/** An operation's input in this market: one account shared, everything looked back on for 60 days. */
export function routeInput(more: Partial<RouteInput> & { lookback?: number | null; clusters?: string[] } = {}) {
  const { lookback = 60, clusters = [], ...rest } = more
  const consent = {
    ...{ id: 'consent-1', accountIds: ['account'], permissions: clusters },
    extra: { durationType: 'TIME_BOUND', durationPeriod: 90, lookbackPeriod: lookback },
  } as unknown as Consent
  return plainInput({
    ...{ market: fdx, path: '/fdx/v6/accounts', now: NOW, consent },
    settings: settingsAtFirst(settingsProfile),
    sealOf: (text) => createHash('sha256').update(text).digest(),
    ...rest,
  })
}

/** The problem that an act is refused with. */
export function refusalOf(act: () => unknown): Problem {
  try {
    act()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('nothing was refused')
}
