import type { AdapterPayload } from 'oidc-provider'

/** Models that outsiders' clocks rule (replay marks), or that have no end: their times are not shifted. */
export const WIRE_TIME: ReadonlySet<string> = new Set(['ReplayDetection', 'Client', 'RegistrationAccessToken'])

const SHIFTED = ['iat', 'exp', 'loginTs'] as const

/** An engine's artefact with its times moved: by the bank clock's offset when it is kept, back when it is read. */
export function shifted(model: string, payload: AdapterPayload, seconds: number): AdapterPayload {
  if (seconds === 0 || WIRE_TIME.has(model)) return payload
  const moved: Record<string, unknown> = { ...payload }
  for (const key of SHIFTED) if (typeof moved[key] === 'number') moved[key] = (moved[key] as number) + seconds
  return moved as AdapterPayload
}
