import { describe, expect, test } from 'vitest'
import type { StatementQuery, Transaction } from '#bank'
import { Problem } from '#kernel'
import type { Rooms, RouteInput } from '#markets'
import { mapOverdraft, mapTransaction } from '../../../server/markets/obb/apis/accounts/map.ts'
import {
  CURRENT,
  HISTORY,
  mapTransactions,
  readTransactions,
} from '../../../server/markets/obb/apis/accounts/transactions.ts'
import { NOW, routeInput } from './route-input.ts'

const at = (text: string) => Date.parse(text)

/** A bank whose statement has as many lines as asked, and keeps what it was asked. */
function statement(lines: number) {
  const asked: StatementQuery[] = []
  const transactions = (query: StatementQuery) => {
    asked.push(query)
    const from = query.after ? Number(query.after.id) + 1 : (query.skip ?? 0)
    return Array.from({ length: lines }, (_, i) => movement({ id: String(i), bookedAt: NOW - i }))
      .slice(from)
      .slice(0, query.limit)
  }
  const find = () => ({ id: 'account', kind: 'current', status: 'open' })
  return { asked, rooms: { bank: { accounts: { find, transactions } } } as unknown as Rooms }
}

const movement = (more: Partial<Transaction>) =>
  ({
    ...{ id: 'a', setId: 's', accountId: 'account', bookedAt: NOW, direction: 'credit', kind: 'pix' },
    ...{ narrative: 'Pix', counterparty: null, state: 'booked', amount: { amountMinor: 1, currency: 'BRL' } },
    ...more,
  }) as Transaction

const input = (query: Record<string, string>, more: Partial<RouteInput> = {}) =>
  routeInput({ params: { accountId: 'account' }, query, ...more })

const window = (from: string, to: string) => ({ fromBookingDate: from, toBookingDate: to })

function asked(reach: typeof HISTORY, query: Record<string, string>) {
  const { rooms, asked: queries } = statement(0)
  readTransactions(reach)(rooms, input(query))
  return queries[0] as StatementQuery
}

function refused(reach: typeof HISTORY, query: Record<string, string>): unknown {
  try {
    asked(reach, query)
  } catch (error) {
    if (error instanceof Problem) return error.facts.reason
    throw error
  }
  return 'nothing was refused'
}

describe('booking dates (accounts v2, fromBookingDate and toBookingDate). Today is 2026-11-18', () => {
  test('none is today, whole days in UTC', () => {
    expect(asked(HISTORY, {})).toMatchObject({ from: at('2026-11-18'), to: at('2026-11-19') })
    expect(asked(CURRENT, {})).toMatchObject({ from: at('2026-11-18'), to: at('2026-11-19') })
  })

  test('the last day is included whole', () => {
    expect(asked(HISTORY, window('2026-10-01', '2026-10-31'))).toMatchObject({
      from: at('2026-10-01'),
      to: at('2026-11-01'),
    })
  })

  test.each([
    ['history, twelve months back', HISTORY, window('2025-11-18', '2026-11-18'), 'nothing was refused'],
    ['history, a day more', HISTORY, window('2025-11-17', '2026-11-18'), 'too-early'],
    ['current, seven days with today', CURRENT, window('2026-11-12', '2026-11-18'), 'nothing was refused'],
    ['current, a day more', CURRENT, window('2026-11-11', '2026-11-18'), 'too-early'],
    ['twelve months ahead', CURRENT, window('2026-11-18', '2027-11-18'), 'nothing was refused'],
    ['a day more ahead', HISTORY, window('2026-11-18', '2027-11-19'), 'too-late'],
    ['from after to', HISTORY, window('2026-11-18', '2026-11-17'), 'from-after-to'],
    ['from alone', HISTORY, { fromBookingDate: '2026-11-18' }, 'one-date-only'],
    ['to alone', CURRENT, { toBookingDate: '2026-11-18' }, 'one-date-only'],
  ])('%s', (_, reach, query, outcome) => {
    expect(refused(reach, query)).toBe(outcome)
  })

  test('a refusal is booking-window-invalid and names what was sent', () => {
    expect(() => asked(CURRENT, window('2026-11-01', '2026-11-18'))).toThrow(
      expect.objectContaining({ type: 'booking-window-invalid', rule: 'booking-window' }),
    )
  })
})

test.each([
  ['CREDITO', 'credit'],
  ['DEBITO', 'debit'],
])('creditDebitIndicator %s reads one direction (accounts v2)', (creditDebitIndicator, direction) => {
  expect(asked(HISTORY, { creditDebitIndicator }).direction).toBe(direction)
})

