import type { BankEvent } from '#kernel'

/** How far consents come. Reasons are the market's words. */
export type Funnel = {
  lodged: number
  authorised: number
  /** Consents for which a first access token was issued. */
  used: number
  rejected: number
  revoked: number
  endings: { stage: 'rejected' | 'revoked'; reason: string; count: number; generated: number }[]
  /** How many of each stage the generator of history made up. */
  generated: Record<FunnelStage, number>
}

export type FunnelStage = 'lodged' | 'authorised' | 'used' | 'rejected' | 'revoked'

const STAGES: ReadonlyMap<string, FunnelStage> = new Map<string, FunnelStage>([
  ['consent.lodged', 'lodged'],
  ['consent.authorised', 'authorised'],
  ['consent.used', 'used'],
  ['consent.rejected', 'rejected'],
  ['consent.revoked', 'revoked'],
])

/** The funnel's stage and reason that an event counts under; undefined for other events. */
export function funnelOf({ type, data }: BankEvent): { stage: FunnelStage; reason: string } | undefined {
  const stage = STAGES.get(type)
  if (!stage) return undefined
  const ended = stage === 'rejected' || stage === 'revoked'
  return { stage, reason: ended ? reasonOf(data) : '' }
}

/** Puts counted rows together. */
export function funnelFrom(
  rows: readonly { stage: FunnelStage; reason: string; count: number; generated: number }[],
): Funnel {
  const none = { lodged: 0, authorised: 0, used: 0, rejected: 0, revoked: 0 }
  const funnel: Funnel = { ...none, endings: [], generated: { ...none } }
  for (const { stage, reason, count, generated } of rows) {
    funnel[stage] += count
    funnel.generated[stage] += generated
    if (stage === 'rejected' || stage === 'revoked') funnel.endings.push({ stage, reason, count, generated })
  }
  funnel.endings.sort((one, other) => other.count - one.count)
  return funnel
}

function reasonOf(data: BankEvent['data']): string {
  return typeof data.reason === 'string' && data.reason !== '' ? data.reason : 'unstated'
}
