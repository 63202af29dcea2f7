import type { Language } from '../../web/language.ts'
import { en, type ObbWords } from './en.ts'
import { ptBR } from './pt-br.ts'

/** The Brazilian part's words in a language. */
export const obbWords = (language: Language): ObbWords => (language === 'pt-BR' ? ptBR : en)

export type { ObbWords }
