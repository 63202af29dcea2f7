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
  ...['getRegistryRecipients', 'getRegistryRecipient'],
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

/** The operations that a market of this bank serves. */
export function servedOperations({ apis }: Pick<Market, 'apis'>): ServedOperation[] {
  return apis
    .flatMap(({ basePath, routes }) => routes.map(({ id, method, path }) => ({ id, method, path: basePath + path })))
    .filter(({ id }) => !SECOND_VERBS.has(id))
}

/**
 * The served operations that a query asks for: the one of a name, or all. Throws request-invalid for what is no
 * operation's name, operation-not-served for one that this bank has not (FDX 6.4, error 1106).
 */
export function operationsAsked(market: Pick<Market, 'apis'>, operationId: string | undefined): ServedOperation[] {
  const served = servedOperations(market)
  if (operationId === undefined) return served
  const id = SAME[operationId] ?? operationId
  const found = served.filter((operation) => operation.id === id)
  if (found.length > 0) return found
  if (NAMED.includes(id)) throw problem('operation-not-served', { operationId }, 'operation-served')
  const faults = [{ where: 'query operationId', message: 'is the name of no FDX operation' }]
  throw problem('request-invalid', { faults }, 'parameters-valid')
}
