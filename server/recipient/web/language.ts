import { en } from './words/en.ts'
import { ptBR } from './words/pt-br.ts'

export type Language = 'en' | 'pt-BR'
export type Words = typeof en

/** The app's words in a language; a market's own words lie in its folder. */
export const wordsOf = (language: Language): Words => (language === 'pt-BR' ? ptBR : en)

/** The language asked for by `?lang=`, remembered by a cookie, or wished by the browser, in this order. */
export function languageOf(asked: string | null, remembered: string | undefined, accepted: string): Language {
  for (const wish of [asked, remembered, ...ranked(accepted)]) {
    if (wish?.toLowerCase().startsWith('pt')) return 'pt-BR'
    if (wish?.toLowerCase().startsWith('en')) return 'en'
  }
  return 'en'
}

/** The languages of an Accept-Language header, the most wanted first (RFC 9110, 12.5.4). */
function ranked(accepted: string): string[] {
  return accepted
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))
      return { tag: tag.trim(), quality: quality ? Number(quality.trim().slice(2)) : 1 }
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag)
}
