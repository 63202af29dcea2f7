import type { Money } from '#kernel'
import type { FormType, TaxForm } from '../apis/tax-forms/forms.ts'
import { addressOf, maskedTin, NAMES, taxedWages } from '../apis/tax-forms/map.ts'
import { maskedNumber } from '../consent.ts'
import { printed } from './money-words.ts'
import { drawable, FAINT, INK, MARGIN, type Paper, ruleAcross, writePdf } from './pdf.ts'

/** What the revenue service calls each form. */
export const NUMBERS: Readonly<Record<FormType, string>> = {
  Tax1099Int: '1099-INT',
  Tax1099Div: '1099-DIV',
  Tax1098: '1098',
  TaxW2: 'W-2',
}

/** A tax form as a PDF: a plain statement of its boxes, the same bytes whenever it is asked for. */
export function taxFormPdf(form: TaxForm): Promise<Uint8Array> {
  const { type, year, date, account } = form
  const title = `Form ${NUMBERS[type]} for ${year}: ${NAMES[type].toLowerCase()}`
  const made = { title, author: drawable(account.brandName), madeAt: Date.parse(date) }
  return writePdf(made, (paper) => {
    paper.font('Helvetica-Bold').fontSize(15).text(`Form ${NUMBERS[type]}`)
    paper.font('Helvetica').fontSize(11).fillColor(FAINT)
    paper.text(`${NAMES[type]}, tax year ${year}`).fillColor(INK).fontSize(9).moveDown(1.5)
    parties(paper, form)
    for (const box of boxesOf(form)) boxRow(paper, box)
    paper.moveDown(2).fillColor(FAINT)
    const note = 'A substitute made for trying things out. It is not an official form: file nothing with it.'
    paper.text(note, MARGIN, paper.y, { width: paper.page.width - 2 * MARGIN })
  })
}

function parties(paper: Paper, { facts, account, holder, contact }: TaxForm): void {
  const wages = facts.of === 'TaxW2' ? facts.wages : undefined
  const { name1, line1, line2, city, region, postalCode } = addressOf(holder, contact)
  const place = [city, region].filter(Boolean).join(', ')
  const recipient = [
    name1,
    line1,
    line2,
    `${place} ${postalCode ?? ''}`.trim(),
    `Taxpayer number ${maskedTin(holder.document)}`,
  ]
  const payer = wages
    ? [wages.employer.name ?? '', wages.employer.document ? `Employer number ${wages.employer.document}` : '']
    : [account.brandName, `Routing number ${account.bankCode}`, `Account ${maskedNumber(account.number)}`]
  sideBySide(
    paper,
    { title: wages ? 'Employer' : facts.of === 'Tax1098' ? 'Lender' : 'Payer', lines: payer },
    { title: wages ? 'Employee' : facts.of === 'Tax1098' ? 'Borrower' : 'Recipient', lines: recipient },
  )
}

/** Who a form is from, or about: a word for what they are to it, and lines with name and address. */
export type Side = { title: string; lines: readonly (string | undefined)[] }

/** The two sides of a form beside each other, and a rule below them. */
export function sideBySide(paper: Paper, left: Side, right: Side): void {
  const top = paper.y
  block(paper, left, MARGIN, top)
  const below = paper.y
  block(paper, right, 320, top)
  paper.x = MARGIN
  paper.y = Math.max(below, paper.y) + 18
  ruleAcross(paper)
}

function block(paper: Paper, { title, lines }: Side, x: number, y: number): void {
  paper.fillColor(FAINT).text(title, x, y, { width: 230 }).fillColor(INK)
  const said = lines.filter((line) => line !== undefined && line !== '').map((line) => drawable(String(line)))
  paper.text(said.join('\n'), x, paper.y + 2, { width: 230 })
}

/** A box of a form: its number, what it is called, and what stands in it. */
export function boxRow(paper: Paper, [box, name, said]: Box): void {
  const y = paper.y
  paper.fillColor(FAINT).text(box, MARGIN, y, { width: 30 }).fillColor(INK)
  paper.text(name, MARGIN + 34, y, { width: 330 })
  paper.text(said, 420, y, { width: paper.page.width - MARGIN - 420, align: 'right' })
  paper.y = y + 12
  ruleAcross(paper)
}

const money = ({ amountMinor }: Money): string => printed(amountMinor)

export type Box = readonly [box: string, name: string, said: string]

function boxesOf({ facts }: TaxForm): readonly Box[] {
  switch (facts.of) {
    case 'Tax1099Int':
      return [
        ['1', 'Interest income', money(facts.interest.earned)],
        ['4', 'Federal income tax withheld', printed(0)],
      ]
    case 'Tax1099Div':
      return [
        ['1a', 'Total ordinary dividends', money(facts.dividends.earned)],
        ['4', 'Federal income tax withheld', printed(0)],
      ]
    case 'Tax1098':
      return [
        ['1', 'Mortgage interest received from borrower', money(facts.mortgage.paid)],
        ['2', 'Outstanding mortgage principal', money(facts.mortgage.outstandingAtStart)],
        ['3', 'Mortgage origination date', facts.originatedOn ?? ''],
      ]
    case 'TaxW2':
      return wageBoxes(facts.wages)
  }
}

function wageBoxes(wages: Extract<TaxForm['facts'], { of: 'TaxW2' }>['wages']): readonly Box[] {
  return [
    ['1', 'Wages, tips, other compensation', money(taxedWages(wages))],
    ['2', 'Federal income tax withheld', money(wages.federalTax)],
    ['3', 'Social security wages', money(wages.gross)],
    ['4', 'Social security tax withheld', money(wages.socialSecurity)],
    ['5', 'Medicare wages and tips', money(wages.gross)],
    ['6', 'Medicare tax withheld', money(wages.medicare)],
    ['12', 'D: elective deferrals to a retirement plan', money(wages.deferred)],
    ['17', 'State income tax', money(wages.stateTax)],
  ]
}
