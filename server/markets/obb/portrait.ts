import type { Portrait, PortraitEntity, PortraitFacts } from '../portrait.ts'
import type { Words } from '../words.ts'
import { isTold } from './account-kinds.ts'
import { mapAccount, mapBalances, mapIdentification, mapOverdraft, mapTransaction } from './apis/accounts/map.ts'
import { accountsApi } from './apis/accounts/routes.ts'

const say = (en: string, pt: string): Words => ({ en, 'pt-BR': pt })

/** Where amounts stand: each says its currency again. */
const AMOUNTS = [
  ...['balances/availableAmount', 'balances/blockedAmount', 'balances/automaticallyInvestedAmount'],
  ...['limits/overdraftContractedLimit', 'limits/overdraftUsedLimit', 'limits/unarrangedOverdraftAmount'],
  'transactions/0/transactionAmount',
]

/** An account as accounts v2 tells it, in the answers of its five operations. */
export const portrait: Portrait = {
  tell: ({ bank, account, movements, institutionDocument, now }: PortraitFacts): PortraitEntity[] => {
    if (!isTold(account)) {
      const absent = say(
        'Open Finance Brasil tells cards, loans, investments and insurance in families of their own, which this bank does not serve yet.',
        'O Open Finance Brasil fala de cartões, empréstimos, investimentos e seguros em famílias próprias, que este banco ainda não serve.',
      )
      return [{ id: 'account', operation: 'GET /accounts', data: null, absent }]
    }
    const balances = bank.accounts.balances(account.id)
    const entity = (id: string, operation: string, shape: string, data: unknown): PortraitEntity => ({
      ...{ id, operation, shape, data },
    })
    const limits = mapOverdraft(balances)
    return [
      entity('account', 'GET /accounts', 'AccountData', mapAccount(account, institutionDocument)),
      entity('identification', 'GET /accounts/{accountId}', 'AccountIdentificationData', mapIdentification(account)),
      entity('balances', 'GET /accounts/{accountId}/balances', 'AccountBalancesData', mapBalances(balances)),
      entity('limits', 'GET /accounts/{accountId}/overdraft-limits', 'AccountOverdraftLimitsData', limits),
      entity(
        'transactions',
        'GET /accounts/{accountId}/transactions',
        'AccountTransactionsData',
        movements.map((movement) => mapTransaction(movement, now)),
      ),
    ]
  },
  components: accountsApi.components,
  places: {
    'account-id': {
      at: ['account/accountId'],
      says: say('Opaque; every other operation asks for it.', 'Opaco; todas as outras operações pedem por ele.'),
    },
    kind: {
      at: ['account/type', 'identification/type'],
      says: say('One word of three for deposits.', 'Uma palavra entre três para depósitos.'),
    },
    number: {
      at: ['account/number', 'identification/number'],
      says: say('In clear, with branch and check digit beside it.', 'Às claras, com agência e dígito ao lado.'),
    },
    'bank-code': {
      at: ['account/compeCode', 'identification/compeCode'],
      says: say('The clearing’s code.', 'O código de compensação.'),
    },
    brand: { at: ['account/brandName'] },
    product: { at: [], says: say('Not told of accounts.', 'Não é dito das contas.') },
    currency: {
      at: ['identification/currency', ...AMOUNTS.map((amount) => `${amount}/currency`)],
      says: say('ISO 4217, again with every amount.', 'ISO 4217, outra vez em cada valor.'),
    },
    status: {
      at: [],
      says: say(
        'Told of the consent’s resources instead: AVAILABLE, UNAVAILABLE and so on.',
        'É dito dos recursos do consentimento: AVAILABLE, UNAVAILABLE e assim por diante.',
      ),
    },
    ownership: {
      at: ['identification/subtype'],
      says: say('Whose word moves the money.', 'De quem é a palavra que move o dinheiro.'),
    },
    'holder-name': {
      at: [],
      says: say(
        'Told by the family of customers’ registration data, which this bank does not serve yet.',
        'É dito pela família de dados cadastrais, que este banco ainda não serve.',
      ),
    },
    'holder-document': {
      at: [],
      says: say(
        'The app has to know it: it lodges the consent with it.',
        'O aplicativo precisa sabê-lo: cria o consentimento com ele.',
      ),
    },
    available: {
      at: ['balances/availableAmount/amount'],
      says: say(
        'Text with two decimals; below zero where overdrawn.',
        'Texto com duas casas; abaixo de zero no cheque especial.',
      ),
    },
    balance: {
      at: [],
      says: say('Not told: only what can be spent.', 'Não é dito: só o que se pode gastar.'),
    },
    blocked: { at: ['balances/blockedAmount/amount'] },
    invested: { at: ['balances/automaticallyInvestedAmount/amount'] },
    'balance-at': { at: ['balances/updateDateTime'], says: say('UTC, whole seconds.', 'UTC, segundos inteiros.') },
    limit: {
      at: ['limits/overdraftContractedLimit/amount'],
      says: say('An operation of its own, and a permission.', 'Uma operação própria, com permissão.'),
    },
    'limit-used': { at: ['limits/overdraftUsedLimit/amount'] },
    'movement-id': {
      at: ['transactions/0/transactionId'],
      says: say('May change until the movement is final.', 'Pode mudar até o lançamento ser definitivo.'),
    },
    'movement-at': {
      at: ['transactions/0/transactionDateTime'],
      says: say('UTC with milliseconds.', 'UTC com milissegundos.'),
    },
    'movement-booked': { at: [], says: say('Not told apart from the moment.', 'Não é dito à parte do momento.') },
    'movement-text': { at: ['transactions/0/transactionName'] },
    'movement-amount': {
      at: ['transactions/0/transactionAmount/amount'],
      says: say('Text, never below zero; its currency beside it.', 'Texto, nunca abaixo de zero; a moeda ao lado.'),
    },
    'movement-direction': { at: ['transactions/0/creditDebitType'] },
    'movement-kind': {
      at: ['transactions/0/type'],
      says: say('How the money went: Pix, TED, boleto, card …', 'Como o dinheiro foi: Pix, TED, boleto, cartão …'),
    },
    'movement-state': {
      at: ['transactions/0/completedAuthorisedPaymentType'],
      says: say(
        'By the table of when each kind becomes final.',
        'Pela tabela de quando cada tipo se torna definitivo.',
      ),
    },
    'movement-party': {
      at: ['transactions/0/partieCnpjCpf'],
      says: say('By document, bank and account, not by name.', 'Por documento, banco e conta, não por nome.'),
    },
  },
}
