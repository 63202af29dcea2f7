import { describe, expect, it } from 'vitest'
import { markets } from '#markets'
import { detailsOf } from '../../renderer/parts/market-fields/filled.ts'

const fields = markets.find(({ id }) => id === 'fdx')?.registration.form?.fields ?? []

describe('what the bank is told of the fields of a market', () => {
  it('is nothing of what was left empty', () => {
    expect(detailsOf(fields, { clusters: [], durationDays: '', website: '  ', registry: '' })).toEqual({})
  })

  it('is days as numbers, choices as they are, and text without blanks around it', () => {
    const filled = { clusters: ['TRANSACTIONS'], durationDays: '30', entityName: ' Tidy Budget Inc ' }
    expect(detailsOf(fields, filled)).toEqual({
      clusters: ['TRANSACTIONS'],
      durationDays: 30,
      entityName: 'Tidy Budget Inc',
    })
  })
})
