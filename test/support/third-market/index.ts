import type { Market } from '#markets'
import { envelope, problems, rules } from './answers.ts'
import { agreementsApi, potsApi, steps } from './apis.ts'
import { consentProfile } from './consent.ts'
import { lanes } from './lanes.ts'
import { publication } from './publication.ts'
import { registrationProfile } from './registration.ts'
import { securityProfile } from './security.ts'
import { trustProfile } from './trust.ts'

/**
 * An invented market, different wherever a market may be: an island whose banks share pots under agreements. No room of
 * the house knows it.
 */
export const ilha: Market = {
  id: 'ilha',
  name: 'Ilha Aberta',
  currency: 'XTS',
  language: 'pt-BR',
  timeZone: 'Atlantic/Azores',
  book: 'ilha-book',
  addresses: { issuerPath: '/ilha-auth', issuerListener: 'mutual', apiPath: '/ilha/v1' },
  trust: trustProfile,
  publication,
  security: securityProfile,
  registration: registrationProfile,
  consent: consentProfile,
  arrows: {
    titles: {
      1: { en: 'The boatbuilder signs in', 'pt-BR': 'O construtor se apresenta' },
      3: { en: 'The boat is registered', 'pt-BR': 'O barco é registrado' },
      5: { en: 'An agreement is drafted', 'pt-BR': 'Um acordo é rascunhado' },
      8: { en: 'The islander seals it', 'pt-BR': 'O ilhéu o sela' },
      9: { en: 'The pots are read', 'pt-BR': 'Os potes são lidos' },
      10: { en: 'The vault answers', 'pt-BR': 'O cofre responde' },
    },
    // The app's own token belongs to the drafting, and so does whatever verifies it.
    operations: {
      'register client': 3,
      'token client_credentials': 5,
      'verify the app': 5,
      'introspect app token': 5,
      'push authorization request': 5,
      authorize: 7,
      'hand over to the provider': 7,
      'authorize at the provider': 7,
      'return from the provider': 7,
      'redeem the login': 7,
      'show login': 8,
      'log in': 8,
      'check one-time code': 8,
      'show consent': 8,
      'confirm consent': 8,
      'cancel consent': 8,
      'return to the app': 8,
      'token authorization_code': 9,
      'introspect customer token': 9,
    },
  },
  headers: { interactionId: 'island-call', recorded: ['island-weather'] },
  steps,
  rules,
  problems,
  envelope,
  apis: [agreementsApi, potsApi],
  lanes,
}

export { ilhaPersonas, NILO } from './personas.ts'
export { type IslandApp, openIslandApp } from './recipient.ts'
