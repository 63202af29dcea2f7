import type { Facts } from '#kernel'
import { conflict, notFound, refusalIn, type Wording } from './wording.ts'

const RETRY = (facts: Facts): Record<string, string> =>
  typeof facts.retryAfterSeconds === 'number' ? { 'retry-after': String(facts.retryAfterSeconds) } : {}

/** A field of the request that breaks a rule which its schema can't say. */
function badValue(title: string, detail: (facts: Facts) => string, fix: string): Wording {
  return { status: 400, title, detail, fix }
}

const CERTIFICATE_REQUESTS: Record<string, string> = {
  'too-large': 'it is too large',
  'not-a-request': 'it is none',
  signature: 'it is not signed by the key that it names',
  key: 'its key is not RSA or has fewer than 2048 bits',
}

/** Refusals of the rooms whose routes the console serves. */
export const ROOM_WORDINGS: Record<string, Wording> = {
  'request-invalid': badValue(
    'Request not valid',
    ({ faults }) => `The request breaks its schema in ${Array.isArray(faults) ? faults.length : 'some'} place(s).`,
    'Correct this: facts.faults.',
  ),
  'query-invalid': badValue(
    'Query not valid',
    ({ name, value }) => `The query parameter "${name}" can't be "${value}".`,
    'Use one of these: facts.allowed.',
  ),

  'journey-not-found': notFound('journey', 'Journeys are kept for 90 days of bank time.'),
  'exchange-not-found': notFound('exchange', 'Exchanges are kept for 90 days of bank time.'),
  'exchange-not-refused': conflict(
    'Not refused',
    'This exchange passed: there is nothing to explain.',
    'Open one that was refused; the request log can be narrowed to them.',
  ),
  'rule-not-known': notFound('rule', 'The rules are listed at /api/rules.'),
  'application-not-found': notFound('application', 'List the applications to see their ids.'),
  'developer-not-found': notFound('developer', 'Sign in again.'),
  'organisation-not-found': notFound('organisation', 'Check the id.'),
  'software-not-found': notFound('software', 'Check the id.'),
  'certificate-not-found': notFound('certificate', 'Check its serial number.'),
  'revocation-reason-unknown': badValue(
    'No such reason',
    ({ reason }) => `A certificate can't be revoked for "${reason}".`,
    'Use one of facts.allowed.',
  ),
  'certificate-kind-unknown': badValue(
    'No such kind of certificate',
    ({ kind }) => `This holder gets no ${kind} certificate.`,
    'Transport and server certificates are for software; signing certificates for software and organisations of markets that have them.',
  ),
  'certificate-request-invalid': badValue(
    'Certificate request not valid',
    ({ reason }) => `The certificate request can't be used: ${CERTIFICATE_REQUESTS[String(reason)] ?? reason}.`,
    'Send a request (PKCS #10) in PEM for an RSA key of at least 2048 bits, or none: the directory then makes the key.',
  ),
  'certificate-key-elsewhere': {
    status: 404,
    title: 'No private key here',
    detail: () => 'The directory does not hold the private key of this certificate.',
    fix: 'It is with whoever sent the certificate request; or renew the certificate to have a key made.',
  },
  'organisation-is-the-bank': conflict(
    "The install's own bank",
    "This organisation is the install's own bank: it can't be withdrawn.",
    'Choose another organisation.',
  ),
  'organisation-generated': conflict(
    'Part of the generated history',
    'This organisation was made up with the history: it has no keys and takes no part.',
    'Enrol an organisation of your own.',
  ),
  'job-not-found': notFound('provisioning job', 'List the jobs to see their ids.'),

  'application-generated': conflict(
    'Part of the generated history',
    'This application was made up with the history: it has no keys, and nobody can act for it.',
    'Create an application of your own.',
  ),

  'software-generated': conflict(
    'Part of the generated history',
    'This software was made up with the history: it has no keys and gets none.',
    'Create an application of your own.',
  ),

  'email-taken': conflict(
    'E-mail address taken',
    'A developer with this e-mail address is enrolled already.',
    'Sign in.',
  ),
  'organisation-taken': conflict(
    'Organisation taken',
    'An organisation with this registration number was enrolled by someone else.',
    'Use your own organisation, or ask its first developer.',
  ),
  'registration-number-taken': conflict(
    'Registration number taken',
    'The directory holds an organisation with this registration number.',
    'Use the number of your own organisation.',
  ),
  'password-too-short': badValue(
    'Password too short',
    ({ minLength }) => `The password has fewer than ${minLength} characters.`,
    'Choose a longer password.',
  ),
  'sign-in-refused': {
    status: 401,
    title: 'Sign-in refused',
    detail: () => 'The e-mail address and the password do not belong together.',
    fix: 'Check both and try again.',
  },
  'login-locked': {
    status: 429,
    title: 'Too many failed sign-ins',
    detail: () => 'Sign-in is locked after several failures.',
    fix: 'Wait until facts.until, in bank time.',
    headers: RETRY,
  },

  'session-ended': {
    status: 401,
    title: 'Session ended',
    detail: () => 'This session is over, or the caller has none.',
    fix: 'Sign in again.',
  },
  'product-not-found': {
    status: 404,
    title: 'No such API',
    detail: ({ market, api }) => `The market "${market}" has no API "${api}".`,
    fix: 'Use one of facts.known.',
  },

  'delivery-not-found': notFound('delivery', 'List the deliveries to see their ids.'),
  'delivery-over': conflict(
    'Can’t be tried again',
    'Only a signed notification that has failed can be sent again.',
    'Its state is facts.state; what is still owed is tried by itself.',
  ),
  'incident-not-found': notFound('report', 'List the reports to see their numbers.'),
  'outage-not-found': notFound('outage', 'List the market’s outages to see their ids.'),
  'outage-overlaps': conflict(
    'Outages overlap',
    'The market has another outage in this time.',
    'Take the other one (facts.id) back, or choose another time.',
  ),
  'outage-over': conflict(
    'Outage is over',
    'The outage has ended, or was taken back.',
    'What has passed stays in the calendar.',
  ),
  'month-not-found': notFound('month', 'Ask for the current month or one of the thirteen before it, as 2026-11.'),
  'market-unknown': badValue(
    'No such market',
    ({ market }) => `This bank has no market "${market}".`,
    'Use one of facts.known.',
  ),
  'lane-unknown': badValue(
    'No such lane',
    ({ market, lane }) => `The market "${market}" has no lane "${lane}" that applications register in.`,
    'Use one of facts.known.',
  ),
  'lane-not-found': {
    status: 404,
    title: 'No open lane',
    detail: ({ market }) => `The market "${market}" has no open lane.`,
    fix: 'Use one of facts.known.',
  },
  'role-unknown': badValue(
    'No such role',
    ({ role }) => `The market knows no role "${role}".`,
    'Use one of facts.allowed.',
  ),
  'organisation-without-role': conflict(
    'Role missing',
    'The organisation has no role in this market.',
    'Enrol it with one of the roles in facts.known.',
  ),
  'organisation-name-invalid': badValue(
    'Name not valid',
    ({ limit }) => `The name of the organisation is empty or longer than ${limit} characters.`,
    'Choose another name.',
  ),
  'registration-number-invalid': badValue(
    'Registration number not valid',
    ({ registrationNumber }) => `"${registrationNumber}" is not a registration number of this market.`,
    'Check its digits.',
  ),
  'software-name-invalid': badValue(
    'Name not valid',
    ({ limit }) => `The name of the application is empty or longer than ${limit} characters.`,
    'Choose another name.',
  ),
  'software-uri-invalid': badValue(
    'Address not valid',
    ({ field, uri }) => `${uri ?? 'Nothing'} can't be used in ${field}.`,
    'Give a full https address.',
  ),
  'redirect-uri-not-allowed': badValue(
    'Redirect address not allowed',
    ({ uri, reason, instead, lanes }) =>
      [
        `The market does not admit ${uri} as a redirect address: ${reason}.`,
        ...(instead ? [`Register ${instead} instead.`] : []),
        ...(Array.isArray(lanes) ? [`The ${lanes.join(' or ')} lane admits it, without certificates.`] : []),
      ].join(' '),
    'Register another address, the one named here if there is one, or take a lane that admits it.',
  ),
  'idempotency-key-reused': conflict(
    'Idempotency key used before',
    'The same key came with other content earlier.',
    'Use a new key for a new request; repeat the very same request to get its answer again.',
  ),

  'application-not-ready': conflict(
    'Application not ready',
    'The application has no credentials before it is registered.',
    'Wait for its state "ready". What its last attempt met: facts.lastError.',
  ),
  'provisioning-failed': conflict(
    'Provisioning failed',
    ({ lastError }) => `The registration of the application was refused${refusalIn(lastError, ': ')}.`,
    'Correct the application and retry its provisioning job. What the last attempt met: facts.lastError.',
  ),
  'application-detail-invalid': {
    status: 400,
    title: 'A field does not fit',
    detail: ({ field, reason, allowed }) =>
      `${field}: ${
        {
          unknown: 'the market has no such field',
          text: 'it is text',
          address: 'it is an https address',
          days: 'it is a number of days within the limits',
        }[String(reason)] ?? 'it takes other values'
      }${Array.isArray(allowed) && allowed.length > 0 ? ` (${allowed.join(', ')})` : ''}.`,
    fix: 'The fields of each market are in /api/markets.',
  },
  'provisioning-finished': conflict(
    'Provisioning finished',
    'The application is registered already.',
    'There is nothing to retry.',
  ),
  'provisioning-timeout': {
    status: 504,
    title: 'Provisioning takes longer',
    detail: () => 'The application was not registered within the time given.',
    fix: 'Ask for its state again; the agent goes on trying.',
  },
  'keys-announced': conflict(
    'New keys wait already',
    'New keys are announced and not used yet.',
    'Wait until they are used, at facts.usedFrom of the machine’s clock, and rotate again.',
  ),
  'customer-not-found': notFound('customer', 'List the customers to see their ids.'),
  'account-not-found': notFound('account', "Take the id from its holder's page."),
  'consent-state-forbids': conflict(
    'Consent has ended',
    'The consent can not be ended, because it has ended already.',
    'There is nothing to do: its tokens do not work any more.',
  ),
  'consent-held': conflict(
    'Consent is on hold',
    'The bank holds this consent back already.',
    'Release it when it may go on.',
  ),
  'consent-not-held': conflict(
    'Consent is not on hold',
    'The bank does not hold this consent back.',
    'Nothing to release.',
  ),
  'consent-hold-forbidden': conflict(
    'Not to be held',
    'In its state, or in its market, this consent can not be held back.',
    'Hold a consent that its customer has confirmed, in a market that knows a hold.',
  ),
  'bank-may-not-end': conflict(
    'Not for the bank to end',
    'In this market a bank ends no consent of its own accord.',
    "End it on the customer's wish.",
  ),
  'consent-not-found': notFound('consent', 'Check the id; a consent id begins with "urn:".'),
  'request-not-pushed': conflict(
    'No authorization request waiting',
    'The application has pushed no authorization request for this consent, or the request has ended.',
    'Let the application push one, or give the authorization address that it would send the customer to.',
  ),
  'request-in-browser': conflict(
    "The request comes with the customer's browser",
    'The application of this consent pushes no requests: the bank knows none until a customer brings it.',
    'Give the address that the application would send the customer to (`--url`): its program prints it, or opens it.',
  ),
  'key-file-unreadable': {
    status: 500,
    title: 'Key file not readable',
    detail: ({ file }) => `The file ${file} holds no key that the bank can read.`,
    fix: 'Put this file back from a copy.',
  },
  'credentials-missing': {
    status: 410,
    title: 'Credentials gone',
    detail: () => "The application's key files are not in the data folder any more.",
    fix: 'Create a new application; private keys are never kept elsewhere.',
  },
}
