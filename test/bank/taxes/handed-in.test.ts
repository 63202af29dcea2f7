import { describe, expect, test } from 'vitest'
import { MOST_HANDED_IN, type NewHandedForm } from '#bank'
import { DAY_MS } from '../support.ts'
import { town } from '../town.ts'

function opened() {
  const all = town({})
  const mandate = { book: 'town', customerId: all.ida, clientId: 'app', consentId: 'c' }
  const form: NewHandedForm = {
    ...{ accountId: all.ids.own as string, type: 'Tax1099Int', year: 2025 },
    details: { interestIncome: 12.34 },
  }
  return { ...all, mandate, form, forms: all.bank.taxes.handedIn }
}

describe('A tax form that an application hands in', () => {
  test('is kept as it was said, for its customer and its application alone', () => {
    const { forms, mandate, form, lou } = opened()
    const made = forms.handIn(mandate, form)
    expect(made).toMatchObject({ ...mandate, ...form, hasDocument: false })
    expect(forms.find(made.id)).toEqual(made)
    expect(forms.ofYear(mandate, 2025)).toEqual([made])
    expect(forms.ofYear(mandate, 2024)).toEqual([])
    expect(forms.ofYear({ ...mandate, clientId: 'other' }, 2025)).toEqual([])
    expect(forms.ofYear({ ...mandate, customerId: lou }, 2025)).toEqual([])
  })

  test('has a document beside it, which goes when what it says is corrected', () => {
    const { forms, mandate, form, world } = opened()
    const { id } = forms.handIn(mandate, form)
    expect(forms.document(id)).toBeUndefined()
    world.clock.advance(DAY_MS)
    const kept = forms.keepDocument(id, Buffer.from('%PDF-1.7'))
    expect(kept).toMatchObject({ hasDocument: true, changedAt: kept.handedInAt + DAY_MS })
    expect(Buffer.from(forms.document(id) ?? []).toString()).toBe('%PDF-1.7')
    expect(forms.correct(id, { interestIncome: 12.35 })).toMatchObject({
      ...{ hasDocument: false, details: { interestIncome: 12.35 } },
    })
    expect(forms.document(id)).toBeUndefined()
  })

  test('is told of in the event log without what it says', () => {
    const { forms, mandate, form, told: toldOf } = opened()
    const { id } = forms.handIn(mandate, form)
    forms.correct(id, { interestIncome: 99.87 })
    forms.keepDocument(id, Buffer.from('%PDF-1.7'))
    const told = ['tax-form.handed-in', 'tax-form.corrected', 'tax-form.document-kept'].flatMap(toldOf)
    expect(told).toHaveLength(3)
    expect(told[0]).toMatchObject({ customerId: mandate.customerId, clientId: 'app', data: { taxFormId: id } })
    expect(JSON.stringify(told)).not.toMatch(/12\.34|99\.87|interestIncome/)
  })

  test('is refused beyond the most of a year, and where there is none to correct', () => {
    const { forms, mandate, form } = opened()
    for (let count = 0; count < MOST_HANDED_IN; count += 1) forms.handIn(mandate, form)
    expect(() => forms.handIn(mandate, form)).toThrow(/tax-forms-full/)
    expect(forms.handIn(mandate, { ...form, year: 2024 }).year).toBe(2024)
    expect(() => forms.correct('none', {})).toThrow(/tax-form-not-found/)
    expect(() => forms.keepDocument('none', Buffer.alloc(1))).toThrow(/tax-form-not-found/)
  })
})
