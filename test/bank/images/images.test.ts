import { expect, test } from 'vitest'
import { moved, on, town } from '../town.ts'

const EVER = { from: 0, to: Number.MAX_SAFE_INTEGER, limit: 10 }

function opened() {
  return town({ other: { kind: 'savings' } }, [
    moved('own', '2026-11-02', 'check', -120_00, {
      ...{
        narrative: 'Roof',
        counterparty: { name: 'Lou Fern' },
        facts: { checkNumber: '1001', madeAt: on('2026-10-31') },
      },
    }),
    moved('own', '2026-11-03', 'check', 80_00, {
      counterparty: { name: 'The Inn', bankCode: '1', number: '9' },
      facts: { checkNumber: '77' },
    }),
    moved('own', '2026-11-04', 'ach', -5_00),
  ])
}

test('a cheque has an image of its front, another movement none', () => {
  const { bank, ids } = opened()
  const lines = bank.accounts.transactions({ accountId: ids.own as string, ...EVER })
  expect(lines.map((line) => bank.images.idsOf(line).length)).toEqual([0, 1, 1, 0])
})

test('a cheque says who drew it to whom, over how much and when', () => {
  const { bank, ids } = opened()
  const accountId = ids.own as string
  const [cashed, drawn] = bank.accounts
    .transactions({ accountId, ...EVER })
    .flatMap(bank.images.idsOf)
    .map((id) => bank.images.find(accountId, id))
  expect(drawn).toMatchObject({
    ...{ number: '1001', payee: 'Lou Fern', drawer: 'Ida Moss', amount: { amountMinor: 120_00 }, at: on('2026-10-31') },
    ...{ memo: 'Roof', bankCode: '990000000', accountNumber: '100' },
  })
  expect(cashed).toMatchObject({ payee: 'Ida Moss', drawer: 'The Inn', bankCode: '1', accountNumber: '9' })
})

test('an image is found on its own account alone, and by its whole id', () => {
  const { bank, ids } = opened()
  const [id] = bank.accounts.transactions({ accountId: ids.own as string, ...EVER }).flatMap(bank.images.idsOf)
  expect(bank.images.find(ids.other as string, id ?? '')).toBeUndefined()
  expect(bank.images.find(ids.own as string, (id ?? '').slice('front-'.length))).toBeUndefined()
  expect(bank.images.find(ids.own as string, 'front-none')).toBeUndefined()
})
