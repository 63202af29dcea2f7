import { conflict, notFound, type Wording } from './wording.ts'

/** Refusals of the simulated phone. */
export const PHONE_WORDINGS: Record<string, Wording> = {
  'phone-request-not-found': notFound('request to the phone', 'The requests that wait are listed on the phone page.'),
  'phone-request-ended': conflict(
    'Request over',
    'The request was answered already, or waited too long, or its consent waits no longer.',
    'Let the application ask again.',
  ),
  'phone-login-failed': {
    status: 403,
    title: 'Login refused',
    detail: ({ login }) => `"${login}" and the password do not belong together.`,
    fix: 'Check both and try again.',
  },
  'phone-of-another-person': conflict(
    "Somebody else's phone",
    'The request went to the phone of the person whose consent it is, and this is another person.',
    'Answer as the person that the consent names.',
  ),
  'consent-of-another-person': conflict(
    "Somebody else's consent",
    'The consent names another person than the one who answers.',
    'Answer as the person that the consent names.',
  ),
  'consent-of-another-company': conflict(
    "Another company's consent",
    'The person who answers does not act for the company that the consent names.',
    'Reject the request, or let the application ask somebody who represents the company.',
  ),
  'accounts-not-shareable': {
    status: 400,
    title: 'Account not shareable',
    detail: () => 'One of the accounts named is not among those that can be shared.',
    fix: 'Name accounts that the request offers.',
  },
  'accounts-none-chosen': {
    status: 400,
    title: 'No account chosen',
    detail: () => 'What is asked for needs at least one account.',
    fix: 'Choose an account, or reject the request.',
  },
  'notification-uri-not-allowed': {
    status: 400,
    title: 'Notification address not allowed',
    detail: ({ uri, reason }) => `${uri} can't be notified: ${reason}.`,
    fix: 'Give an https address of the application, or none: it can poll.',
  },
  'approval-hook-closed': {
    status: 404,
    title: 'No such address',
    detail: () => 'The approval address for test suites is closed, or was opened again under another key.',
    fix: 'Open it on the phone page or with `bancada consent hook`, and use the address it gives.',
  },
}
