import type { Facts } from '#kernel'
import type { ProblemAnswer } from '../envelope.ts'
import { answer } from './problem-answer.ts'

const BEARER = { 'www-authenticate': 'Bearer' }
const stateOf = (f: Facts): string => String(f.state ?? '').toUpperCase()

const payeeFixed = answer(400, 801, 'Payee cannot be modified or deleted', (f) =>
  f.used ? 'Something is still to be paid to it: cancel that first.' : `The payee is ${stateOf(f)}.`,
)
const paymentFixed = answer(
  400,
  805,
  'Payment cannot be modified or cancelled',
  (f) => `It is ${stateOf(f)}; only what is SCHEDULED can be changed or cancelled.`,
)
const recurringFixed = answer(
  400,
  808,
  'Recurring payment cannot be modified or cancelled',
  (f) => `It is ${stateOf(f)}, and none of its payments waits any more.`,
)
const fundsMissing = 'The account can pay less than this amount at this moment.'

/** How what money movement refuses is answered (FDX 6.4, errors 704 to 706, 800 to 808, 901 to 911, 950 and 1100). */
export const moneyProblems: Readonly<Record<string, ProblemAnswer>> = {
  'idempotency-key-reused': answer(
    400,
    401,
    'Invalid input',
    'This idempotency-key was used within 24 hours for another request; take a new one for each.',
  ),
  'update-unknown': answer(
    404,
    1100,
    'Update id not found',
    'This bank never gave that update id, or was reset since: read the list anew without updatedSince.',
  ),

  // Payees.
  'payee-unknown': answer(404, 800, 'Payee not found', 'This application set up no payee with this id.'),
  'payee-fixed': payeeFixed,
  'payee-ended': payeeFixed,

  // Payments, once and recurring.
  'payment-unknown': answer(404, 802, 'Payment not found', 'This application ordered no payment with this id.'),
  'due-date-early': answer(
    400,
    803,
    'Due date too soon',
    (f) => `dueDate was ${f.dueDate}; the earliest one is ${f.earliest}.`,
  ),
  'payment-rejected': answer(400, 804, 'Payment rejected', (f) => `${f.reason}.`),
  'payment-fixed': paymentFixed,
  'payment-order-begun': paymentFixed,
  'recurring-payment-unknown': answer(
    404,
    806,
    'Recurring payment not found',
    'This application ordered no recurring payment with this id.',
  ),
  'recurring-payment-rejected': answer(400, 807, 'Recurring payment rejected', (f) => `${f.reason}.`),
  'recurring-payment-fixed': recurringFixed,
  'standing-order-ended': recurringFixed,

  // Accounts that money comes from and goes to.
  'source-account-kind': answer(
    422,
    704,
    'Account type not supported',
    'Payments come from checking, money market, prepaid, wallet and commercial accounts.',
  ),
  'transfer-account-closed': answer(
    409,
    705,
    'Account is closed',
    'The account that the transfer comes from is closed.',
  ),
  'source-account-unknown': answer(
    404,
    901,
    'Source account not found',
    'fromAccountId names no account of this consent.',
  ),
  'source-account-closed': answer(404, 902, 'Source account closed', 'fromAccountId names a closed account.'),
  'source-account-unauthorised': answer(
    401,
    903,
    'Source account not authorized for transfer',
    (f) =>
      f.shared
        ? 'Nothing is moved from an account of this kind, or by somebody who may merely use it.'
        : "The account is the customer's, and this consent leaves it out.",
    BEARER,
  ),
  'source-account-no-word': answer(
    403,
    706,
    'Access forbidden',
    'The customer may use this account, and has no word over payments from it.',
  ),
  'destination-account-unknown': answer(
    404,
    904,
    'Destination account not found',
    'toAccountId names no account of this customer.',
  ),
  'destination-account-closed': answer(404, 905, 'Destination account closed', 'toAccountId names a closed account.'),
  'destination-account-unauthorised': answer(
    401,
    906,
    'Destination account not authorized for transfer',
    'Nothing is moved to an account of this kind, nor from an account to itself.',
    BEARER,
  ),

  // The money itself.
  'amount-invalid': answer(
    404,
    907,
    'Invalid amount',
    (f) => `amount was ${f.amount}; send a number above 0 with two decimals at most.`,
  ),
  'transfer-duplicate': answer(
    409,
    908,
    'Duplicate transfer request',
    (f) => `It was asked for before: read it at /transfers/${f.transferId}.`,
  ),
  'funds-missing': answer(400, 910, 'Insufficient funds', fundsMissing),
  'payment-funds-missing': answer(404, 910, 'Insufficient funds', fundsMissing),
  'transfer-limit-exceeded': answer(
    400,
    911,
    'Transaction limit exceeded',
    (f) => `amount was ${f.amount}; one transfer moves ${f.most} at the most.`,
  ),
  'transfer-unknown': answer(404, 950, 'Transfer not found', 'This application asked for no transfer with this id.'),

  // Who gives instructions.
  'initiation-party-unknown': answer(
    404,
    404,
    'Not found',
    'This application set up no such payment initiation party.',
  ),
  'payment-method-unknown': answer(404, 404, 'Not found', 'The party has no payment method with this id.'),
}
