import { type ConsoleRoute, openSchemas, problem } from '#kernel'
import type { Settings } from './settings.ts'

const ROLES = ['owner'] as const

export type SettingsRouteDeps = {
  /** Lets a call take effect once for its key. Throws idempotency-key-reused. */
  once: (call: { key: string | undefined; content: unknown }, act: () => void) => void
}

type Change = { settings: Record<string, unknown>; idempotencyKey?: string }

/** The console's routes for what the operator may set in each market. The owner's alone. */
export function settingsRoutes(settings: Settings, { once }: SettingsRouteDeps): ConsoleRoute[] {
  const change = openSchemas().check({
    type: 'object',
    required: ['settings'],
    properties: {
      settings: { type: 'object', minProperties: 1 },
      idempotencyKey: { type: 'string', minLength: 1, maxLength: 200 },
    },
    additionalProperties: false,
  })
  const told = (market: string) => settings.list().find((one) => one.market === market)
  return [
    { method: 'GET', path: '/api/settings', roles: ROLES, act: () => ({ markets: settings.list(), next: null }) },
    {
      method: 'POST',
      path: '/api/settings/:market',
      roles: ROLES,
      act({ params, body }) {
        const faults = change(body)
        if (faults.length > 0) throw problem('request-invalid', { faults })
        const market = params.market as string
        const { idempotencyKey: key, settings: wanted } = body as Change
        once({ key, content: { settings: market, wanted } }, () => void settings.set(market, wanted))
        return told(market)
      },
    },
  ]
}
