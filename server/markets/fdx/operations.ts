import { problem } from '#kernel'
import type { Market } from '../market.ts'

/** Operations of FDX by their own names, whether this bank serves them or not (FDX 6.4, OperationId). */
const NAMED = [
  ...['searchForAccounts', 'getAccount', 'searchForAccountTransactions', 'getAccountContact'],
  ...['getAccountPaymentNetworks', 'getAccountAssetTransferNetworks', 'searchForAccountStatements'],
  ...['getAccountStatement', 'getAccountTransactionImages', 'searchForAccountRewardTransactions'],
  ...['getTermsAndConditions', 'searchRewardPrograms', 'getRewardProgram', 'getRewardProgramCategories'],
  ...['getCustomers', 'getCustomerInfo', 'getCustomer'],
  ...['getConsentGrant', 'revokeConsentGrant', 'getConsentRevocation'],
  ...['createRecipient', 'getRecipient', 'updateRecipient', 'deleteRecipient', 'getRecipients'],
  ...['getRegistryRecipients', 'getRegistryRecipient', 'getDataProviders', 'getDataProvider'],
  ...['createNotificationSubscription', 'getNotificationSubscription', 'deleteNotificationSubscription'],
  ...['publishNotification', 'getAvailability', 'getCapability', 'getCertificationMetrics'],
  ...['reportSuspectedFraudIncident', 'searchForTaxForms', 'createTaxForm', 'getTaxForm', 'updateTaxForm'],
]

/** Names that stand for another: the list of names and the operation itself spell this one in two ways. */
const SAME: Readonly<Record<string, string>> = { getPaymentsForRecurringPayment: 'paymentsForRecurringPayment' }

/** Operations of this bank that are another's under a second verb: nobody is told of them. */
const SECOND_VERBS = new Set(['revokeConsentGrantByPatch'])

/** An operation that this bank serves: its name, and where it is. */
export type ServedOperation = { id: string; method: string; path: string }

/** Recipient registration, which the gateway serves at a door of its own. */
const REGISTRATION = [
  { id: 'createRecipient', method: 'POST', path: '' },
  { id: 'getRecipient', method: 'GET', path: '/:clientId' },
  { id: 'updateRecipient', method: 'PUT', path: '/:clientId' },
  { id: 'deleteRecipient', method: 'DELETE', path: '/:clientId' },
] as const

/** The operations that a market of this bank serves. */
export function servedOperations({ apis, addresses, registration }: Serving): ServedOperation[] {
  const door = registration.atGateway && addresses.apiPath + registration.atGateway.path
  return apis
    .flatMap(({ basePath, routes }) => routes.map(({ id, method, path }) => ({ id, method, path: basePath + path })))
    .filter(({ id }) => !SECOND_VERBS.has(id))
    .concat(door === undefined ? [] : REGISTRATION.map(({ id, method, path }) => ({ id, method, path: door + path })))
}

type Serving = Pick<Market, 'apis' | 'addresses' | 'registration'>

/**
 * The served operations that a query asks for: the one of a name, or all. Throws request-invalid for what is no
 * operation's name, operation-not-served for one that this bank has not (FDX 6.4, error 1106).
 */
export function operationsAsked(market: Serving, operationId: string | undefined): ServedOperation[] {
  const served = servedOperations(market)
  if (operationId === undefined) return served
  const id = SAME[operationId] ?? operationId
  const found = served.filter((operation) => operation.id === id)
  if (found.length > 0) return found
  if (NAMED.includes(id)) throw problem('operation-not-served', { operationId }, 'operation-served')
  const faults = [{ where: 'query operationId', message: 'is the name of no FDX operation' }]
  throw problem('request-invalid', { faults }, 'parameters-valid')
}
