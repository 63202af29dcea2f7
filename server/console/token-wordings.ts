import { conflict, notFound, type Wording } from './wording.ts'

const known = (value: unknown): string => (Array.isArray(value) && value.length > 0 ? value.join(', ') : 'none')

/** Refusals of the operator's token tools. */
export const TOKEN_WORDINGS: Record<string, Wording> = {
  'token-not-found': notFound('token', 'Paste the whole token. A token that was revoked or swept is not kept.'),
  'token-ended': conflict(
    'Token ended already',
    'The token has reached its end: it does not work any more.',
    'There is nothing to do.',
  ),
  'client-unknown': {
    status: 404,
    title: 'No such client',
    detail: ({ clientId, market }) => `No client "${clientId}" is registered in the market "${market}".`,
    fix: 'Use the client id of an application that is ready. Those of the generated history are not registered.',
  },
  'client-certificate-revoked': conflict(
    'Certificate revoked',
    "The application's transport certificate was revoked, so a token bound to it would open nothing.",
    'Use another application, or create a new one.',
  ),
  'company-not-represented': {
    status: 409,
    title: 'Not their company',
    detail: ({ company }) => `The customer does not act for ${company}.`,
    fix: 'Choose a company that the customer represents, or none.',
  },
  'market-refuses': {
    status: 422,
    title: 'The market refuses this consent',
    detail: ({ detail }) => String(detail),
    fix: 'Correct what is asked for. The rule is facts.rule; the Rules page explains it.',
  },
  'accounts-not-shareable': {
    status: 422,
    title: 'Account not offered',
    detail: ({ offered }) => `An account was named that the customer can't share; offered are: ${known(offered)}.`,
    fix: 'Choose among these accounts: facts.offered.',
  },
  'accounts-none-chosen': {
    status: 422,
    title: 'No account chosen',
    detail: () => 'The permissions need at least one account.',
    fix: 'Choose one of facts.offered, or leave the choice out to share them all.',
  },
}
