import type { Rule } from '../../rule.ts'
import { citing } from '../../rules/citing.ts'
import { sharedCustomerRules } from '../../rules/customer.ts'
import { say } from '../../rules/words.ts'

/** What the pages ask that the customer sees: login, choice and consent (arrow 8). */
export const customerRules: Readonly<Record<string, Rule>> = {
  ...citing(sharedCustomerRules, {
    'customer-decides': 'RFC 6749 4.1.2.1: access_denied; FDX consent API: what is declined never becomes a grant',
    'accounts-chosen': 'FDX consent API: a request names no account, its customer chooses them at the bank',
  }),
  'consent-customer': {
    part: 'customer',
    title: say('The customer is one of this market', 'O cliente é deste mercado'),
    clause: 'FDX consent API: the customer who confirms is the holder of what is shared',
    fix: say(
      "Log in as a customer of this market's book who holds the accounts.",
      'Entre como um cliente do livro deste mercado que tenha as contas.',
    ),
    places: [{ at: 'field:username', right: say('<the login of such a customer>', '<o acesso de um tal cliente>') }],
  },
  'consent-few': {
    part: 'customer',
    title: say(
      'A customer has only so many active consents with one app',
      'Um cliente tem um número limitado de consentimentos ativos com um app',
    ),
    clause: "The bank's own limit: consents per customer and application, a setting of the market",
    fix: say(
      'Let the customer end one of them, or let this one take the place of another.',
      'Peça ao cliente que encerre um deles, ou que este fique no lugar de outro.',
    ),
    places: [],
  },
  'consent-waiting': {
    part: 'customer',
    title: say('The consent still waits for its customer', 'O consentimento ainda espera o cliente'),
    clause: 'RFC 9126 2.2; FDX consent API: the consent step lives for five minutes',
    fix: say('Push the request again and go on at once.', 'Envie o pedido de novo e prossiga logo.'),
    places: [{ at: 'address' }],
  },
}
