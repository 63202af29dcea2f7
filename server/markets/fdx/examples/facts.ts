import type { ExampleFacts } from '../../market.ts'

/** What the examples ask a customer for. */
export const WISH = {
  scope: 'fdx:accountbasic:read fdx:accountdetailed:read fdx:transactions:read',
  details: [
    {
      type: 'fdx_v1.0',
      consentRequest: {
        ...{ durationType: 'TIME_BOUND', durationPeriod: 30, lookbackPeriod: 60 },
        resources: [{ resourceType: 'ACCOUNT', dataClusters: ['ACCOUNT_BASIC', 'ACCOUNT_DETAILED', 'TRANSACTIONS'] }],
      },
    },
  ],
}

/** A name on one line of a comment. */
export const oneLine = (name: string): string => name.replace(/[\p{Cc}\u2028\u2029]/gu, ' ')

/** A text as a literal of a program. */
export const literal = (value: string | undefined): string =>
  JSON.stringify(value ?? '').replace(/[\u2028\u2029]/g, ' ')

/** A text as a word of a POSIX shell. */
export const quoted = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`

/** Who can be tried with it, as a comment's end. */
export const whoToTry = ({ customer }: Pick<ExampleFacts, 'customer'>): string =>
  customer ? `log in as ${customer.login}, password ${customer.password}` : 'log in as a customer of the bank'
