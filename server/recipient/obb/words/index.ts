import type { Language } from '../../web/language.ts'

const en = {
  front: { title: 'Banks in Brazil', note: 'Open Finance Brasil: accounts in reais.' },
  total: 'Available in all accounts',
  parties: { USER: 'You', ASPSP: 'The bank', TPP: 'Contas Juntas' } as Record<string, string>,
  reasons: {
    CONSENT_EXPIRED: 'You did not confirm at the bank within its hour.',
    CUSTOMER_MANUALLY_REJECTED: 'You said no before it began.',
    CONSENT_MAX_DATE_REACHED: 'Its term is over.',
    CUSTOMER_MANUALLY_REVOKED: 'You ended it.',
    CONSENT_TECHNICAL_ISSUE: 'A technical fault made it unusable.',
    INTERNAL_SECURITY_REASON: 'It was ended for security.',
  } as Record<string, string>,
  renewTitle: 'Renew',
  renewNote: 'Gives it a new end, without going to the bank. What is shared stays the same.',
  renew: 'Renew',
  renewUntil: 'New term, from today',
  branch: 'branch',
  available: 'Available',
  blocked: 'Blocked',
  invested: 'Invested',
  limit: 'Overdraft limit',
  limitUsed: 'used',
  otherResources: 'Not available now',
  otherNote: 'The bank has these under the same consent but does not hand them out at the moment.',
  kind: 'Type',
  resourceStatus: 'Status',
  accountTypes: {
    CONTA_DEPOSITO_A_VISTA: 'Current account',
    CONTA_POUPANCA: 'Savings account',
    CONTA_PAGAMENTO_PRE_PAGA: 'Prepaid account',
  } as Record<string, string>,
}

const ptBR: typeof en = {
  front: { title: 'Bancos no Brasil', note: 'Open Finance Brasil: contas em reais.' },
  total: 'Disponível em todas as contas',
  parties: { USER: 'Você', ASPSP: 'O banco', TPP: 'Contas Juntas' },
  reasons: {
    CONSENT_EXPIRED: 'Você não confirmou no banco dentro de uma hora.',
    CUSTOMER_MANUALLY_REJECTED: 'Você disse não antes de começar.',
    CONSENT_MAX_DATE_REACHED: 'O prazo terminou.',
    CUSTOMER_MANUALLY_REVOKED: 'Você encerrou.',
    CONSENT_TECHNICAL_ISSUE: 'Uma falha técnica impediu o uso.',
    INTERNAL_SECURITY_REASON: 'Foi encerrado por segurança.',
  },
  renewTitle: 'Renovar',
  renewNote: 'Dá um novo prazo, sem passar pelo banco. O que é compartilhado continua igual.',
  renew: 'Renovar',
  renewUntil: 'Novo prazo, a partir de hoje',
  branch: 'agência',
  available: 'Disponível',
  blocked: 'Bloqueado',
  invested: 'Investido',
  limit: 'Cheque especial',
  limitUsed: 'usado',
  otherResources: 'Indisponíveis agora',
  otherNote: 'O banco tem estes no mesmo consentimento, mas não os entrega no momento.',
  kind: 'Tipo',
  resourceStatus: 'Situação',
  accountTypes: {
    CONTA_DEPOSITO_A_VISTA: 'Conta corrente',
    CONTA_POUPANCA: 'Poupança',
    CONTA_PAGAMENTO_PRE_PAGA: 'Conta pré-paga',
  },
}

export type ObbWords = typeof en

/** The Brazilian part's own words. */
export const obbWords = (language: Language): ObbWords => (language === 'pt-BR' ? ptBR : en)
