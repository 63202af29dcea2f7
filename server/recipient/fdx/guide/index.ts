import type { Guide } from '../../web/developer/guide.ts'
import type { Language } from '../../web/language.ts'
import { fdxScene } from '../scene.ts'
import { CLAIMS } from './claims.ts'
import { stageOf, stagesOf } from './stages.ts'

const TOKENS: Record<string, readonly [en: string, pt: string]> = {
  request: [
    'the signed authorization request, with the consent asked for inside',
    'o pedido de autorização assinado, com o consentimento pedido dentro',
  ],
  response: ['the bank’s signed answer (JARM)', 'a resposta assinada do banco (JARM)'],
  id_token: ['the bank’s word on who confirmed', 'a palavra do banco sobre quem confirmou'],
}

/** What there is to explain of the messages of FDX. */
export function fdxGuide(language: Language): Guide {
  const which = language === 'pt-BR' ? 1 : 0
  return {
    zone: fdxScene(language).zone,
    stages: stagesOf(language),
    stageOf,
    tokenNote: (name) => TOKENS[name]?.[which] ?? '',
    noteOf(tokenName, part, member) {
      const known =
        part === 'claims' ? (CLAIMS[`${tokenName}.${member}`] ?? CLAIMS[member]) : CLAIMS[`${part}.${member}`]
      if (!known) return undefined
      const [what, rule, wrong] = known[which]
      return { what, rule, wrong }
    },
  }
}
