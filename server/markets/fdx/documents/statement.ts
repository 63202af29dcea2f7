import type { Account, Statement, Transaction } from '#bank'
import { dayOf } from '../dates.ts'
import { printed } from './money-words.ts'
import { drawable, FAINT, INK, MARGIN, type Paper, ruleAcross, writePdf } from './pdf.ts'

export type StatementFacts = {
  account: Account
  statement: Statement
  /** The account's number as lists show it. */
  number: string
  /** The names of those who hold the account. */
  holders: readonly string[]
  /** The address of the first of them, line by line. */
  address: readonly string[]
  /** The month's lines, the oldest first; `left` more are not printed. */
  lines: readonly Transaction[]
  left: number
  /** The account owes what lies below zero: a card, a loan. */
  owing: boolean
}

/** A month's statement as a PDF (FDX 6.4, statements). The same statement is the same bytes. */
export function statementPdf(facts: StatementFacts): Promise<Uint8Array> {
  const { account, statement } = facts
  const title = `${account.productName ?? 'Account'} statement, ${monthInWords(statement.month)}`
  const made = { title: drawable(title), author: drawable(account.brandName), madeAt: statement.availableAt }
  return writePdf(made, (paper) => {
    head(paper, title, facts)
    summary(paper, facts)
    movements(paper, facts)
  })
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
]

/** `2026-10` as October 2026. */
export function monthInWords(month: string): string {
  return `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`
}

function head(
  paper: Paper,
  title: string,
  { account, statement, number, holders, address, owing }: StatementFacts,
): void {
  paper.font('Helvetica-Bold').fontSize(15).text(drawable(account.brandName))
  paper.font('Helvetica').fontSize(11).fillColor(FAINT).text(drawable(title)).fillColor(INK)
  paper.moveDown(1.2).fontSize(9)
  const top = paper.y
  const lines = [...holders, ...address]
  paper.text(lines.map(drawable).join('\n'), MARGIN, top, { width: 240 })
  const below = paper.y
  const facts = [
    ['Account', number],
    // Nobody pays to a card or a loan by its number.
    ...(owing ? [] : [['Routing number', account.bankCode]]),
    ['From', dayOf(statement.startsAt)],
    ['To', dayOf(statement.endsAt - 1)],
    ['Currency', account.currency],
  ]
  facts.forEach(([name, value], row) => {
    const y = top + row * 13
    paper.fillColor(FAINT).text(String(name), 330, y, { width: 90 })
    paper.fillColor(INK).text(String(value), 420, y, { width: paper.page.width - MARGIN - 420, align: 'right' })
  })
  paper.x = MARGIN
  paper.y = Math.max(below, top + facts.length * 13) + 14
}

function summary(paper: Paper, { statement, owing }: StatementFacts): void {
  const sign = owing ? -1 : 1
  const { opening, closing } = statement
  const change = closing.amountMinor - opening.amountMinor
  const rows: [string, number][] = [
    [owing ? 'Owed at the beginning' : 'Balance at the beginning', sign * opening.amountMinor],
    ['Change in the month', sign * change],
    [owing ? 'Owed at the end' : 'Balance at the end', sign * closing.amountMinor],
  ]
  ruleAcross(paper)
  for (const [index, [name, amountMinor]] of rows.entries()) {
    const y = paper.y
    paper.font(index === rows.length - 1 ? 'Helvetica-Bold' : 'Helvetica')
    paper.text(name, MARGIN, y, { width: 300 })
    paper.text(printed(amountMinor), 400, y, { width: paper.page.width - MARGIN - 400, align: 'right' })
    paper.y = y + 14
  }
  paper.font('Helvetica')
  ruleAcross(paper)
  paper.y += 6
}

/** Where each column begins and how wide it is. */
const COLUMNS = { date: [MARGIN, 62], what: [116, 270], amount: [392, 78], balance: [476, 82] } as const

function movements(paper: Paper, { statement, lines, left, owing }: StatementFacts): void {
  const sign = owing ? -1 : 1
  columnHeads(paper, owing)
  if (lines.length === 0) {
    paper.fillColor(FAINT).text('Nothing was booked in this month.', MARGIN, paper.y).fillColor(INK)
    return
  }
  let balance = statement.opening.amountMinor
  for (const line of lines) {
    balance += (line.direction === 'credit' ? 1 : -1) * line.amount.amountMinor
    if (paper.y > paper.page.height - MARGIN - 36) {
      paper.addPage()
      columnHeads(paper, owing)
    }
    movement(paper, line, sign * balance, sign)
  }
  if (left > 0) {
    const more = `${left} more movements are not printed; GET /accounts/{accountId}/transactions has them all.`
    paper.moveDown().fillColor(FAINT).text(more, MARGIN, paper.y).fillColor(INK)
  }
}

function columnHeads(paper: Paper, owing: boolean): void {
  const y = paper.y
  paper.font('Helvetica-Bold').fontSize(9).fillColor(INK)
  cell(paper, 'date', 'Date', y)
  cell(paper, 'what', 'Description', y)
  cell(paper, 'amount', 'Amount', y)
  cell(paper, 'balance', owing ? 'Owed' : 'Balance', y)
  paper.font('Helvetica')
  paper.y = y + 11
  ruleAcross(paper)
}

function movement(paper: Paper, line: Transaction, balanceMinor: number, sign: number): void {
  const y = paper.y
  const signed = sign * (line.direction === 'credit' ? 1 : -1) * line.amount.amountMinor
  cell(paper, 'date', dayOf(line.bookedAt), y)
  cell(paper, 'what', drawable(line.narrative), y)
  cell(paper, 'amount', printed(signed), y)
  cell(paper, 'balance', printed(balanceMinor), y)
  paper.y = y + 13.5
}

function cell(paper: Paper, column: keyof typeof COLUMNS, said: string, y: number): void {
  const [x, width] = COLUMNS[column]
  const align = column === 'amount' || column === 'balance' ? 'right' : 'left'
  paper.text(said, x, y, { width, align, height: 11, ellipsis: true, lineBreak: false })
}
