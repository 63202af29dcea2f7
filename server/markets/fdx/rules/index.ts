import type { Rule } from '../../rule.ts'
import { clientRules } from './client.ts'
import { coreRules } from './core.ts'
import { customerRules } from './customer.ts'
import { dataRules } from './data.ts'
import { eventRules } from './events.ts'
import { gatewayRules } from './gateway.ts'
import { moneyRules } from './money.ts'
import { registrationRules } from './registration.ts'
import { requestRules } from './request.ts'
import { serviceRules } from './service.ts'
import { taxRules } from './tax.ts'
import { tokenRules } from './token.ts'

/** Every rule of FDX that refuses: its clause, what it looks at, and what would put a refusal right. */
export const rules: Readonly<Record<string, Rule>> = {
  ...gatewayRules,
  ...dataRules,
  ...moneyRules,
  ...serviceRules,
  ...eventRules,
  ...coreRules,
  ...taxRules,
  ...clientRules,
  ...requestRules,
  ...customerRules,
  ...tokenRules,
  ...registrationRules,
}
