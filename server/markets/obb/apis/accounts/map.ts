import type { Account, Balances, Transaction } from '#bank'
import { decimal, type Money } from '#kernel'
import type { OfToldKind, ToldAccount } from '../../account-kinds.ts'
import { dateTime, dateTimeMillis, startOfDay } from '../../dates.ts'

const TYPES: OfToldKind<string> = {
  current: 'CONTA_DEPOSITO_A_VISTA',
  savings: 'CONTA_POUPANCA',
  prepaid: 'CONTA_PAGAMENTO_PRE_PAGA',
}

const SUBTYPES: Record<Account['ownership'], string> = {
  individual: 'INDIVIDUAL',
  'joint-all': 'CONJUNTA_SIMPLES',
  'joint-any': 'CONJUNTA_SOLIDARIA',
}

/**
 * The bank's kinds of transaction in the words of accounts v2, and when the id of each stops changing. Kinds that are
 * moved nowhere in Brazil would be others.
 */
const OTHER: Kind = { type: 'OUTROS', fixedOn: 'next-day' }
const KINDS: Partial<Record<Transaction['kind'], Kind>> = {
  pix: { type: 'PIX', fixedOn: 'same-day' },
  ted: { type: 'TED', fixedOn: 'same-day' },
  'internal-transfer': { type: 'TRANSFERENCIA_MESMA_INSTITUICAO', fixedOn: 'same-day' },
  'fee-single': { type: 'TARIFA_SERVICOS_AVULSOS', fixedOn: 'same-day' },
  salary: { type: 'FOLHA_PAGAMENTO', fixedOn: 'same-day' },
  boleto: { type: 'BOLETO', fixedOn: 'next-day' },
  utility: { type: 'CONVENIO_ARRECADACAO', fixedOn: 'next-day' },
  'fee-package': { type: 'PACOTE_TARIFA_SERVICOS', fixedOn: 'next-day' },
  deposit: { type: 'DEPOSITO', fixedOn: 'next-day' },
  withdrawal: { type: 'SAQUE', fixedOn: 'next-day' },
  card: { type: 'CARTAO', fixedOn: 'next-day' },
  'overdraft-interest': { type: 'ENCARGOS_JUROS_CHEQUE_ESPECIAL', fixedOn: 'next-day' },
  'investment-yield': { type: 'RENDIMENTO_APLIC_FINANCEIRA', fixedOn: 'next-day' },
  'salary-portability': { type: 'PORTABILIDADE_SALARIO', fixedOn: 'next-day' },
  'investment-redemption': { type: 'RESGATE_APLIC_FINANCEIRA', fixedOn: 'next-day' },
  'credit-operation': { type: 'OPERACAO_CREDITO', fixedOn: 'next-day' },
}

type Kind = { type: string; fixedOn: 'same-day' | 'next-day' }

export function accountType(account: ToldAccount): string {
  return TYPES[account.kind]
}

/** One account of the list: GET /accounts. */
export function mapAccount(account: ToldAccount, institutionDocument: string) {
  return {
    brandName: account.brandName,
    companyCnpj: institutionDocument,
    type: accountType(account),
    compeCode: account.bankCode,
    ...(account.branch === null ? {} : { branchCode: account.branch }),
    number: account.number,
    checkDigit: account.checkDigit,
    accountId: account.id,
  }
}

/** An account's identification: GET /accounts/{accountId}. */
export function mapIdentification(account: ToldAccount) {
  return {
    compeCode: account.bankCode,
    ...(account.branch === null ? {} : { branchCode: account.branch }),
    number: account.number,
    checkDigit: account.checkDigit,
    type: accountType(account),
    subtype: SUBTYPES[account.ownership],
    currency: account.currency,
  }
}

/** Balances: available may be negative, blocked and invested are not. */
export function mapBalances(balances: Balances) {
  return {
    availableAmount: amountOf(balances.available),
    blockedAmount: amountOf(balances.blocked),
    automaticallyInvestedAmount: amountOf(balances.invested),
    updateDateTime: dateTime(balances.at),
  }
}

/** Overdraft limits; an account without a limit answers an empty object. */
export function mapOverdraft({ overdraft }: Balances) {
  if (!overdraft) return {}
  return {
    overdraftContractedLimit: amountOf(overdraft.contracted),
    overdraftUsedLimit: amountOf(overdraft.used),
    unarrangedOverdraftAmount: amountOf(overdraft.unarranged),
  }
}

/** A movement; one whose id may still change is shown as being processed (accounts v2, table of immutability). */
export function mapTransaction(transaction: Transaction, now: number) {
  const kind = KINDS[transaction.kind] ?? OTHER
  const settled = kind.fixedOn === 'same-day' || startOfDay(transaction.bookedAt) < startOfDay(now)
  return {
    transactionId: transaction.id,
    completedAuthorisedPaymentType: settled ? 'TRANSACAO_EFETIVADA' : 'TRANSACAO_PROCESSANDO',
    creditDebitType: transaction.direction === 'credit' ? 'CREDITO' : 'DEBITO',
    transactionName: transaction.narrative,
    type: kind.type,
    transactionAmount: amountOf(transaction.amount),
    transactionDateTime: dateTimeMillis(transaction.bookedAt),
    ...mapCounterparty(transaction.counterparty),
  }
}

function mapCounterparty(party: Transaction['counterparty']) {
  if (!party) return {}
  return {
    ...(party.document ? { partieCnpjCpf: party.document } : {}),
    ...(party.kind ? { partiePersonType: party.kind === 'person' ? 'PESSOA_NATURAL' : 'PESSOA_JURIDICA' } : {}),
    ...(party.bankCode ? { partieCompeCode: party.bankCode } : {}),
    ...(party.branch ? { partieBranchCode: party.branch } : {}),
    ...(party.number ? { partieNumber: party.number } : {}),
    ...(party.checkDigit ? { partieCheckDigit: party.checkDigit } : {}),
  }
}

function amountOf(money: Money) {
  return { amount: decimal(money.amountMinor), currency: money.currency }
}
