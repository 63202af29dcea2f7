import type { ServiceProfile } from '../service-profile.ts'

/** What Open Finance Brasil asks of a bank's service: its operational requirements for the highest class of endpoints. */
export const serviceProfile: ServiceProfile = {
  objectiveMs: 1_500,
  // One week.
  noticeHours: 168,
  targets: { uptime: 0.995 },
  note: {
    en: 'Open Finance Brasil asks for 99.5 % of availability over three months and answers within 1,500 ms in the highest class, measured by its own platforms. These figures are this simulated bank’s own, for a month each: they are reported to nobody and certify nothing.',
    'pt-BR':
      'O Open Finance Brasil pede 99,5 % de disponibilidade em três meses e respostas em até 1.500 ms na classe mais alta, medidas pelas plataformas dele. Estes números são deste banco simulado, por mês: não são reportados a ninguém e nada certificam.',
  },
}
