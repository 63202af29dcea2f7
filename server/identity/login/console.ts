import { type ConsoleRoute, openSchemas, problem } from '#kernel'
import type { Logins } from './logins.ts'
import type { LoginSettings } from './settings.ts'
import { type LoginSetting, WAYS } from './store.ts'

const ROLES = ['owner'] as const

export type LoginRouteDeps = {
  /** The address of the bank's own identity provider. */
  provider: string
  /** Lets a call take effect once for its key. Throws idempotency-key-reused. */
  once: (call: { key: string | undefined; content: unknown }, act: () => void) => void
}

type Change = Partial<LoginSetting> & { idempotencyKey?: string }

/** The console's routes for how customers log in, and for the codes on their simulated phones. The owner's alone. */
export function loginRoutes(
  { loginSettings, waitingCodes }: { loginSettings: LoginSettings; waitingCodes: Logins['waitingCodes'] },
  { provider, once }: LoginRouteDeps,
): ConsoleRoute[] {
  const change = openSchemas().check({
    type: 'object',
    properties: {
      way: { enum: WAYS },
      secondFactor: { type: 'boolean' },
      idempotencyKey: { type: 'string', minLength: 1, maxLength: 200 },
    },
    anyOf: [{ required: ['way'] }, { required: ['secondFactor'] }],
    additionalProperties: false,
  })
  return [
    {
      method: 'GET',
      path: '/api/login',
      roles: ROLES,
      act: () => ({ provider, markets: loginSettings.list() }),
    },
    {
      method: 'POST',
      path: '/api/login/:market',
      roles: ROLES,
      act({ params, body }) {
        const faults = change(body)
        if (faults.length > 0) throw problem('request-invalid', { faults })
        const market = params.market as string
        const { idempotencyKey: key, ...to } = body as Change
        once({ key, content: { login: market, ...to } }, () => void loginSettings.set(market, to))
        return loginSettings.list().find((login) => login.market === market)
      },
    },
    { method: 'GET', path: '/api/phone/codes', roles: ROLES, act: () => ({ codes: waitingCodes() }) },
  ]
}
