import type { Api } from '../../../api.ts'
import { components as common } from '../../schema/common.ts'
import { partyRoutes } from './parties.ts'
import { partyComponents } from './party-schema.ts'
import { payeeComponents } from './payee-schema.ts'
import { payeeRoutes } from './payees.ts'
import { paymentComponents } from './payment-schema.ts'
import { paymentRoutes } from './payments.ts'
import { recurringRoutes } from './recurring-payments.ts'
import { transferComponents } from './transfer-schema.ts'
import { transferRoutes } from './transfers.ts'

/** Money movement: payees, payments once and recurring, transfers, and who gives instructions for payments. */
export const moneyApi: Api = {
  id: 'money-movement',
  version: '6.4.0',
  basePath: '/fdx/v6',
  family: 'money-movement',
  familyVersion: '6.4.0',
  components: { ...common, ...payeeComponents, ...paymentComponents, ...transferComponents, ...partyComponents },
  routes: [...payeeRoutes, ...paymentRoutes, ...recurringRoutes, ...transferRoutes, ...partyRoutes],
}
