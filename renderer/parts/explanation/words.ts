import { useMemo } from 'react'
import { useManner } from '../../client/session.tsx'
import { wordsOf } from '../../words/words.ts'
import en from './words/en.json' with { type: 'json' }
import ptBR from './words/pt-BR.json' with { type: 'json' }

const BOOKS = { en, 'pt-BR': ptBR }

/** The words of rules and explanations, which come with the pages that show them. */
export function useRuleWords() {
  const { words } = useManner()
  const { language } = words
  return useMemo(() => {
    const { say, count } = wordsOf(language, BOOKS[language])
    return { language, t: say, n: count, place: (at: string) => placeIn(say, at) }
  }, [language])
}

/** A place of a request in words: `claim:request.aud` is the claim aud of request. */
function placeIn(say: (key: string, facts?: Record<string, string>) => string, at: string): string {
  const [place = '', name = ''] = at.split(/:(.*)/s)
  const [of = '', member = ''] = name.split(/\.(.*)/s)
  return say(`place.${place}`, place === 'claim' || place === 'jose' ? { of, name: member } : { name })
}
