import type { Rule } from '../../rule.ts'
import { citing } from '../../rules/citing.ts'
import { sharedTokenRules } from '../../rules/token.ts'
import { say } from '../../rules/words.ts'

/** What the token and revocation endpoints ask. */
export const tokenRules: Readonly<Record<string, Rule>> = {
  ...citing(sharedTokenRules, {
    'code-current': 'RFC 6749 4.1.2; FAPI-BR: authorization code',
  }),
  'refresh-current': {
    part: 'token',
    title: say(
      'The refresh token is known and its consent active',
      'O refresh token é conhecido e o consentimento, ativo',
    ),
    clause: 'RFC 6749 6; FAPI-BR: refresh tokens live as long as the consent',
    fix: say(
      'After its consent has ended only a new consent gives tokens.',
      'Depois do fim do consentimento só um novo dá tokens.',
    ),
    places: [
      { at: 'field:refresh_token', right: say('<token of an active consent>', '<token de consentimento ativo>') },
    ],
  },
}
