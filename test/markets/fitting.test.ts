import { describe, expect, it } from 'vitest'
import { openFitting } from '../../server/markets/fitting.ts'

const { fitted } = openFitting({
  components: {
    Line: { type: 'object', properties: { code: { type: 'string', maxLength: 3, pattern: '^\\d{3}$' } } },
    Account: {
      type: 'object',
      required: ['name'],
      properties: {
        bank: { type: 'object', properties: { code: { type: 'string', pattern: '^\\d{3}$' } } },
        lines: { type: 'array', minItems: 1 },
      },
    },
  },
})
const entity = (shape: string, data: unknown) => ({ id: 'account', operation: 'GET /accounts', shape, data })

describe('What a market tells of an account', () => {
  it('stays as it is where it fits the market’s schema', () => {
    const fitting = entity('Account', { name: 'x', bank: { code: '001' }, lines: [1] })
    expect(fitted(fitting)).toBe(fitting)
  })

  it('leaves out the members that break it, says where they stood, and changes nothing of what it was given', () => {
    const data = { bank: { code: '990000178', name: 'Bank' }, lines: [] }
    const { data: told, unfit } = fitted(entity('Account', data))
    expect(told).toEqual({ bank: { name: 'Bank' } })
    expect(unfit).toEqual(['account/bank/code', 'account/lines'])
    expect(data.bank.code).toBe('990000178')
  })

  it('is checked item by item where it is a list', () => {
    const { data, unfit } = fitted(entity('Line', [{ code: '001' }, { code: '9900', text: 'x' }]))
    expect(data).toEqual([{ code: '001' }, { text: 'x' }])
    expect(unfit).toEqual(['account/1/code'])
  })
})
