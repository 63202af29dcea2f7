import type { Calendar } from '../calendar.ts'
import { openChance } from '../chance.ts'
import { cnpj } from '../documents.ts'
import type { GeneratedApplication, Generation } from '../generate.ts'
import { uuidOf } from '../uuid.ts'

const DAY_MS = 86_400_000

type Blueprint = { name: string; organisation: string; root: string; says: string; failed?: true }

// Invented, like everything here; how much each is used follows from its place.
const BLUEPRINTS: readonly Blueprint[] = [
  {
    name: 'Bolso de Jatobá',
    organisation: 'Jatobá Finanças Pessoais Ltda',
    root: '99600100',
    says: 'Orçamento da casa',
  },
  { name: 'Planilha Pitanga', organisation: 'Pitanga Contábil Ltda', root: '99600200', says: 'Extratos em planilha' },
  { name: 'Farol Araçá', organisation: 'Araçá Análise de Crédito S.A.', root: '99600300', says: 'Análise de crédito' },
  { name: 'Poupa Umbu', organisation: 'Umbuzal Investimentos Ltda', root: '99600400', says: 'Metas de poupança' },
  {
    name: 'Livro-Caixa Sabiá',
    organisation: 'Sabiá Gestão para Lojas Ltda',
    root: '99600500',
    says: 'Caixa de pequenas lojas',
  },
  {
    name: 'Ponte Cambuci',
    organisation: 'Cambuci Empréstimos S.A.',
    root: '99600600',
    says: 'Comparador de empréstimos',
  },
  {
    name: 'Mirante Guabiroba',
    organisation: 'Guabiroba Patrimônio Ltda',
    root: '99600700',
    says: 'Visão de patrimônio',
  },
  {
    name: 'Trilha Cajueiro',
    organisation: 'Cajueiro Viagens e Milhas Ltda',
    root: '99600800',
    says: 'Plano de viagens',
  },
  {
    name: 'Varanda Conta',
    organisation: 'Varanda Assinaturas Ltda',
    root: '99600900',
    says: 'Assinaturas esquecidas',
    failed: true,
  },
]

/** The applications of other organisations: known to the marketplace, unknown to identity, since none was ever given a key. */
export function generateApplications({ seed, days }: Generation, calendar: Calendar): GeneratedApplication[] {
  const last = calendar.at(0, '10:00')
  return BLUEPRINTS.map(({ name, organisation, root, says, failed }, place) => {
    const chance = openChance(`${seed} application ${place}`)
    const id = (what: string) => uuidOf(`${seed} ${what} ${place}`)
    const host = `${name
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z]+/g, '-')
      .replace(/-+/g, '-')}.invalid`
    // Those used most were there first; all of them before the first consent is asked for.
    const createdAt = last - (days + 12 - place) * DAY_MS + chance.int(0, 5 * 3_600) * 1_000
    const readyAt = createdAt + chance.int(900, 4_000)
    return {
      organisation: {
        ...{ organisationId: id('organisation'), name: organisation, registrationNumber: cnpj(`${root}0001`) },
        roles: ['DADOS'],
      },
      developer: { id: id('developer'), name: `Equipe ${name}`, email: `dev@${host}` },
      ...{ applicationId: id('application'), softwareId: id('software'), name, description: says, roles: ['DADOS'] },
      redirectUris: [`https://app.${host}/retorno`],
      createdAt,
      provisioning: failed
        ? { state: 'failed', error: { type: 'registration-refused', facts: { status: 400 } }, attempts: 1, at: readyAt }
        : { state: 'ready', clientId: id('client'), at: readyAt },
    }
  })
}
