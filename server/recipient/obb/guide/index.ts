import type { Guide } from '../../web/developer/guide.ts'
import type { Language } from '../../web/language.ts'
import { obbScene } from '../scene.ts'
import { claimsEn } from './claims-en.ts'
import { claimsPtBR } from './claims-pt-br.ts'
import { stageOf, stagesOf } from './stages.ts'

const TOKENS: Record<string, { en: string; pt: string }> = {
  client_assertion: {
    en: 'proves who this app is, instead of a password (private_key_jwt)',
    pt: 'prova quem é este aplicativo, em vez de uma senha (private_key_jwt)',
  },
  request: {
    en: 'the signed authorization request: nobody can change it on the way',
    pt: 'o pedido de autorização assinado: ninguém o altera no caminho',
  },
  id_token: {
    en: 'the bank’s word on who confirmed, and the seal on code and state',
    pt: 'a palavra do banco sobre quem confirmou, e o lacre de code e state',
  },
}

/** What there is to explain of the messages of Open Finance Brasil. */
export function obbGuide(language: Language): Guide {
  const claims = language === 'pt-BR' ? claimsPtBR : claimsEn
  return {
    zone: obbScene(language).zone,
    stages: stagesOf(language),
    stageOf,
    tokenNote: (name) => TOKENS[name]?.[language === 'pt-BR' ? 'pt' : 'en'] ?? '',
    noteOf(tokenName, part, member) {
      const known =
        part === 'claims' ? (claims[`${tokenName}.${member}`] ?? claims[member]) : claims[`${part}.${member}`]
      return known && { what: known[0], rule: known[1], wrong: known[2] }
    },
  }
}
