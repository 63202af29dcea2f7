import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const RENDERER = path.join(import.meta.dirname, '..', '..', 'renderer')

type Book = Record<string, string>
const bookAt = (file: string) => JSON.parse(readFileSync(path.join(RENDERER, file), 'utf8')) as Book
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted()

/** Folders with words of their own, which come with their page and not with the home page. */
const OWN = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => /^(pages|parts)\/.*\/words\/en\.json$/.test(file))
  .map((file) => file.replace('/words/en.json', ''))

describe.each(OWN)('the words of %s', (folder) => {
  const [english, portuguese] = [bookAt(`${folder}/words/en.json`), bookAt(`${folder}/words/pt-BR.json`)]

  it('have the same keys and places in English and Portuguese', () => {
    expect(Object.keys(portuguese)).toEqual(Object.keys(english))
    for (const [key, text] of Object.entries(english)) {
      expect(portuguese[key]?.trim(), key).not.toBe('')
      expect(places(portuguese[key] ?? ''), key).toEqual(places(text))
    }
  })

  it('are there for every key that its pages say', () => {
    const files = readdirSync(path.join(RENDERER, folder)).filter((file) => /\.tsx?$/.test(file))
    const said = files.flatMap((file) => {
      const text = readFileSync(path.join(RENDERER, folder, file), 'utf8')
      const plain = [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key]) => key as string)
      const counted = [...text.matchAll(/\bn\(\s*'([\w.-]+)'/g)].map(([, key]) => `${key}.other`)
      return [...plain, ...counted]
    })
    expect(said.length).toBeGreaterThan(0)
    expect(said.filter((key) => !(key in english))).toEqual([])
  })
})
