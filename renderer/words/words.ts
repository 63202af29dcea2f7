import en from './en.json' with { type: 'json' }
import ptBR from './pt-BR.json' with { type: 'json' }

export const LANGUAGES = ['en', 'pt-BR'] as const
export type Language = (typeof LANGUAGES)[number]

/** What a key comes to in one language; `{name}` places are filled from `facts`. An unknown key comes back as itself. */
export type Words = {
  language: Language
  say(key: string, facts?: Record<string, string | number>): string
  /** Says `key.one` or `key.other`, as the language counts; fills `{count}`. */
  count(key: string, count: number): string
  /** Says `key` where it exists, else `fallback`. */
  sayOr(key: string, fallback: string): string
}

/** Texts by key. */
export type Book = Readonly<Record<string, string>>

const BOOKS: Record<Language, Book> = { en, 'pt-BR': ptBR }

/** Opens the console's words of a language, or those of another book. */
export function wordsOf(language: Language, book: Book = BOOKS[language]): Words {
  const plural = new Intl.PluralRules(language)
  const number = new Intl.NumberFormat(language)

  function say(key: string, facts: Record<string, string | number> = {}): string {
    const text = book[key] ?? key
    return text.replace(/\{(\w+)\}/g, (place, name: string) => {
      const fact = facts[name]
      if (fact === undefined) return place
      return typeof fact === 'number' ? number.format(fact) : fact
    })
  }

  return {
    language,
    say,
    // Portuguese also knows `many` (millions); its words are those of `other`.
    count: (key, count) => say(`${key}.${plural.select(count) === 'one' ? 'one' : 'other'}`, { count }),
    sayOr: (key, fallback) => book[key] ?? fallback,
  }
}

/** The language to start with: the chosen one, else the browser's first that we speak, else English. */
export function languageFor(chosen: string | null, preferred: readonly string[]): Language {
  if (chosen === 'en' || chosen === 'pt-BR') return chosen
  for (const tag of preferred) {
    if (/^pt\b/i.test(tag)) return 'pt-BR'
    if (/^en\b/i.test(tag)) return 'en'
  }
  return 'en'
}
