import type { Chance } from '../chance.ts'

// Given names that anybody may have, with surnames of trees, fruits and landscapes that nobody has together.

const GIVEN = [
  ...['Adriana', 'Alice', 'Amanda', 'André', 'Antônio', 'Beatriz', 'Bianca', 'Camila', 'Cauã', 'Cecília', 'Clara'],
  ...['Daniel', 'Débora', 'Diego', 'Eduarda', 'Elisa', 'Fábio', 'Fernanda', 'Flávia', 'Gabriel', 'Giovana', 'Helena'],
  ...['Ian', 'Igor', 'Isadora', 'João', 'Júlia', 'Lara', 'Leandro', 'Letícia', 'Lorena', 'Lucas', 'Manuela', 'Marcelo'],
  ...['Mariana', 'Matheus', 'Miguel', 'Natália', 'Nicole', 'Paulo', 'Pedro', 'Rafaela', 'Renata', 'Rodrigo', 'Samuel'],
  ...['Sofia', 'Tatiane', 'Thiago', 'Valentina', 'Vicente', 'Vitória', 'Yara'],
]

const TREES = [
  ...[
    'Abiu',
    'Açaí',
    'Andiroba',
    'Araticum',
    'Aroeira',
    'Bacupari',
    'Baraúna',
    'Biribá',
    'Cabreúva',
    'Cagaita',
    'Cajá',
  ],
  ...['Cambará', 'Cambuci', 'Canjerana', 'Carnaúba', 'Cedrinho', 'Embaúba', 'Gabiroba', 'Grumixama', 'Guapeva', 'Ingá'],
  ...['Jacarandá', 'Jambo', 'Jequitibá', 'Juazeiro', 'Louro', 'Marolo', 'Mutamba', 'Murici', 'Paineira', 'Peroba'],
  ...['Quaresmeira', 'Sapoti', 'Sibipiruna', 'Sumaúma', 'Taperebá', 'Tarumã', 'Uvaia', 'Ximenia'],
]

const PLACES = [
  ...['Alvorecer', 'Barranco', 'Brejo', 'Cachoeira', 'Campina', 'Chapada', 'Coxilha', 'Cruzeiro', 'Encosta', 'Enseada'],
  ...[
    'Fonte',
    'Garoa',
    'Ipueira',
    'Jangada',
    'Lajeado',
    'Luar',
    'Manancial',
    'Maresia',
    'Nevoeiro',
    'Oásis',
    'Planalto',
  ],
  ...['Pradaria', 'Ribeirão', 'Ressaca', 'Restinga', 'Sereno', 'Sertão', 'Sombra', 'Trovoada', 'Várzea', 'Veredas'],
]

export const personName = (chance: Chance): string =>
  `${chance.pick(GIVEN)} ${chance.pick(TREES)} ${chance.pick(PLACES)}`

const TRADES = [
  ['Padaria', 'pães e bolos'],
  ['Papelaria', 'material escolar'],
  ['Floricultura', 'flores'],
  ['Marcenaria', 'móveis'],
  ['Estúdio', 'design'],
  ['Mercearia', 'alimentos'],
  ['Lavanderia', 'lavagem'],
  ['Academia', 'mensalidade'],
  ['Confeitaria', 'encomendas'],
  ['Ótica', 'óculos'],
] as const

/** A company's name and what it sells. */
export function companyName(chance: Chance): { trade: string; sells: string } {
  const [trade, sells] = chance.pick(TRADES)
  return { trade: `${trade} ${chance.pick(TREES)} ${chance.pick(PLACES)}`, sells }
}
