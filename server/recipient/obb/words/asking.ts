import type { Language } from '../../web/language.ts'

const en = {
  whoTitle: 'Who is connecting?',
  whoNote: 'Your bank checks that the person who logs in there is the one named here.',
  people: 'Demonstration customers',
  login: 'logs in at the bank as',
  actingFor: 'company',
  actedBy: 'represented by the login',
  somebodyElse: 'Somebody else',
  somebodyElseNote: 'Type a CPF',
  cpf: 'CPF',
  cnpj: 'CNPJ, only for a company’s accounts',
  wrong: {
    CPF: 'Type the eleven digits of the CPF, with or without dots.',
    CNPJ: 'A CNPJ has fourteen characters. Leave it empty for your own accounts.',
    group: 'Balances are needed to go on.',
    term: 'Choose one of the terms.',
  } as Record<string, string>,
  categoryNote: 'You choose at the bank which of your accounts are shared.',
  groups: {
    balances: {
      name: 'Balances',
      note: 'Needed because without them there is nothing to add up.',
      items: ['Which accounts you have, with branch and number', 'Available, blocked and invested balance'],
    },
    statements: {
      name: 'Statements',
      note: 'For income, spending and categories.',
      items: [
        'Movements of the last twelve months',
        'Name, kind, date and amount of each, and the other party’s document',
      ],
    },
    limits: {
      name: 'Overdraft limits',
      note: 'To warn you before the overdraft costs you.',
      items: ['Agreed overdraft limit', 'How much of it is in use'],
    },
  },
  growing: 'Accounts that you open later don’t join by themselves: you would connect again to add them.',
  terms: {
    '1-day': '1 day',
    '3-months': '3 months',
    '6-months': '6 months',
    '12-months': '12 months',
    indefinite: 'Indefinite',
  },
  termIndefinite: 'Indefinite means until you end it.',
}

const ptBR: typeof en = {
  whoTitle: 'Quem está conectando?',
  whoNote: 'Seu banco confere se a pessoa que entra lá é a mesma indicada aqui.',
  people: 'Clientes de demonstração',
  login: 'entra no banco como',
  actingFor: 'empresa',
  actedBy: 'representada pelo usuário',
  somebodyElse: 'Outra pessoa',
  somebodyElseNote: 'Digite um CPF',
  cpf: 'CPF',
  cnpj: 'CNPJ, só para contas de uma empresa',
  wrong: {
    CPF: 'Digite os onze números do CPF, com ou sem pontos.',
    CNPJ: 'Um CNPJ tem quatorze caracteres. Deixe em branco para as suas próprias contas.',
    group: 'Os saldos são necessários para continuar.',
    term: 'Escolha um dos prazos.',
  },
  categoryNote: 'No banco você escolhe quais das suas contas são compartilhadas.',
  groups: {
    balances: {
      name: 'Saldos',
      note: 'Necessário porque sem eles não há o que somar.',
      items: ['Quais contas você tem, com agência e número', 'Saldo disponível, bloqueado e investido'],
    },
    statements: {
      name: 'Extratos',
      note: 'Para entradas, gastos e categorias.',
      items: [
        'Lançamentos dos últimos doze meses',
        'Nome, tipo, data e valor de cada um, e o documento da outra parte',
      ],
    },
    limits: {
      name: 'Limites',
      note: 'Para avisar antes que o cheque especial pese no bolso.',
      items: ['Limite do cheque especial contratado', 'Quanto dele está em uso'],
    },
  },
  growing: 'Contas que você abrir depois não entram sozinhas: para incluí-las, conecte de novo.',
  terms: {
    '1-day': '1 dia',
    '3-months': '3 meses',
    '6-months': '6 meses',
    '12-months': '12 meses',
    indefinite: 'Prazo indeterminado',
  },
  termIndefinite: 'Prazo indeterminado vale até você encerrar.',
}

export type AskingWords = typeof en

/** What the Brazilian part asks on the way to a consent. */
export const askingWords = (language: Language): AskingWords => (language === 'pt-BR' ? ptBR : en)
