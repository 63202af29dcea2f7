import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { type Formats, formatsOf } from '../../client/format.ts'
import { type Language, languageFor, wordsOf } from '../../words/words.ts'
import en from '../words/en.json' with { type: 'json' }
import ptBR from '../words/pt-BR.json' with { type: 'json' }

const BOOKS = { en, 'pt-BR': ptBR }
/** One choice for the console and the marketplace. */
const KEPT_AS = 'bancada.language'

export type PortalWords = {
  language: Language
  setLanguage(language: Language): void
  formats: Formats
  /** What a key comes to; `{name}` places are filled. */
  t(key: string, facts?: Record<string, string | number>): string
  /** `key.one` or `key.other`, as the language counts. */
  n(key: string, count: number): string
  /** The key's text where it exists, else the fallback. */
  orElse(key: string, fallback: string): string
}

const WordsContext = createContext<PortalWords | undefined>(undefined)

export function WordsProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() =>
    languageFor(localStorage.getItem(KEPT_AS), navigator.languages),
  )
  // Before anything is asked for: the bank's refusals come in the document's language.
  useLayoutEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const value = useMemo<PortalWords>(() => {
    const words = wordsOf(language, BOOKS[language])
    return {
      language,
      setLanguage(next) {
        localStorage.setItem(KEPT_AS, next)
        setLanguage(next)
      },
      formats: formatsOf(language),
      t: words.say,
      n: words.count,
      orElse: words.sayOr,
    }
  }, [language])
  return <WordsContext value={value}>{children}</WordsContext>
}

export function useWords(): PortalWords {
  const words = useContext(WordsContext)
  if (!words) throw new Error('outside of WordsProvider')
  return words
}

/** Names the page in the browser's tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Bancada Marketplace`
  }, [title])
}
