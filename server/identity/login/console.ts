import { type ConsoleRoute, openSchemas, problem } from '#kernel'
import type { Logins } from './logins.ts'
import type { LoginSettings } from './settings.ts'
import { type LoginSetting, WAYS } from './store.ts'

const ROLES = ['owner'] as const

/** The console's routes for how customers log in, and for the codes on their simulated phones. The owner's alone. */
export function loginRoutes(
  { loginSettings, waitingCodes }: { loginSettings: LoginSettings; waitingCodes: Logins['waitingCodes'] },
  /** The address of the bank's own identity provider. */
  provider: string,
): ConsoleRoute[] {
  const change = openSchemas().check({
    type: 'object',
    properties: { way: { enum: WAYS }, secondFactor: { type: 'boolean' } },
    minProperties: 1,
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
        return loginSettings.set(params.market as string, body as Partial<LoginSetting>)
      },
    },
    { method: 'GET', path: '/api/phone/codes', roles: ROLES, act: () => ({ codes: waitingCodes() }) },
  ]
}
