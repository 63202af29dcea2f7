import type { Counterparty } from '#bank'
import { cnpj, cpf } from '../documents.ts'

// Invented people, companies and banks: no clearing code here is in use.

const company = (name: string, root: string, account?: Account): Counterparty => ({
  ...{ name, document: cnpj(`${root}0001`), kind: 'company' as const },
  ...account,
})

const person = (name: string, digits: string, account: Account): Counterparty => ({
  ...{ name, document: cpf(digits), kind: 'person' as const },
  ...account,
})

type Account = Pick<Counterparty, 'bankCode' | 'branch' | 'number' | 'checkDigit'>
const atSerraAzul = (number: string, checkDigit: string): Account => ({
  ...{ bankCode: '990', branch: '0001', number, checkDigit },
})
const atRioManso = (number: string, checkDigit: string): Account => ({
  ...{ bankCode: '991', branch: '0042', number, checkDigit },
})
const atVentoNorte = (number: string, checkDigit: string): Account => ({
  ...{ bankCode: '992', branch: '0107', number, checkDigit },
})

export const employers = {
  estaleiro: company('Estaleiro Maré Mansa S.A.', '99100200', atSerraAzul('00710045', '2')),
  colegio: company('Colégio Jardim das Letras Ltda', '99100300', atRioManso('00033017', '8')),
  hospital: company('Hospital Vale das Paineiras S.A.', '99100400', atSerraAzul('00720088', '1')),
}

/** Who pays or is paid by a single kind of customer. */
export const payers = {
  pension: company('Fundo de Previdência Bem Colhido', '99100500', atVentoNorte('00099210', '7')),
  supplies: company('Instrumentar Saúde Distribuidora Ltda', '99401000'),
}

export const people = {
  landlady: person('Dalva Figueira Serrana', '900100200', atRioManso('00058821', '4')),
  sister: person('Lívia Jatobá Alvorada', '900100300', atVentoNorte('00204417', '1')),
  friend: person('Caio Umbuzeiro Praiano', '900100400', atSerraAzul('00091350', '6')),
  trainer: person('Tainá Pitanga Ribeira', '900100500', atVentoNorte('00117702', '9')),
  tutor: person('Olavo Sapucaia Brisa', '900100600', atRioManso('00090218', '3')),
  student: person('Iara Buriti Cascata', '900100700', atSerraAzul('00150093', '0')),
  grandson: person('Davi Macaúba Remanso', '900100800', atVentoNorte('00150277', '6')),
  bakerJoana: person('Joana Mangaba Lareira', '900200100', atSerraAzul('00301177', '5')),
  bakerRui: person('Rui Pequi Madrugada', '900200200', atRioManso('00301290', '7')),
  attendant: person('Nina Cupuaçu Varanda', '900200300', atVentoNorte('00300456', '2')),
  regularA: person('Heitor Baru Clareira', '900300100', atSerraAzul('00410022', '1')),
  regularB: person('Marta Seriguela Poente', '900300200', atRioManso('00410388', '9')),
  regularC: person('Enzo Guabiroba Neblina', '900300300', atVentoNorte('00411503', '4')),
  regularD: person('Sônia Araçá Colina', '900300400', atSerraAzul('00412774', '8')),
}

export const companies = {
  condominium: company('Condomínio Edifício Mirante do Ipê', '99200100'),
  power: company('Luz do Vale Energia S.A.', '99200200'),
  water: company('Águas da Nascente Saneamento S.A.', '99200300'),
  internet: company('Fibra Sabiá Telecom Ltda', '99200400'),
  health: company('Bem Viver Saúde Operadora Ltda', '99200500'),
  school: company('Escola de Idiomas Ponte Aérea Ltda', '99200600'),
  market: company('Supermercado Bom Pomar Ltda', '99300100'),
  greengrocer: company('Hortifruti Folha Viva Ltda', '99300200'),
  pharmacy: company('Farmácia Boa Hora Ltda', '99300300'),
  fuel: company('Posto Estrada Real Ltda', '99300400'),
  restaurant: company('Restaurante Tacho de Cobre Ltda', '99300500'),
  bookshop: company('Livraria Página Virada Ltda', '99300600'),
  rides: company('Vaivém Mobilidade Ltda', '99300700'),
  streaming: company('Tela Acesa Streaming Ltda', '99300800'),
  pets: company('Pet Shop Quatro Patas Ltda', '99300900'),
  hardware: company('Casa do Parafuso Ferragens Ltda', '99301000'),
  mill: company('Moinho Grão Dourado S.A.', '99400100'),
  dairy: company('Laticínios Campo Sereno Ltda', '99400200'),
  packaging: company('Embalagens Papel Kraftino Ltda', '99400300'),
  oven: company('Fornos Brasa Boa Indústria Ltda', '99400400'),
  landlord: company('Imobiliária Porta Aberta Ltda', '99400500'),
  accountant: company('Contábil Dois Mais Dois Ltda', '99400600'),
  acquirer: company('Maquininha Aurora Pagamentos S.A.', '99400700', atSerraAzul('00900001', '3')),
  hotel: company('Pousada Lua de Prata Ltda', '99400800', atVentoNorte('00620011', '6')),
  events: company('Bufê Mesa Posta Eventos Ltda', '99400900', atRioManso('00733004', '0')),
  carRental: company('Frota Leve Locadora Ltda', '99401100'),
  taxes: company('Secretaria da Fazenda de Vila Serena', '99500100'),
}