describe('paging keys (accounts v2, pagination-key)', () => {
  const page = (lines: number, query: Record<string, string>, more: Partial<RouteInput> = {}) => {
    const { rooms, asked: queries } = statement(lines)
    const answer = mapTransactions(readTransactions(HISTORY)(rooms, input(query, more)), input(query, more))
    return { answer, query: queries[0] as StatementQuery, links: answer.links ?? {} }
  }
  const keyIn = (link: string | undefined) => new URLSearchParams(link).get('pagination-key') as string

  test('next carries a key that continues after the last line, and the page costs its own length', () => {
    const first = page(60, {})
    const second = page(60, { page: '2', 'pagination-key': keyIn(first.links.next) })
    expect(second.query.after).toEqual({ bookedAt: NOW - 24, id: '24' })
    expect(second.query).not.toHaveProperty('skip')
    expect((second.answer.data as { transactionId: string }[])[0]?.transactionId).toBe('25')
  })

  test.each([
    ['broken', 'not-a-key'],
    [
      'of another account',
      `sealed ${JSON.stringify({ window: 'other|0|0||25', page: 2, after: { bookedAt: 1, id: 'x' } })}`,
    ],
    ['of another page', keyOfPage(3)],
  ])('a key that is %s is no error: the page is read by its number, with new keys', (_, key) => {
    const { answer, query, links } = page(60, { page: '2', 'pagination-key': key })
    expect(answer.status).toBe(200)
    expect(query).toMatchObject({ skip: 25 })
    expect(keyIn(links.next)).not.toBe(key)
  })

  test('the last page has no next; this list has no last and no totals', () => {
    const { answer, links } = page(60, { page: '3' })
    expect(answer.data).toHaveLength(10)
    expect(Object.keys(links).sort()).toEqual(['first', 'prev'])
    expect(answer).not.toHaveProperty('totals')
  })

  function keyOfPage(target: number): string {
    const first = page(200, {})
    const key = JSON.parse(keyIn(first.links.next).slice(7))
    return `sealed ${JSON.stringify({ ...key, page: target })}`
  }
})

describe('a movement (accounts v2, table of immutability)', () => {
  test.each([
    ['pix', 'PIX'],
    ['ted', 'TED'],
    ['internal-transfer', 'TRANSFERENCIA_MESMA_INSTITUICAO'],
    ['fee-single', 'TARIFA_SERVICOS_AVULSOS'],
    ['salary', 'FOLHA_PAGAMENTO'],
  ] as const)('%s keeps its id from the day itself: TRANSACAO_EFETIVADA', (kind, type) => {
    expect(mapTransaction(movement({ kind }), NOW)).toMatchObject({
      type,
      completedAuthorisedPaymentType: 'TRANSACAO_EFETIVADA',
    })
  })

  test.each([
    ['boleto', 'BOLETO'],
    ['utility', 'CONVENIO_ARRECADACAO'],
    ['fee-package', 'PACOTE_TARIFA_SERVICOS'],
    ['deposit', 'DEPOSITO'],
    ['withdrawal', 'SAQUE'],
    ['card', 'CARTAO'],
    ['overdraft-interest', 'ENCARGOS_JUROS_CHEQUE_ESPECIAL'],
    ['investment-yield', 'RENDIMENTO_APLIC_FINANCEIRA'],
    ['salary-portability', 'PORTABILIDADE_SALARIO'],
    ['investment-redemption', 'RESGATE_APLIC_FINANCEIRA'],
    ['credit-operation', 'OPERACAO_CREDITO'],
    ['other', 'OUTROS'],
  ] as const)('%s may change its id on the day: TRANSACAO_PROCESSANDO, and settled the day after', (kind, type) => {
    const today = movement({ kind, bookedAt: at('2026-11-18T00:00:00Z') })
    expect(mapTransaction(today, NOW)).toMatchObject({ type, completedAuthorisedPaymentType: 'TRANSACAO_PROCESSANDO' })
    const yesterday = movement({ kind, bookedAt: at('2026-11-17T23:59:59.999Z') })
    expect(mapTransaction(yesterday, NOW).completedAuthorisedPaymentType).toBe('TRANSACAO_EFETIVADA')
  })

  test('its amount is unsigned and in text; its sign is creditDebitType; optional fields are left out, never null', () => {
    const debit = movement({ direction: 'debit', amount: { amountMinor: 1_234_56, currency: 'BRL' } })
    expect(mapTransaction(debit, NOW)).toEqual({
      transactionId: 'a',
      completedAuthorisedPaymentType: 'TRANSACAO_EFETIVADA',
      creditDebitType: 'DEBITO',
      transactionName: 'Pix',
      type: 'PIX',
      transactionAmount: { amount: '1234.56', currency: 'BRL' },
      transactionDateTime: '2026-11-18T15:00:00.000Z',
    })
  })
})

test('an account without an overdraft limit answers an empty object (pagination, empty results)', () => {
  const money = (amountMinor: number) => ({ amountMinor, currency: 'BRL' })
  const balances = { available: money(-700_00), blocked: money(0), invested: money(0), at: NOW }
  expect(mapOverdraft({ ...balances, overdraft: null })).toEqual({})
  const overdraft = { contracted: money(500_00), used: money(500_00), unarranged: money(200_00) }
  expect(mapOverdraft({ ...balances, overdraft })).toEqual({
    overdraftContractedLimit: { amount: '500.00', currency: 'BRL' },
    overdraftUsedLimit: { amount: '500.00', currency: 'BRL' },
    unarrangedOverdraftAmount: { amount: '200.00', currency: 'BRL' },
  })
})
