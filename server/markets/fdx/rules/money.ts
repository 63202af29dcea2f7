import type { RightContext, Rule } from '../../rule.ts'
import { lastPart, say } from '../../rules/words.ts'

const OWN_ID = say('<an id that this application was given>', '<um id dado a esta aplicação>')
const OWN_ACCOUNT = say('<an account of the consent>', '<uma conta do consentimento>')
const CUSTOMERS_ACCOUNT = say('<another account of the customer>', '<outra conta do cliente>')
const SMALLER = say('<an amount that the account can pay>', '<um valor que a conta possa pagar>')
const NEW_KEY = say('<a key that was not used yet>', '<uma chave ainda não usada>')
const earliest = ({ facts }: RightContext) => (facts.earliest === undefined ? undefined : String(facts.earliest))

const atId = (right = OWN_ID): Rule['places'] => [{ at: 'address', right: lastPart(right) }]
const from: Rule['places'] = [{ at: 'field:fromAccountId', right: OWN_ACCOUNT }]
const to: Rule['places'] = [{ at: 'field:toAccountId', right: CUSTOMERS_ACCOUNT }]
const amount: Rule['places'] = [{ at: 'field:amount', right: SMALLER }]

const clause = (error: number, name: string): string => `FDX 6.4, error ${error}: ${name}`

