import type { Words } from '#markets'

/** The words that the bank's own identity provider has beside those of every login of the bank. */
export const providerWords = {
  name: { en: '{bank} ID', 'pt-BR': '{bank} ID' },
  title: { en: 'Welcome back', 'pt-BR': 'Que bom ver você' },
  lead: {
    en: 'One login for all of the bank. Afterwards you go on to {market}, where you see what is asked for.',
    'pt-BR': 'Um só acesso para todo o banco. Depois você segue para o {market}, onde vê o que está sendo pedido.',
  },
  codeTitle: { en: 'One more step', 'pt-BR': 'Só mais um passo' },
  claim: { en: 'Your bank, one key.', 'pt-BR': 'Seu banco, uma só chave.' },
  errorTitle: { en: 'This login can’t go on', 'pt-BR': 'Este acesso não pode continuar' },
  errorText: {
    en: 'Go back to where you came from and start again.',
    'pt-BR': 'Volte para onde você estava e recomece.',
  },
  greeting: {
    en: 'This is where the bank’s customers log in. An app sends you here when there is something to decide.',
    'pt-BR': 'É aqui que os clientes do banco entram. Um app traz você para cá quando há algo a decidir.',
  },
} satisfies Record<string, Words>
