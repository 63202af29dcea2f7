/** The languages a refusal is told in; the first is what is spoken to whoever asks for none. */
export const LANGUAGES = ['en', 'pt-BR'] as const
export type Language = (typeof LANGUAGES)[number]

/**
 * The language that an Accept-Language header prefers among ours (RFC 9110 12.5.4): by weight, then by order; any
 * Portuguese is Brazilian Portuguese here. English where it names none of them, or is missing.
 */
export function languageOf(header: string | undefined): Language {
  let [best, most]: [Language, number] = ['en', 0]
  for (const range of (header ?? '').slice(0, 1000).split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim())
    const language = spoken(tag)
    const weight = weightOf(parameters)
    if (language && weight > most) [best, most] = [language, weight]
  }
  return best
}

function spoken(tag: string): Language | undefined {
  if (/^pt(-|$)/i.test(tag)) return 'pt-BR'
  return /^en(-|$)/i.test(tag) ? 'en' : undefined
}

function weightOf(parameters: readonly string[]): number {
  const weight = parameters.find((parameter) => /^q=/i.test(parameter))
  return weight === undefined ? 1 : Number(weight.slice(2)) || 0
}
