import type { Words } from '#markets'

/** The words of the page where an account holder sees what they share. */
export const sharingWords = {
  title: { en: 'What you share', 'pt-BR': 'O que você compartilha' },
  loginLead: {
    en: 'Log in to see which apps you share your data with, and to end what you no longer want.',
    'pt-BR': 'Entre para ver com quais apps você compartilha seus dados e encerrar o que não quiser mais.',
  },
  lead: {
    en: '{name}, these apps can read your data at this bank.',
    'pt-BR': '{name}, estes apps podem ler seus dados neste banco.',
  },
  nothing: {
    en: '{name}, you share your data with no app at the moment.',
    'pt-BR': '{name}, no momento você não compartilha seus dados com nenhum app.',
  },
  through: { en: 'through {names}', 'pt-BR': 'por meio de {names}' },
  data: { en: 'What', 'pt-BR': 'O quê' },
  accounts: { en: 'From which accounts', 'pt-BR': 'De quais contas' },
  since: { en: 'Since', 'pt-BR': 'Desde' },
  until: { en: 'Until', 'pt-BR': 'Até' },
  indefinite: { en: 'You end it', 'pt-BR': 'Você encerrar' },
  lastUse: { en: 'Last access', 'pt-BR': 'Último acesso' },
  neverUsed: { en: 'None yet', 'pt-BR': 'Nenhum ainda' },
  held: {
    en: 'The bank holds this sharing back for now: the app reads nothing.',
    'pt-BR': 'O banco suspendeu este compartilhamento por enquanto: o app não lê nada.',
  },
  ending: {
    en: 'Ends on {day}. To go on, {app} has to ask you again.',
    'pt-BR': 'Termina em {day}. Para continuar, {app} precisa pedir de novo.',
  },
  end: { en: 'End this sharing', 'pt-BR': 'Encerrar este compartilhamento' },
  endText: {
    en: '{app} can’t read anything more from that moment on. What it has read before it may still have.',
    'pt-BR': '{app} não poderá ler mais nada a partir desse momento. O que já leu pode continuar com ele.',
  },
  endNow: { en: 'End it now', 'pt-BR': 'Encerrar agora' },
  endAll: { en: 'End everything', 'pt-BR': 'Encerrar tudo' },
  endAllText: {
    en: 'No app can read anything more from that moment on.',
    'pt-BR': 'Nenhum app poderá ler mais nada a partir desse momento.',
  },
  ended: { en: 'Ended', 'pt-BR': 'Encerrados' },
  endedOn: { en: 'ended on {day}', 'pt-BR': 'encerrado em {day}' },
  done: { en: 'The sharing has ended.', 'pt-BR': 'O compartilhamento foi encerrado.' },
  leave: { en: 'Log out', 'pt-BR': 'Sair' },
} satisfies Record<string, Words>
