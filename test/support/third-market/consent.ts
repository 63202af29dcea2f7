import type { ConsentProfile } from '#markets'

export const MINUTE_MS = 60_000
export const DAY_MS = 86_400_000

/** An agreement is drafted, sealed, and then torn up by somebody or lapsed by itself. */
export const consentProfile: ConsentProfile = {
  scopePrefix: 'agreement/',
  life: {
    initial: 'drafted',
    states: { drafted: {}, sealed: { active: true }, torn: { final: true }, lapsed: { final: true } },
    moves: [
      { act: 'authorise', from: 'drafted', to: 'sealed', clause: 'Island rules 1' },
      { act: 'cancel', from: 'drafted', to: 'torn', by: 'islander', reason: 'unwilling', clause: 'Island rules 2' },
      {
        act: 'revoke',
        from: 'sealed',
        to: 'torn',
        by: 'islander',
        reason: 'second-thoughts',
        clause: 'Island rules 3',
      },
    ],
    timers: [
      {
        ...{ id: 'ink-dries', state: 'drafted', from: 'state-entered', afterMs: 10 * MINUTE_MS },
        ...{ to: 'lapsed', by: 'sea', reason: 'ink-dried', clause: 'Island rules 4' },
      },
      {
        ...{ id: 'tide-turns', state: 'sealed', from: 'state-entered', afterMs: 30 * DAY_MS },
        ...{ to: 'lapsed', by: 'sea', reason: 'tide-turned', clause: 'Island rules 5' },
      },
    ],
    hold: { states: ['sealed'], clause: 'Island rules 6' },
  },
  describe: ({ permissions }) => [
    {
      title: { en: 'Your pots', 'pt-BR': 'Seus potes' },
      items: permissions.includes('SEE_POTS') ? [{ en: 'what is in them', 'pt-BR': 'o que há neles' }] : [],
    },
  ],
  notes: () => [{ en: 'The tide takes every agreement back.', 'pt-BR': 'A maré leva todo acordo de volta.' }],
  needsAccounts: () => true,
  scopesFor: () => ['pots'],
  groups: [{ id: 'pots', title: { en: 'Pots', 'pt-BR': 'Potes' }, permissions: ['SEE_POTS'] }],
  draft: ({ permissions, newId }) => ({ id: `ag-${newId()}`, permissions, expiresAt: null }),
  account: ({ number }) => ({ label: { en: 'Clay pot', 'pt-BR': 'Pote de barro' }, number: `no. ${number}` }),
  words: {
    personDocument: { en: 'Shell mark', 'pt-BR': 'Marca de concha' },
    companyDocument: { en: 'Guild mark', 'pt-BR': 'Marca de guilda' },
  },
}
