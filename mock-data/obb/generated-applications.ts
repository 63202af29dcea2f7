import { cnpj } from '../documents.ts'
import type { ApplicationManner, Blueprint } from '../generated-applications.ts'

// Invented, like everything here; how much each is used follows from its place.
const BLUEPRINTS: readonly Blueprint[] = [
  {
    name: 'Bolso de Jatobá',
    organisation: 'Jatobá Finanças Pessoais Ltda',
    registration: cnpj('996001000001'),
    says: 'Orçamento da casa',
  },
  {
    name: 'Planilha Pitanga',
    organisation: 'Pitanga Contábil Ltda',
    registration: cnpj('996002000001'),
    says: 'Extratos em planilha',
  },
  {
    name: 'Farol Araçá',
    organisation: 'Araçá Análise de Crédito S.A.',
    registration: cnpj('996003000001'),
    says: 'Análise de crédito',
  },
  {
    name: 'Poupa Umbu',
    organisation: 'Umbuzal Investimentos Ltda',
    registration: cnpj('996004000001'),
    says: 'Metas de poupança',
  },
  {
    name: 'Livro-Caixa Sabiá',
    organisation: 'Sabiá Gestão para Lojas Ltda',
    registration: cnpj('996005000001'),
    says: 'Caixa de pequenas lojas',
  },
  {
    name: 'Ponte Cambuci',
    organisation: 'Cambuci Empréstimos S.A.',
    registration: cnpj('996006000001'),
    says: 'Comparador de empréstimos',
  },
  {
    name: 'Mirante Guabiroba',
    organisation: 'Guabiroba Patrimônio Ltda',
    registration: cnpj('996007000001'),
    says: 'Visão de patrimônio',
  },
  {
    name: 'Trilha Cajueiro',
    organisation: 'Cajueiro Viagens e Milhas Ltda',
    registration: cnpj('996008000001'),
    says: 'Plano de viagens',
  },
  {
    name: 'Varanda Conta',
    organisation: 'Varanda Assinaturas Ltda',
    registration: cnpj('996009000001'),
    says: 'Assinaturas esquecidas',
    failed: true,
  },
]

/** How applications are known in Brazil: by their CNPJ, as receivers of data. */
export const APPLICATIONS: ApplicationManner = {
  ...{ prefix: '', blueprints: BLUEPRINTS, roles: ['DADOS'], redirectPath: 'retorno' },
  team: (name) => `Equipe ${name}`,
}