/** What money movement asks, beyond what the gateway asks of all. */
export const moneyRules: Readonly<Record<string, Rule>> = {
  'idempotency-key': {
    part: 'data',
    title: say('A key names one request', 'Uma chave nomeia um único pedido'),
    clause: 'FDX money movement: idempotency-key',
    fix: say(
      'Use a new key for another request; send the same one only with the same body.',
      'Use uma chave nova para outro pedido; repita a mesma só com o mesmo corpo.',
    ),
    places: [{ at: 'header:idempotency-key', right: NEW_KEY }],
  },
  'change-known': {
    part: 'data',
    title: say('The update id is one that this bank gave', 'O id de atualização foi dado por este banco'),
    clause: clause(1100, 'update id not found'),
    fix: say(
      'Read the list without updatedSince, and go on from the nextUpdateId that it gives.',
      'Leia a lista sem updatedSince e continue do nextUpdateId que ela der.',
    ),
    places: [{ at: 'query:updatedSince', right: null }],
  },
  'payee-known': {
    part: 'data',
    title: say('The payee is one that the application set up', 'O favorecido foi cadastrado por este app'),
    clause: clause(800, 'payee not found'),
    fix: say('Use the payeeId that POST /payees gave.', 'Use o payeeId dado por POST /payees.'),
    places: [{ at: 'field:toPayeeId', right: OWN_ID }, { at: 'address' }],
  },
  'payee-changeable': {
    part: 'data',
    title: say(
      'Only a payee in use is changed, and only an unused one deleted',
      'Só se altera favorecido ativo e só se apaga o que não tem uso',
    ),
    clause: clause(801, 'payee cannot be modified or deleted'),
    fix: say(
      'Cancel what is still to be paid to it, or set up another payee.',
      'Cancele o que ainda há a pagar a ele, ou cadastre outro favorecido.',
    ),
    places: [{ at: 'address' }],
  },
  'payment-known': {
    part: 'data',
    title: say('The payment is one that the application ordered', 'O pagamento foi pedido por este app'),
    clause: clause(802, 'payment not found'),
    fix: say(
      'Use the paymentId that POST /payments gave, with a consent that shares its account.',
      'Use o paymentId dado por POST /payments, com um consentimento que inclua a conta.',
    ),
    places: atId(),
  },
  'due-date': {
    part: 'data',
    title: say('The due date is one that can still be met', 'O vencimento ainda pode ser cumprido'),
    clause: clause(803, 'due date too soon'),
    fix: say(
      'Choose the earliest day that is named, or a later one: after 17:00 in New York the next day of clearing.',
      'Escolha o primeiro dia indicado ou um posterior: depois das 17h em Nova York, o próximo dia de compensação.',
    ),
    places: [{ at: 'field:dueDate', right: earliest }],
  },
  'payment-acceptable': {
    part: 'data',
    title: say('The payment is one that the bank makes', 'O pagamento é um que o banco faz'),
    clause: clause(804, 'payment rejected'),
    fix: say('Change what the answer names.', 'Altere o que a resposta indica.'),
    places: [{ at: 'body' }],
  },
  'payment-changeable': {
    part: 'data',
    title: say('Only what still waits is changed or cancelled', 'Só se altera ou cancela o que ainda espera'),
    clause: clause(805, 'payment cannot be modified or cancelled'),
    fix: say(
      'Read its status first; once it is under way, order a new one or move the money back.',
      'Leia antes o status; depois que começou, peça outro ou devolva o dinheiro.',
    ),
    places: [{ at: 'address' }],
  },
  'recurring-payment-known': {
    part: 'data',
    title: say(
      'The recurring payment is one that the application ordered',
      'O pagamento recorrente foi pedido por este app',
    ),
    clause: clause(806, 'recurring payment not found'),
    fix: say(
      'Use the recurringPaymentId that POST /recurring-payments gave.',
      'Use o recurringPaymentId dado por POST /recurring-payments.',
    ),
    places: atId(),
  },
  'recurring-payment-acceptable': {
    part: 'data',
    title: say('The recurring payment is one that the bank makes', 'O pagamento recorrente é um que o banco faz'),
    clause: clause(807, 'recurring payment rejected'),
    fix: say('Change what the answer names in it.', 'Altere nele o que a resposta indica.'),
    places: [{ at: 'body' }],
  },
  'recurring-payment-changeable': {
    part: 'data',
    title: say(
      'Only a recurring payment with payments to come is changed or cancelled',
      'Só se altera ou cancela recorrência que ainda tem pagamentos',
    ),
    clause: clause(808, 'recurring payment cannot be modified or cancelled'),
    fix: say('Order a new one.', 'Peça uma nova.'),
    places: [{ at: 'address' }],
  },
  'source-account': {
    part: 'data',
    title: say('The money comes from an account of the consent', 'O dinheiro sai de uma conta do consentimento'),
    clause: clause(901, 'source account not found'),
    fix: say(
      'Use an accountId of GET /accounts with the same token.',
      'Use um accountId de GET /accounts com o mesmo token.',
    ),
    places: from,
  },
  'source-account-open': {
    part: 'data',
    title: say('The account that pays is open', 'A conta que paga está aberta'),
    clause: clause(902, 'source account closed'),
    fix: say('Pay from another account.', 'Pague de outra conta.'),
    places: from,
  },
  'source-account-kind': {
    part: 'data',
    title: say('The account is of a kind that pays bills', 'A conta é de um tipo que paga contas'),
    clause: clause(704, 'account type not supported'),
    fix: say(
      'Pay from a checking, money market, prepaid, wallet or commercial account; move money to one of them first.',
      'Pague de conta corrente, pré-paga, carteira ou empresarial; antes, transfira o dinheiro para uma delas.',
    ),
    places: from,
  },
  'source-account-word': {
    part: 'data',
    title: say('The customer has a word over the account', 'O cliente decide sobre a conta'),
    clause: clause(706, 'access forbidden'),
    fix: say('Pay from an account that the customer owns.', 'Pague de uma conta de que o cliente seja titular.'),
    places: from,
  },
  'source-account-authorised': {
    part: 'data',
    title: say('The consent allows transfers from the account', 'O consentimento permite transferir da conta'),
    clause: clause(903, 'source account not authorized for transfer'),
    fix: say(
      'Choose an account that the customer owns and shared, or ask for a consent with the right one.',
      'Escolha uma conta do cliente que foi compartilhada, ou peça um consentimento com a conta certa.',
    ),
    places: from,
  },
  'transfer-account-open': {
    part: 'data',
    title: say('The account that a transfer comes from is open', 'A conta de onde se transfere está aberta'),
    clause: clause(705, 'account is closed'),
    fix: say('Transfer from another account.', 'Transfira de outra conta.'),
    places: from,
  },
  'account-unlocked': {
    part: 'data',
    title: say('The account takes orders', 'A conta aceita ordens'),
    clause: clause(706, 'account locked'),
    fix: say(
      'The bank has locked it: wait until it is unlocked, or use another one.',
      'O banco a bloqueou: espere o desbloqueio ou use outra.',
    ),
    places: [...from, ...to],
  },
  'destination-account': {
    part: 'data',
    title: say('The money goes to an account of the same customer', 'O dinheiro vai para uma conta do mesmo cliente'),
    clause: clause(904, 'destination account not found'),
    fix: say(
      'Transfer between accounts of the customer; pay others through payees and payments.',
      'Transfira entre contas do cliente; pague a outros com favorecidos e pagamentos.',
    ),
    places: to,
  },
  'destination-account-open': {
    part: 'data',
    title: say('The account that a transfer goes to is open', 'A conta para onde se transfere está aberta'),
    clause: clause(905, 'destination account closed'),
    fix: say('Transfer to another account.', 'Transfira para outra conta.'),
    places: to,
  },
  'destination-account-authorised': {
    part: 'data',
    title: say(
      'The account is another one, of a kind that takes transfers',
      'A conta é outra, de um tipo que recebe transferências',
    ),
    clause: clause(906, 'destination account not authorized for transfer'),
    fix: say(
      'Transfer to another deposit account, a card, a line of credit or a loan of the customer.',
      'Transfira para outra conta de depósito, um cartão, uma linha de crédito ou um empréstimo do cliente.',
    ),
    places: to,
  },
  'amount-valid': {
    part: 'data',
    title: say('The amount is above zero, in whole cents', 'O valor é maior que zero, em centavos inteiros'),
    clause: clause(907, 'invalid amount'),
    fix: say('Send a number with two decimals at most.', 'Envie um número com no máximo duas casas.'),
    places: [{ at: 'field:amount', right: 10 }],
  },
  'transfer-new': {
    part: 'data',
    title: say('A transfer is asked for once', 'Uma transferência é pedida uma só vez'),
    clause: clause(908, 'duplicate transfer request'),
    fix: say(
      'Read the transfer by its id; for another one choose another transferId and a new key.',
      'Leia a transferência pelo id; para outra, escolha outro transferId e uma chave nova.',
    ),
    places: [
      { at: 'field:transferId', right: say('<an id that was not used yet>', '<um id ainda não usado>') },
      { at: 'header:idempotency-key', right: NEW_KEY },
    ],
  },
  'funds-there': {
    part: 'data',
    title: say('The account can pay the amount', 'A conta pode pagar o valor'),
    clause: clause(910, 'insufficient funds'),
    fix: say(
      'Ask for less than the available balance and the overdraft, or move money to the account first.',
      'Peça menos que o saldo disponível com o limite, ou transfira antes dinheiro para a conta.',
    ),
    places: amount,
  },
  'payment-funds': {
    part: 'data',
    title: say('The account can pay at the moment of the order', 'A conta pode pagar no momento da ordem'),
    clause: clause(910, 'insufficient funds, with 404 where a payment is created'),
    fix: say(
      'Order less than the available balance and the overdraft, or move money to the account first.',
      'Peça um pagamento menor que o saldo com o limite, ou transfira antes dinheiro para a conta.',
    ),
    places: amount,
  },
  'transfer-limit': {
    part: 'data',
    title: say('One transfer moves no more than the limit', 'Uma transferência não passa do limite'),
    clause: clause(911, 'transaction limit exceeded'),
    fix: say('Split it, or ask for less.', 'Divida-a ou peça menos.'),
    places: [{ at: 'field:amount', right: ({ facts }) => (typeof facts.most === 'number' ? facts.most : undefined) }],
  },
  'transfer-known': {
    part: 'data',
    title: say('The transfer is one that the application asked for', 'A transferência foi pedida por este app'),
    clause: clause(950, 'transfer not found'),
    fix: say('Use the transferId that was sent with POST /transfers.', 'Use o transferId enviado com POST /transfers.'),
    places: [{ at: 'address', right: lastPart(OWN_ID) }],
  },
  'initiation-party-known': {
    part: 'data',
    title: say('The party is one that the application set up', 'A parte foi cadastrada por este app'),
    clause: 'FDX money movement: payment-initiation-parties, 404',
    fix: say('Use the id that its creation gave.', 'Use o id dado na criação.'),
    places: [{ at: 'address' }],
  },
  'payment-method-known': {
    part: 'data',
    title: say('The payment method is one of the party', 'O meio de pagamento é da parte'),
    clause: 'FDX money movement: payment-methods, 404',
    fix: say('Use the registration id that its creation gave.', 'Use o id de registro dado na criação.'),
    places: atId(),
  },
}
