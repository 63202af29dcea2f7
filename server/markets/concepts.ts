import type { Words } from './words.ts'

const say = (en: string, pt: string): Words => ({ en, 'pt-BR': pt })

/** What banks tell of an account, whatever a standard calls it: the rows in which standards are laid side by side. */
export const CONCEPTS = [
  {
    id: 'identity',
    title: say('Which account it is', 'Qual conta é'),
    concepts: [
      { id: 'account-id', title: say('Its name for apps', 'Seu nome para aplicativos') },
      { id: 'kind', title: say('Kind of account', 'Tipo de conta') },
      { id: 'number', title: say('Account number', 'Número da conta') },
      { id: 'bank-code', title: say('The bank’s code', 'Código do banco') },
      { id: 'brand', title: say('Brand', 'Marca') },
      { id: 'product', title: say('Product', 'Produto') },
      { id: 'currency', title: say('Currency', 'Moeda') },
      { id: 'status', title: say('Status', 'Situação') },
    ],
  },
  {
    id: 'holders',
    title: say('Whose it is', 'De quem é'),
    concepts: [
      { id: 'ownership', title: say('Alone or together', 'Individual ou conjunta') },
      { id: 'holder-name', title: say('Holder’s name', 'Nome do titular') },
      { id: 'holder-document', title: say('Holder’s document', 'Documento do titular') },
    ],
  },
  {
    id: 'money',
    title: say('What is in it', 'O que há nela'),
    concepts: [
      { id: 'available', title: say('Available', 'Disponível') },
      { id: 'balance', title: say('Booked balance', 'Saldo contábil') },
      { id: 'blocked', title: say('Blocked', 'Bloqueado') },
      { id: 'invested', title: say('Invested by itself', 'Aplicado automaticamente') },
      { id: 'balance-at', title: say('As of', 'Lido em') },
      { id: 'limit', title: say('Agreed limit', 'Limite contratado') },
      { id: 'limit-used', title: say('Used of the limit', 'Usado do limite') },
    ],
  },
  {
    id: 'movement',
    title: say('Its latest movement', 'Seu último lançamento'),
    concepts: [
      { id: 'movement-id', title: say('Movement’s id', 'Id do lançamento') },
      { id: 'movement-at', title: say('When', 'Quando') },
      { id: 'movement-booked', title: say('Booked', 'Lançado em') },
      { id: 'movement-text', title: say('Text', 'Texto') },
      { id: 'movement-amount', title: say('Amount', 'Valor') },
      { id: 'movement-direction', title: say('Direction', 'Sentido') },
      { id: 'movement-kind', title: say('Kind', 'Tipo') },
      { id: 'movement-state', title: say('Final or not', 'Definitivo ou não') },
      { id: 'movement-party', title: say('Other party', 'Outra parte') },
    ],
  },
] as const satisfies readonly { id: string; title: Words; concepts: readonly { id: string; title: Words }[] }[]

export type ConceptId = (typeof CONCEPTS)[number]['concepts'][number]['id']
