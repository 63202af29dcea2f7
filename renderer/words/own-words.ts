import { useMemo } from 'react'
import { useManner } from '../client/session.tsx'
import { wordsOf } from './words.ts'

type Book = Parameters<typeof wordsOf>[1]

/** The words of a page in each language, which come with it and not with the home page. */
export type Books = { en: Book; 'pt-BR': Book }

/** A page's own words in the language shown, with the formats of the console. The books must not be made anew each time. */
export function useOwnWords(books: Books) {
  const { words, formats } = useManner()
  const { language } = words
  return useMemo(() => {
    const { say, count, sayOr } = wordsOf(language, books[language])
    return { language, formats, t: say, n: count, orElse: sayOr }
  }, [language, formats, books])
}
