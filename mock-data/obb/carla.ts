import type { AccountPersona, MovementPersona, PersonPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { cpf } from '../documents.ts'
import { movementsOf } from '../movements.ts'
import { employers, people } from './counterparties.ts'

/** New to the bank: the one to log in as when the customer of a consent is somebody else. */
export const carla: PersonPersona = {
  key: 'carla',
  name: 'Carla Aroeira Serenata',
  document: cpf('333666999'),
  email: 'carla@exemplo.invalid',
  language: 'pt-BR',
  login: { name: 'carla', password: 'bancada', note: 'one nearly empty account; shares nothing with the others' },
}

export function carlaAccounts(calendar: Calendar): AccountPersona[] {
  return [
    {
      ...{ key: 'carla-current', holders: ['carla'], kind: 'current', ownership: 'individual' },
      ...{ branch: '0001', number: '00045678', checkDigit: '5' },
      openedAt: calendar.at(38, '17:19'),
      openingMinor: 50_00,
      openingNarrative: 'Depósito de abertura de conta',
    },
  ]
}

export function carlaMovements(calendar: Calendar): MovementPersona[] {
  return movementsOf('carla-current', calendar, [
    [21, '06:45', 'salary-portability', 1_980_00, 'Portabilidade de salário', employers.colegio],
    [20, '12:05', 'pix', -1_500_00, 'Pix enviado Iara Buriti', people.student],
    [2, '18:50', 'pix', -30_00, 'Pix enviado Olavo Sapucaia', people.tutor],
  ])
}
