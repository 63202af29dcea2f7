import type { ServiceProfile } from '../service-profile.ts'

/** What the US rule and FDX's certification ask of a data provider's interface, as targets of this bank's own. */
export const serviceProfile: ServiceProfile = {
  // What the rule was proposed with; as issued it says no figure.
  objectiveMs: 3_500,
  noticeHours: 72,
  targets: { responseRate: 0.995 },
  note: {
    en: 'Design targets after 12 CFR 1033.311(c) and 1033.341(d): 99.5 % of proper responses a calendar month, published for a rolling thirteen months. A federal court enjoined enforcement of the rule on 29 October 2025 while it is being rewritten. The 3,500 ms were in the proposal only: here they are an objective. This is a simulated bank: nothing here is certified, and none of it is legal advice.',
    'pt-BR':
      'Metas de projeto conforme 12 CFR 1033.311(c) e 1033.341(d): 99,5 % de respostas adequadas por mês civil, publicadas por treze meses móveis. Um tribunal federal suspendeu a aplicação da norma em 29 de outubro de 2025 enquanto ela é reescrita. Os 3.500 ms estavam só na proposta: aqui são um objetivo. Este é um banco simulado: nada aqui é certificado, nem é aconselhamento jurídico.',
  },
}
