import type { Portrait, PortraitEntity, PortraitFacts } from '../portrait.ts'
import type { Words } from '../words.ts'
import { mapDetails } from './apis/accounts/details.ts'
import { readDetails } from './apis/accounts/held.ts'
import { components as accounts } from './apis/accounts/schema.ts'
import { mapContact } from './apis/customers/map.ts'
import { holdersOf } from './apis/customers/related.ts'
import { components as customers } from './apis/customers/schema.ts'
import { mapMovement } from './apis/transactions/map.ts'
import { shapeOf, components as transactions } from './apis/transactions/schema.ts'
import { CLUSTERS, DATA_SCOPES } from './clusters.ts'
import { components as common } from './schema/common.ts'

const say = (en: string, pt: string): Words => ({ en, 'pt-BR': pt })

/** An account as the core API tells it where a consent opens every cluster. */
export const portrait: Portrait = {
  tell: ({ bank, account, movements, settings }: PortraitFacts): PortraitEntity[] => {
    const everything = { settings, scopes: DATA_SCOPES, consent: { permissions: CLUSTERS.map(({ id }) => id) } }
    const held = readDetails(bank, account)
    const page = { account, category: held.place.accountCategory }
    const lines = movements.map((posted) =>
      mapMovement(
        { posted, at: posted.bookedAt, id: posted.id, imageIds: bank.images.idsOf(posted) },
        page,
        everything,
      ),
    )
    return [
      {
        ...{ id: 'account', operation: 'GET /accounts/{accountId}', shape: page.category },
        data: mapDetails(held, everything),
      },
      {
        ...{ id: 'contact', operation: 'GET /accounts/{accountId}/contact', shape: 'AccountContact' },
        data: mapContact(holdersOf({ bank }, account), everything),
      },
      {
        ...{ id: 'transactions', operation: 'GET /accounts/{accountId}/transactions', shape: shapeOf(page.category) },
        data: lines,
      },
    ]
  },
  components: { ...common, ...accounts, ...customers, ...transactions },
  places: {
    'account-id': {
      at: ['account/accountId', 'transactions/0/accountId'],
      says: say('Opaque and lasting; never the number itself.', 'Opaco e duradouro; nunca o próprio número.'),
    },
    kind: {
      at: ['account/accountType', 'account/accountCategory', 'transactions/0/accountCategory'],
      says: say(
        'Within a category: DEPOSIT_ACCOUNT, LOC_ACCOUNT, LOAN_ACCOUNT …',
        'Dentro de uma categoria: DEPOSIT_ACCOUNT, LOC_ACCOUNT, LOAN_ACCOUNT …',
      ),
    },
    number: {
      at: ['account/accountNumberDisplay'],
      says: say(
        'Masked to its last four; networks tell a token in the place of the whole one.',
        'Mascarado até os quatro últimos; as redes dizem um token no lugar do número inteiro.',
      ),
    },
    'bank-code': {
      at: [],
      says: say(
        'Told with the payment networks (PAYMENT_SUPPORT), for each network.',
        'É dito com as redes de pagamento (PAYMENT_SUPPORT), para cada rede.',
      ),
    },
    brand: {
      at: [],
      says: say(
        'The bank stands among the consent’s parties, not in the account.',
        'O banco está entre as partes do consentimento, não na conta.',
      ),
    },
    product: { at: ['account/productName'] },
    currency: {
      at: ['account/currency/currencyCode'],
      says: say('Once for the whole account.', 'Uma vez para a conta toda.'),
    },
    status: { at: ['account/status'] },
    ownership: {
      at: ['contact/holders/0/relationship'],
      says: say('What each holder is to the account.', 'O que cada titular é da conta.'),
    },
    'holder-name': {
      at: ['contact/holders/0/name', 'contact/holders/0/businessCustomer/name'],
      says: say('In parts, with CUSTOMER_CONTACT.', 'Em partes, com CUSTOMER_CONTACT.'),
    },
    'holder-document': {
      at: ['contact/holders/0/taxId'],
      says: say('Masked, and only with CUSTOMER_PERSONAL.', 'Mascarado, e só com CUSTOMER_PERSONAL.'),
    },
    available: {
      at: [
        'account/availableBalance',
        'account/availableCredit',
        'account/availableCashBalance',
        'account/currentAvailableBalance',
      ],
      says: say('A number with two decimals at most.', 'Um número com duas casas no máximo.'),
    },
    balance: {
      at: [
        ...['account/currentBalance', 'account/principalBalance', 'account/currentValue'],
        ...['account/currentLedgerBalance', 'account/surrenderValue'],
      ],
      says: say(
        'What is held back is still in it; what is owed is above zero.',
        'O que está retido ainda conta; o que se deve fica acima de zero.',
      ),
    },
    blocked: { at: [], says: say('The difference between the two balances.', 'A diferença entre os dois saldos.') },
    invested: { at: [], says: say('Not told apart.', 'Não é dito à parte.') },
    'balance-at': {
      at: ['account/balanceAsOf'],
      says: say('RFC 3339, whole seconds.', 'RFC 3339, segundos inteiros.'),
    },
    limit: {
      at: ['account/creditLine'],
      says: say(
        'Of lines of credit; of an overdraft only whether it was agreed to.',
        'De linhas de crédito; do cheque especial, só se foi contratado.',
      ),
    },
    'limit-used': { at: [], says: say('Follows from the balances.', 'Resulta dos saldos.') },
    'movement-id': {
      at: ['transactions/0/transactionId'],
      says: say('A pending movement has another one than the posted.', 'O pendente tem outro que não o do lançado.'),
    },
    'movement-at': {
      at: ['transactions/0/transactionTimestamp'],
      says: say('RFC 3339, whole seconds.', 'RFC 3339, segundos inteiros.'),
    },
    'movement-booked': { at: ['transactions/0/postedTimestamp'] },
    'movement-text': { at: ['transactions/0/description'] },
    'movement-amount': {
      at: ['transactions/0/amount'],
      says: say(
        'A number, never below zero, in the account’s currency.',
        'Um número, nunca abaixo de zero, na moeda da conta.',
      ),
    },
    'movement-direction': { at: ['transactions/0/debitCreditMemo'] },
    'movement-kind': {
      at: ['transactions/0/transactionType', 'transactions/0/commercialCode/code'],
      says: say(
        'What it was for the account: each category has words of its own.',
        'O que foi para a conta: cada categoria tem suas palavras.',
      ),
    },
    'movement-state': { at: ['transactions/0/status'] },
    'movement-party': {
      at: ['transactions/0/payee', 'transactions/0/transactionPayee'],
      says: say('By name, where money went to somebody.', 'Por nome, quando o dinheiro foi a alguém.'),
    },
  },
}
