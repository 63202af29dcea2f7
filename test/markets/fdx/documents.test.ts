import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Account, ChequeImage, Statement, Transaction } from '#bank'
import { chequePng } from '../../../server/markets/fdx/documents/cheque.ts'
import { inWords, printed } from '../../../server/markets/fdx/documents/money-words.ts'
import { type StatementFacts, statementPdf } from '../../../server/markets/fdx/documents/statement.ts'

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' })

const cheque = (more: Partial<ChequeImage> = {}): ChequeImage => ({
  ...{ id: 'front-1', accountId: 'a', transactionId: 't', number: '1042', payee: 'José Álvarez & Co', drawer: 'Avery' },
  ...{
    amount: usd(1_234_56),
    at: Date.UTC(2026, 9, 3),
    memo: 'Rent',
    bankCode: '990000178',
    accountNumber: '1000200417',
  },
  ...more,
})

describe('The picture of a cheque (FDX 6.4, transaction images)', () => {
  it('is a PNG whose rows are all there, the same bytes each time', () => {
    const png = Buffer.from(chequePng(cheque(), 'Bancada Bank'))
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
    const at = png.indexOf('IDAT')
    const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))
    expect(rows).toHaveLength((width + 1) * height)
    expect(new Set(rows).size).toBeGreaterThan(2)
    expect(Buffer.from(chequePng(cheque(), 'Bancada Bank')).equals(png)).toBe(true)
    expect(Buffer.from(chequePng(cheque({ memo: 'Other' }), 'Bancada Bank')).equals(png)).toBe(false)
  })

  it('takes whatever is written on it', () => {
    const odd = { payee: '日本 '.repeat(80), memo: '\u0000\u202e', drawer: '', number: '9'.repeat(40) }
    expect(chequePng(cheque(odd), '').length).toBeGreaterThan(500)
  })
})

const LINE = { direction: 'debit', narrative: 'Corner grocery', amount: usd(42_18) } as Transaction
const facts = (lines: number, more: Partial<StatementFacts> = {}): StatementFacts => ({
  account: {
    kind: 'current',
    brandName: 'Bancada Bank',
    number: '1000200417',
    bankCode: '1',
    currency: 'USD',
  } as Account,
  statement: {
    ...{
      month: '2026-10',
      startsAt: Date.UTC(2026, 9),
      endsAt: Date.UTC(2026, 10),
      availableAt: Date.UTC(2026, 10, 1, 6),
    },
    ...{ opening: usd(100_00), closing: usd(57_82), lines },
  } as Statement,
  number: '******0417',
  holders: ['Avery Fernhollow'],
  address: [],
  lines: Array.from({ length: lines }, (_, index) => ({ ...LINE, bookedAt: Date.UTC(2026, 9, 1 + (index % 30)) })),
  left: 0,
  owing: false,
  ...more,
})
const pdfOf = async (asked: StatementFacts): Promise<Buffer> => Buffer.from(await statementPdf(asked))
const pages = (pdf: Buffer): number => Number(/\/Count (\d+)/.exec(pdf.toString('latin1'))?.[1])

describe('A statement as a document (FDX 6.4, statements)', () => {
  it('is a PDF, the same bytes each time', async () => {
    const pdf = await pdfOf(facts(3))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.subarray(-6).toString().trim()).toBe('%%EOF')
    expect((await pdfOf(facts(3))).equals(pdf)).toBe(true)
  })

  it('goes on over as many pages as its lines need, and stands with none', async () => {
    expect(pages(await pdfOf(facts(0)))).toBe(1)
    expect(pages(await pdfOf(facts(3)))).toBe(1)
    expect(pages(await pdfOf(facts(1000, { left: 7 })))).toBeGreaterThan(15)
  })
})

describe('An amount on paper', () => {
  it('is grouped by thousands', () => {
    expect([0, 5, 100, -1_234_56, 1_000_000_00, 999_99].map(printed)).toEqual([
      ...['0.00', '0.05', '1.00', '-1,234.56', '1,000,000.00', '999.99'],
    ])
  })

  it('is written out in words on a cheque', () => {
    expect(inWords(105_20)).toBe('one hundred five and 20/100')
    expect(inWords(7)).toBe('zero and 07/100')
    expect(inWords(1_000_042_00)).toBe('one million forty-two and 00/100')
    expect(inWords(19_99)).toBe('nineteen and 99/100')
    expect(inWords(80_000_00)).toBe('eighty thousand and 00/100')
  })
})
