import type { Words } from '#markets'

export type Language = keyof Words

/** The words of the login, consent and error pages. */
export const words = {
  simulated: { en: 'Simulated bank — no real money', 'pt-BR': 'Banco simulado — sem dinheiro real' },
  loginTitle: { en: 'Log in to your account', 'pt-BR': 'Acesse sua conta' },
  loginLead: {
    en: '{app} asks to see data you keep with us. Log in to read what it asks for.',
    'pt-BR': '{app} pede acesso a dados que você tem conosco. Entre para ver o que está sendo pedido.',
  },
  username: { en: 'User name', 'pt-BR': 'Usuário' },
  password: { en: 'Password', 'pt-BR': 'Senha' },
  login: { en: 'Log in', 'pt-BR': 'Entrar' },
  cancel: { en: 'Cancel', 'pt-BR': 'Cancelar' },
  loginFailed: {
    en: 'User name or password is wrong. Check both and try again.',
    'pt-BR': 'Usuário ou senha incorretos. Confira e tente de novo.',
  },
  loginLocked: {
    en: 'Too many failed attempts. This login is locked for a while; try again later.',
    'pt-BR': 'Muitas tentativas sem sucesso. Este acesso está bloqueado por um tempo; tente mais tarde.',
  },
  codeTitle: { en: 'Confirm that it is you', 'pt-BR': 'Confirme que é você' },
  codeLead: {
    en: 'We sent a code with six digits to your phone.',
    'pt-BR': 'Enviamos um código de seis dígitos para o seu celular.',
  },
  code: { en: 'Code', 'pt-BR': 'Código' },
  codeHint: {
    en: 'The simulated phone is in Bancada’s console, under Phone.',
    'pt-BR': 'O celular simulado fica no console do Bancada, em Celular.',
  },
  codeSubmit: { en: 'Continue', 'pt-BR': 'Continuar' },
  codeResend: { en: 'Send another code', 'pt-BR': 'Enviar outro código' },
  codeWrong: {
    en: 'This code is wrong. Check your phone and try again.',
    'pt-BR': 'Código incorreto. Confira no celular e tente de novo.',
  },
  codeExpired: {
    en: 'This code is no longer valid. Ask for another one.',
    'pt-BR': 'Este código não vale mais. Peça outro.',
  },
  codeSpent: {
    en: 'The code can’t be used any more. Log in again to get another one.',
    'pt-BR': 'O código não pode mais ser usado. Entre de novo para receber outro.',
  },
  codesUsedUp: {
    en: 'No more codes can be sent for this request. Go back to the app and start again.',
    'pt-BR': 'Não é possível enviar mais códigos para este pedido. Volte ao app e recomece.',
  },
  notInTitle: { en: 'You are not logged in', 'pt-BR': 'Você não entrou' },
  notInText: {
    en: 'You came back from the bank’s login without being logged in. Nothing was shared with {app}.',
    'pt-BR': 'Você voltou do acesso do banco sem entrar. Nada foi compartilhado com {app}.',
  },
  again: { en: 'Log in', 'pt-BR': 'Entrar' },
  consentTitle: { en: 'Share your data', 'pt-BR': 'Compartilhe seus dados' },
  with: { en: 'With whom', 'pt-BR': 'Com quem' },
  through: { en: 'Through', 'pt-BR': 'Por meio de' },
  replaces: {
    en: 'End what you have shared with {app} since {since}: this takes its place.',
    'pt-BR': 'Encerrar o que você compartilha com {app} desde {since}: este fica no lugar.',
  },
  fullTitle: { en: 'You share with this app often enough', 'pt-BR': 'Você já compartilha bastante com este app' },
  fullText: {
    en: 'You have as many sharings with {app} as this bank allows. Nothing was shared. End one of them, then start again.',
    'pt-BR':
      'Você já tem com {app} tantos compartilhamentos quantos este banco permite. Nada foi compartilhado. Encerre um deles e recomece.',
  },
  sharedBy: { en: 'Whose data', 'pt-BR': 'De quem são os dados' },
  purpose: { en: 'For what', 'pt-BR': 'Para quê' },
  purposeText: {
    en: 'So that {app} can show and use this data in the service you asked it for.',
    'pt-BR': 'Para que {app} mostre e use estes dados no serviço que você pediu.',
  },
  until: { en: 'Until when', 'pt-BR': 'Até quando' },
  indefinite: { en: 'Until you end it (no end date)', 'pt-BR': 'Até você encerrar (prazo indeterminado)' },
  data: { en: 'What is shared', 'pt-BR': 'O que é compartilhado' },
  accounts: { en: 'From which accounts', 'pt-BR': 'De quais contas' },
  noAccounts: {
    en: 'You have no account to share at the moment. You can go on; accounts are then not part of the sharing.',
    'pt-BR':
      'No momento você não tem conta para compartilhar. Você pode continuar; contas não farão parte do compartilhamento.',
  },
  chooseOne: { en: 'Keep at least one account selected.', 'pt-BR': 'Mantenha ao menos uma conta selecionada.' },
  approve: { en: 'Confirm sharing', 'pt-BR': 'Confirmar compartilhamento' },
  next: {
    en: 'After you confirm you go back to {app}. You can end the sharing at any time, here or there.',
    'pt-BR':
      'Depois de confirmar você volta para {app}. Você pode encerrar o compartilhamento quando quiser, aqui ou lá.',
  },
  mismatchTitle: { en: 'This request is for somebody else', 'pt-BR': 'Este pedido é para outra pessoa' },
  mismatchText: {
    en: 'The {document} given to {app} is not yours. Nothing was shared. Go back and start again with your own {document}.',
    'pt-BR':
      'O {document} informado a {app} não é o seu. Nada foi compartilhado. Volte e recomece com o seu {document}.',
  },
  companyText: {
    en: 'You can’t act for the company whose {document} was given to {app}. Nothing was shared. Ask somebody who represents it.',
    'pt-BR':
      'Você não representa a empresa cujo {document} foi informado a {app}. Nada foi compartilhado. Peça a quem a representa.',
  },
  endedTitle: { en: 'This request has ended', 'pt-BR': 'Este pedido terminou' },
  endedText: {
    en: 'The request from {app} has ended or was used already. Nothing more was shared. Go back and start again.',
    'pt-BR': 'O pedido de {app} terminou ou já foi usado. Nada mais foi compartilhado. Volte e recomece.',
  },
  back: { en: 'Back to {app}', 'pt-BR': 'Voltar para {app}' },
  errorTitle: { en: 'The request can’t be completed', 'pt-BR': 'Não foi possível concluir o pedido' },
  // Tools recognise the bank's error page by this one sentence, which never changes.
  errorSentence: {
    en: 'Bancada could not complete this authorization request.',
    'pt-BR': 'Bancada could not complete this authorization request.',
  },
  errorHelp: {
    en: 'Go back to the app and start again. If it keeps happening, the app’s developer finds the details below.',
    'pt-BR': 'Volte ao app e recomece. Se continuar, o desenvolvedor do app encontra os detalhes abaixo.',
  },
  language: { en: 'Português', 'pt-BR': 'English' },
} satisfies Record<string, Words>

/** A text with its `{names}` filled in. The result is plain text: escape it before it goes into a page. */
export function say(text: Words, language: Language, values: Record<string, string> = {}): string {
  return text[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}
