import type { Language } from '../../web/language.ts'

const en: Record<string, string> = {
  PIX: 'Pix',
  TED: 'Bank transfer (TED)',
  DOC: 'Bank transfer (DOC)',
  TRANSFERENCIA_MESMA_INSTITUICAO: 'Transfer in the same bank',
  BOLETO: 'Boleto',
  CONVENIO_ARRECADACAO: 'Bill by direct debit',
  PACOTE_TARIFA_SERVICOS: 'Account fee',
  TARIFA_SERVICOS_AVULSOS: 'Service fee',
  FOLHA_PAGAMENTO: 'Salary',
  DEPOSITO: 'Deposit',
  SAQUE: 'Withdrawal',
  CARTAO: 'Card',
  ENCARGOS_JUROS_CHEQUE_ESPECIAL: 'Overdraft interest',
  RENDIMENTO_APLIC_FINANCEIRA: 'Yield',
  PORTABILIDADE_SALARIO: 'Salary from another bank',
  RESGATE_APLIC_FINANCEIRA: 'Redemption',
  OPERACAO_CREDITO: 'Loan',
  OUTROS: 'Other',
}

const ptBR: typeof en = {
  PIX: 'Pix',
  TED: 'TED',
  DOC: 'DOC',
  TRANSFERENCIA_MESMA_INSTITUICAO: 'Transferência no mesmo banco',
  BOLETO: 'Boleto',
  CONVENIO_ARRECADACAO: 'Débito automático',
  PACOTE_TARIFA_SERVICOS: 'Pacote de serviços',
  TARIFA_SERVICOS_AVULSOS: 'Tarifa avulsa',
  FOLHA_PAGAMENTO: 'Salário',
  DEPOSITO: 'Depósito',
  SAQUE: 'Saque',
  CARTAO: 'Cartão',
  ENCARGOS_JUROS_CHEQUE_ESPECIAL: 'Juros do cheque especial',
  RENDIMENTO_APLIC_FINANCEIRA: 'Rendimento',
  PORTABILIDADE_SALARIO: 'Portabilidade de salário',
  RESGATE_APLIC_FINANCEIRA: 'Resgate',
  OPERACAO_CREDITO: 'Operação de crédito',
  OUTROS: 'Outros',
}

/** The kinds of movements of accounts v2. */
export const kindWords = (language: Language): Record<string, string> => (language === 'pt-BR' ? ptBR : en)
