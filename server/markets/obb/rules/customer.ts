import type { Rule } from '../../rule.ts'
import { citing } from '../../rules/citing.ts'
import { sharedCustomerRules } from '../../rules/customer.ts'
import { say } from '../../rules/words.ts'

/** What the pages ask that the customer sees: login, choice and consent (arrow 8). */
export const customerRules: Readonly<Record<string, Rule>> = {
  ...citing(sharedCustomerRules, {
    'customer-login':
      'FAPI-BR: acr LoA2 with one factor, LoA3 with two; OpenID Connect Core 5.5.1.1; NIST 800-63B 5.2.2',
    'customer-decides': 'RFC 6749 4.1.2.1: access_denied; consents v3 CUSTOMER_MANUALLY_REJECTED',
    'accounts-chosen': 'Customer experience guide: choice of accounts',
  }),
  'consent-customer': {
    part: 'customer',
    title: say('The customer is the one the consent names', 'O cliente é o que o consentimento indica'),
    clause: 'FAPI-BR: customer checks at the authorization server (CPF, CNPJ)',
    fix: say(
      "Lodge the consent with the customer's own CPF, and a CNPJ they act for.",
      'Crie o consentimento com o CPF do próprio cliente e um CNPJ que represente.',
    ),
    places: [{ at: 'field:username', right: say('<the login of that customer>', '<o acesso desse cliente>') }],
  },
  'consent-waiting': {
    part: 'customer',
    title: say('The consent still waits for its customer', 'O consentimento ainda espera o cliente'),
    clause: 'consents v3: AWAITING_AUTHORISATION, ends after 60 minutes',
    fix: say('Lodge a new consent and start again.', 'Crie um novo consentimento e recomece.'),
    places: [{ at: 'address' }],
  },
}
