import type { Rule } from '../../rule.ts'
import { lastPart, say } from '../../rules/words.ts'

/** What subscriptions and notifications ask. */
export const eventRules: Readonly<Record<string, Rule>> = {
  'subscription-known': {
    part: 'data',
    title: say('The subscription is one of the calling application', 'A assinatura é uma desta aplicação'),
    clause: 'FDX 6.4 event notifications: /notification-subscriptions/{subscriptionId}',
    fix: say('Use the subscriptionId that creating it gave.', 'Use o subscriptionId dado na criação.'),
    places: [{ at: 'address', right: lastPart(say('<the subscriptionId>', '<o subscriptionId>')) }],
  },
  'callback-safe': {
    part: 'data',
    title: say('A callback is over TLS, or on this machine', 'Um callback usa TLS, ou fica nesta máquina'),
    clause: "FDX 6.4 event notifications: callbackUrl; the bank's own limit",
    fix: say(
      'Give an https address, or http on localhost, without a user name in it.',
      'Dê um endereço https, ou http em localhost, sem nome de usuário.',
    ),
    places: [{ at: 'field:callbackUrl', right: say('https://…', 'https://…') }],
  },
  'notice-limit': {
    part: 'data',
    title: say('An application publishes no more than the limit', 'Uma aplicação não publica mais que o limite'),
    clause: 'FDX 6.4 event notifications: 429, error 1207',
    fix: say('Wait as long as Retry-After says.', 'Espere o tempo indicado em Retry-After.'),
    places: [{ at: 'address' }],
  },
}
