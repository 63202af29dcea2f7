import type { Words } from '../words.ts'

/** A data cluster: what an account holder shares under one name, and the scope that opens it (FDX 6.4, data clusters). */
export type Cluster = {
  id: string
  scopes: readonly string[]
  /** What it holds, in the words of the consent page (FDX user experience guidelines). */
  says: Words
  /** The same where a consent asks for one of its scopes alone. */
  saysOf?: Readonly<Record<string, Words>>
  /** Its data are the holder's own, not those of accounts. */
  ofCustomer?: true
}

const say = (en: string, pt: string): Words => ({ en, 'pt-BR': pt })

/** Every cluster that this bank has data for, in the order in which a customer reads them. */
export const CLUSTERS: readonly Cluster[] = [
  {
    id: 'ACCOUNT_BASIC',
    scopes: ['fdx:accountbasic:read'],
    says: say('Account identifying information', 'Informações que identificam a conta'),
  },
  {
    id: 'ACCOUNT_DETAILED',
    scopes: ['fdx:accountdetailed:read'],
    says: say(
      'Account summary: balances, limits, due dates and rates',
      'Resumo da conta: saldos, limites, vencimentos e taxas',
    ),
  },
  {
    id: 'BALANCES',
    scopes: ['fdx:balances:read'],
    says: say('Balances', 'Saldos'),
  },
  {
    id: 'TRANSACTIONS',
    scopes: ['fdx:transactions:read'],
    says: say('Transactions, posted and pending', 'Transações, lançadas e pendentes'),
  },
  {
    id: 'STATEMENTS',
    scopes: ['fdx:statements:read'],
    says: say('Statements', 'Extratos'),
  },
  {
    id: 'INVESTMENTS',
    scopes: ['fdx:investments:read'],
    says: say(
      'Investment details: holdings, orders and contributions',
      'Investimentos: posições, ordens e contribuições',
    ),
  },
  {
    id: 'BILLS',
    scopes: ['fdx:bills:read'],
    says: say('Bills', 'Contas a pagar'),
  },
  {
    id: 'SCHEDULED_PAYMENTS',
    scopes: ['fdx:scheduledpayments:read'],
    says: say('Scheduled payments', 'Pagamentos agendados'),
  },
  {
    id: 'IMAGES',
    scopes: ['fdx:images:read'],
    says: say('Images of cheques and receipts', 'Imagens de cheques e comprovantes'),
  },
  {
    id: 'REWARDS',
    scopes: ['fdx:rewards:read'],
    says: say('Reward programmes and balances', 'Programas de pontos e saldos'),
  },
  {
    id: 'PAYMENT_SUPPORT',
    scopes: ['fdx:paymentsupport:read'],
    says: say('Account numbers, to pay and be paid with', 'Números de conta, para pagar e receber'),
  },
  {
    id: 'CUSTOMER_CONTACT',
    scopes: ['fdx:customercontact:read'],
    says: say(
      'Account contact details: names, addresses, e-mail and phone',
      'Contato: nomes, endereços, e-mail e telefone',
    ),
    ofCustomer: true,
  },
  {
    id: 'CUSTOMER_PERSONAL',
    scopes: ['fdx:customerpersonal:read'],
    says: say(
      'Sensitive personal information: date of birth and tax number',
      'Dados pessoais sensíveis: nascimento e número fiscal',
    ),
    ofCustomer: true,
  },
  {
    id: 'SOCIAL_SECURITY_NUMBER',
    scopes: ['fdx:socialsecurity:read'],
    says: say('Your whole Social Security number', 'Seu número de Social Security por inteiro'),
    ofCustomer: true,
  },
  {
    id: 'TAX',
    scopes: ['fdx:tax:read'],
    says: say('Tax forms', 'Informes para o imposto'),
  },
  {
    id: 'TERMS_AND_CONDITIONS',
    scopes: ['fdx:termsconditions:read'],
    says: say('Terms and conditions of the accounts', 'Termos e condições das contas'),
  },
  {
    id: 'TRANSFERS',
    scopes: ['fdx:transfers:read', 'fdx:transfers:write'],
    says: say('Payments and transfers: seeing them and making them', 'Pagamentos e transferências: ver e fazer'),
    saysOf: {
      'fdx:transfers:read': say('Payments and transfers: seeing them', 'Pagamentos e transferências: ver'),
      'fdx:transfers:write': say('Payments and transfers: making them', 'Pagamentos e transferências: fazer'),
    },
  },
]

/** Names from before that stand for a cluster of today, in consents and in scopes. */
const FORMER_CLUSTERS: Readonly<Record<string, string>> = { ACCOUNT_PAYMENTS: 'PAYMENT_SUPPORT' }
const FORMER_SCOPES: Readonly<Record<string, string>> = { 'fdx:accountpayments:read': 'fdx:paymentsupport:read' }

const byId = new Map(CLUSTERS.map((cluster) => [cluster.id, cluster]))

/** A cluster by its name or a former one; undefined for one that this bank doesn't know. */
export const clusterNamed = (name: string): Cluster | undefined => byId.get(FORMER_CLUSTERS[name] ?? name)

/** The name a scope has today. */
export const scopeNamed = (scope: string): string => FORMER_SCOPES[scope] ?? scope

/** The scopes that open clusters, each once. */
export function scopesOf(clusters: readonly string[]): string[] {
  return [...new Set(clusters.flatMap((id) => clusterNamed(id)?.scopes ?? []))]
}

/** What is shared of a cluster, by the scopes asked for of it; of all its scopes where none are named. */
export function sharedOf({ scopes, says, saysOf = {} }: Cluster, asked: readonly string[] | undefined): Words {
  const [one, ...others] = scopes.filter((scope) => asked === undefined || asked.includes(scope))
  return (one !== undefined && others.length === 0 ? saysOf[one] : undefined) ?? says
}

/** Every scope that an account holder's consent may carry. */
export const DATA_SCOPES: readonly string[] = scopesOf(CLUSTERS.map(({ id }) => id))
