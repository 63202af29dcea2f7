import type { Rule } from '../rule.ts'
import { say } from './words.ts'

/** What the pages ask that a customer sees, whatever the market. */
export const sharedCustomerRules: Readonly<Record<string, Rule>> = {
  'interaction-current': {
    part: 'customer',
    title: say("The page belongs to this browser's own visit", 'A página pertence à visita deste navegador'),
    clause: 'RFC 6819 5.3.5; OpenID Connect Core 3.1.2.3',
    fix: say('Go back to the app and start again.', 'Volte ao app e recomece.'),
    places: [{ at: 'address', right: say('<a fresh authorization address>', '<um novo endereço de autorização>') }],
  },
  'form-token': {
    part: 'customer',
    title: say("A form comes from the bank's own page", 'Um formulário vem da página do próprio banco'),
    clause: 'RFC 6819 4.4.1.8, 5.3.5: cross-site request forgery',
    fix: say('Send the form of the page as it was shown.', 'Envie o formulário da página como foi mostrada.'),
    places: [{ at: 'field:form_token', right: say("<the page's own form_token>", '<o form_token da página>') }],
  },
  'customer-login': {
    part: 'customer',
    title: say(
      'The customer knows the login, and the code where one is asked for',
      'O cliente conhece o acesso, e o código quando ele é pedido',
    ),
    clause: 'OpenID Connect Core 5.5.1.1; NIST 800-63B 5.2.2',
    fix: say(
      'Use a demonstration customer’s login and the newest code on the phone; after five failures wait, or move the clock.',
      'Use o acesso de um cliente de demonstração e o código mais novo do telefone; após cinco falhas espere ou avance o relógio.',
    ),
    places: [
      { at: 'field:username' },
      { at: 'field:password', right: say('<the right password>', '<a senha certa>') },
      { at: 'field:code', right: say('<the newest code on the phone>', '<o código mais novo do telefone>') },
    ],
  },
  'login-return': {
    part: 'customer',
    title: say(
      'A return from the bank’s identity provider is this browser’s own, and good once',
      'O retorno do provedor de identidade do banco é deste navegador e vale uma vez',
    ),
    clause: 'OpenID Connect Core 3.1.2.7, 3.1.3.7: state, nonce, code and acr of the return; RFC 9207: its issuer',
    fix: say(
      'Log in again, in the browser that was sent there.',
      'Entre de novo, no navegador que foi enviado para lá.',
    ),
    places: [{ at: 'query:state' }, { at: 'query:code' }, { at: 'query:iss' }],
  },
  'customer-decides': {
    part: 'customer',
    title: say('The customer agrees', 'O cliente concorda'),
    clause: 'RFC 6749 4.1.2.1: access_denied',
    fix: say(
      'Nothing to fix: the customer said no. The app asks again only if they wish so.',
      'Nada a corrigir: o cliente disse não. O app só pede de novo se ele quiser.',
    ),
    places: [],
  },
  'accounts-chosen': {
    part: 'customer',
    title: say('At least one account is chosen, of those offered', 'Ao menos uma conta é escolhida, das oferecidas'),
    clause: 'Choice of accounts by their holder',
    fix: say('Keep at least one account selected.', 'Mantenha ao menos uma conta selecionada.'),
    places: [{ at: 'field:accounts', right: say('<ids that the page offers>', '<ids que a página oferece>') }],
  },
}
