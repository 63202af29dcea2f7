import type { Wording } from '../wordings.ts'

type Reason = { title?: string; detail?: string }

const known = (value: unknown): string => (Array.isArray(value) && value.length > 0 ? value.join(', ') : 'none')

/** What can go wrong while a command works with a running bank. */
export const WORK_WORDINGS: Record<string, Wording> = {
  'bank-silent': {
    title: 'The bank does not answer',
    detail: ({ address, reason }) => `The call to ${address} came to nothing: ${reason}.`,
    fix: () => 'See whether it still runs with `bancada info`, and what it wrote to its standard error.',
  },
  'market-not-open': {
    title: 'No such market',
    detail: ({ market, known: markets }) => `This bank has no market "${market}", but: ${known(markets)}.`,
    fix: () => 'Use one of these with --market.',
  },
  'lane-without-phone': {
    title: 'Nobody is asked on a phone in this lane',
    detail: ({ lane }) => `Applications of the ${lane} lane send their customers to the bank's pages.`,
    fix: () => 'Leave `--phone` out, or `--lane`.',
  },
  'order-not-for-market': {
    title: 'Not in this market',
    detail: ({ option }) => `${option} means nothing here: customers choose for whom they act on the bank's own pages.`,
    fix: ({ option }) => `Leave ${option} out.`,
  },
  'duration-not-days': {
    title: 'Not a number of days',
    detail: ({ expires }) => `"${expires}" is no number of days; consents of this market say how many they last.`,
    fix: () => 'Give a whole number: --expires 90.',
  },
  'market-without-journey': {
    title: 'Not for this market',
    detail: ({ market }) => `The command line can't yet play a data recipient of the market "${market}".`,
    fix: () => 'Use the credentials of `bancada app create` with an application of your own.',
  },
  'lane-not-open': {
    title: 'No such lane',
    detail: ({ market, lane, known: lanes }) =>
      `The market "${market}" has no lane "${lane}" that applications register in, but: ${known(lanes)}.`,
    fix: () => 'Use one of these with --lane.',
  },
  'credentials-of-another-lane': {
    title: 'Credentials of another lane',
    detail: ({ lane }) => `The application is registered in the ${lane} lane.`,
    fix: () => 'Use that lane with --lane, or another application.',
  },
  'customer-not-known': {
    title: 'No such customer',
    detail: ({ login, known: logins }) =>
      `The demonstration customers are: ${known(logins)}; "${login}" is none of them.`,
    fix: () => 'Use one of these with --customer; `consent` takes any other login together with --password.',
  },
  'rule-not-there': {
    title: 'No such rule or exchange',
    detail: ({ rule, market, nearest }) =>
      `The market "${market}" has no rule "${rule}", and no exchange has that id${nearest ? `; did you mean "${nearest}"` : ''}.`,
    fix: () =>
      '`bancada explain rules` lists the rules; exchanges are kept for 90 days, and the request log has their ids.',
  },
  'address-not-of-bank': {
    title: 'Not an address of this bank',
    detail: ({ url, bank }) => `The authorization address "${url}" does not begin with ${bank}.`,
    fix: () => 'Give the address that the application would send the customer to, in quotes.',
  },
  'bank-stopped-customer': {
    title: 'The bank stopped the customer',
    detail: ({ reason, status }) => `Its page${status ? ` (${status})` : ''} said: ${reason}.`,
    fix: () => 'Read the journey in the console: it shows the rule that refused.',
  },
  'nothing-on-phone': {
    title: 'Nothing waits on the phone',
    detail: ({ request }) => `No request "${request}" waits on a customer's phone.`,
    fix: () => 'It may have been answered, or have ended: let the application ask again.',
  },
  'bank-answered-error': {
    title: 'The bank sent an error to the application',
    detail: ({ error, description }) => `${error}${description ? `: ${description}` : ''}.`,
    fix: () => 'Read the journey in the console: it shows the rule that refused.',
  },
  'phone-request-expired': {
    title: 'Nobody answered on the phone',
    detail: () => 'The request expired before its customer approved or rejected it (expired_token).',
    fix: () => "Ask again, and answer while it waits: on the console's phone, or with `bancada consent approve`.",
  },
  'consent-refused': {
    title: 'The bank refused the consent',
    detail: ({ status, reasons }) =>
      `It answered ${status}: ${(reasons as Reason[]).map(({ title, detail }) => detail ?? title).join('; ')}.`,
    fix: () => 'Correct what was asked for; the journey in the console shows the rule.',
  },
  'provisioning-ended-badly': {
    title: 'The application was not registered',
    detail: ({ state, lastError }) => `Its state is "${state}"${lastError ? ` (${JSON.stringify(lastError)})` : ''}.`,
    fix: () => 'The Discovery Agent goes on trying while it is not "failed"; the console shows why and can retry.',
  },
  'files-in-the-way': {
    title: 'Files in the way',
    detail: ({ file }) => `${file} is there already, with other content.`,
    fix: () => 'Name another folder with --out: the private keys in this one may be the only copy.',
  },
  'self-test-without-data': {
    title: 'No data came back',
    detail: ({ status, answer }) => `The bank answered ${status}: ${answer}.`,
    fix: () => '',
  },
  'self-test-with-faults': {
    title: 'The bank logged faults',
    detail: ({ count }) => `Everything was answered, but ${count} fault(s) were logged.`,
    fix: () => '',
  },
  'self-test-failed': {
    title: 'The self-test failed',
    detail: ({ step, told }) => `It stopped at "${step}": ${told}`,
    fix: () => 'See the lines above for what the bank logged.',
  },
}
