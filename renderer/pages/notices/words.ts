import { useMemo } from 'react'
import { useManner } from '../../client/session.tsx'
import { wordsOf } from '../../words/words.ts'
import en from './words/en.json' with { type: 'json' }
import ptBR from './words/pt-BR.json' with { type: 'json' }

const BOOKS = { en, 'pt-BR': ptBR }

/** The page's own words, which come with it and not with the home page. */
export function useNoticeWords() {
  const { words, formats } = useManner()
  const { language } = words
  return useMemo(() => {
    const { say, count, sayOr } = wordsOf(language, BOOKS[language])
    return { language, formats, t: say, n: count, orElse: sayOr }
  }, [language, formats])
}
