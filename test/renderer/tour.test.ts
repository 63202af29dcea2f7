import { describe, expect, it } from 'vitest'
import { placeOf, STEPS } from '../../renderer/tour/steps.ts'
import en from '../../renderer/tour/words/en.json' with { type: 'json' }
import ptBR from '../../renderer/tour/words/pt-BR.json' with { type: 'json' }

const WINDOW = { width: 1280, height: 900 }
const CARD = { width: 360, height: 240 }

describe('the tour', () => {
  it('has seven steps at most, each with its words', () => {
    expect(STEPS.length).toBeLessThanOrEqual(7)
    const words: Record<string, string> = en
    for (const { id } of STEPS) for (const part of ['title', 'body']) expect(words[`${id}.${part}`]).toMatch(/\w/)
  })

  it('says the same things in both languages', () => {
    expect(Object.keys(ptBR)).toEqual(Object.keys(en))
    for (const text of Object.values(ptBR)) expect(text).toMatch(/\p{L}/u)
  })

  it('stands beside what it points at where there is room, and never outside the window', () => {
    const list = { left: 224, top: 48, width: 368, height: 852 }
    expect(placeOf(list, CARD, WINDOW)).toEqual({ left: 606, top: 48 })
    const panel = { left: 812, top: 48, width: 468, height: 852 }
    expect(placeOf(panel, CARD, WINDOW)).toEqual({ left: 438, top: 48 })
    const map = { left: 224, top: 96, width: 1056, height: 500 }
    expect(placeOf(map, CARD, WINDOW)).toEqual({ left: 224, top: 610 })
    const foot = { left: 224, top: 450, width: 1056, height: 450 }
    expect(placeOf(foot, CARD, WINDOW)).toEqual({ left: 224, top: 196 })
    const page = { left: 224, top: 48, width: 1056, height: 852 }
    expect(placeOf(page, CARD, WINDOW)).toEqual({ left: 906, top: 646 })
    expect(placeOf(undefined, CARD, WINDOW)).toEqual({ left: 453, top: 323 })
    expect(placeOf(page, CARD, { width: 300, height: 200 })).toEqual({ left: 14, top: 14 })
  })
})
