import { useOwnWords } from '../../words/own-words.ts'
import en from './words/en.json' with { type: 'json' }
import ptBR from './words/pt-BR.json' with { type: 'json' }

const BOOKS = { en, 'pt-BR': ptBR }

export const useNoticeWords = () => useOwnWords(BOOKS)
