import type { Rule } from '../../rule.ts'
import { citing } from '../../rules/citing.ts'
import { sharedTokenRules } from '../../rules/token.ts'
import { say } from '../../rules/words.ts'

/** What the token and revocation endpoints ask. */
export const tokenRules: Readonly<Record<string, Rule>> = {
  ...citing(sharedTokenRules, {}),
  'refresh-current': {
    part: 'token',
    title: say(
      'The refresh token is the newest of its line and its consent active',
      'O refresh token é o mais novo da série e o consentimento, ativo',
    ),
    clause: 'RFC 6749 6; RFC 9700 4.14.2: rotation; FDX consent API: refresh tokens die with the consent',
    fix: say(
      'Use the refresh token of the newest answer. After its consent has ended only a new consent gives tokens.',
      'Use o refresh token da última resposta. Depois do fim do consentimento só um novo dá tokens.',
    ),
    places: [
      {
        at: 'field:refresh_token',
        right: say('<the newest, of an active consent>', '<o último, de consentimento ativo>'),
      },
    ],
  },
}
