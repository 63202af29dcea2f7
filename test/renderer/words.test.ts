import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '../../renderer/words/en.json' with { type: 'json' }
import ptBR from '../../renderer/words/pt-BR.json' with { type: 'json' }
import { languageFor, wordsOf } from '../../renderer/words/words.ts'

const RENDERER = join(import.meta.dirname, '..', '..', 'renderer')
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted()

describe('the words', () => {
  it('have the same keys in the same order in English and Portuguese', () => {
    expect(Object.keys(ptBR)).toEqual(Object.keys(en))
  })

  it.each(Object.keys(en))('of %s are given in both languages, with the same places', (key) => {
    const [english, portuguese] = [en, ptBR].map((book) => (book as Record<string, string>)[key] ?? '')
    expect(english?.trim()).not.toBe('')
    expect(portuguese?.trim()).not.toBe('')
    expect(places(portuguese ?? '')).toEqual(places(english ?? ''))
  })

  it('exist for every key that the console says', () => {
    const sources = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
    const said = sources.flatMap((file) => {
      const text = readFileSync(join(RENDERER, file), 'utf8')
      const plain = [...text.matchAll(/\bsay\(\s*'([\w.-]+)'/g)].map(([, key]) => key as string)
      const counted = [...text.matchAll(/\bcount\(\s*'([\w.-]+)'/g)].flatMap(([, key]) => [
        `${key}.one`,
        `${key}.other`,
      ])
      return [...plain, ...counted]
    })
    expect(said.length).toBeGreaterThan(60)
    expect(said.filter((key) => !(key in en))).toEqual([])
  })

  it('count as each language does and write numbers in its manner', () => {
    expect(wordsOf('en').count('journeys.count', 0)).toBe('0 journeys')
    expect(wordsOf('pt-BR').count('journeys.count', 0)).toBe('0 jornada')
    expect(wordsOf('en').count('journeys.count', 1234)).toBe('1,234 journeys')
    expect(wordsOf('pt-BR').count('journeys.count', 1_000_000)).toBe('1.000.000 jornadas')
  })

  it('give an unknown key back as it is', () => {
    expect(wordsOf('en').say('no.such.key')).toBe('no.such.key')
    expect(wordsOf('en').sayOr('service.new-one', 'new-one')).toBe('new-one')
  })
})

describe('the language to start with', () => {
  it('is the chosen one, else the first of the browser that is spoken here, else English', () => {
    expect(languageFor('pt-BR', ['en-US'])).toBe('pt-BR')
    expect(languageFor(null, ['de', 'pt-PT', 'en'])).toBe('pt-BR')
    expect(languageFor('tlh', ['en-GB', 'pt'])).toBe('en')
    expect(languageFor(null, ['de'])).toBe('en')
  })
})
