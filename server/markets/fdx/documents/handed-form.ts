import type { FormDetails, HandedForm } from '#bank'
import type { FormType } from '../apis/tax-forms/forms.ts'
import { NAMES } from '../apis/tax-forms/map.ts'
import { printed } from './money-words.ts'
import { drawable, FAINT, INK, MARGIN, writePdf } from './pdf.ts'
import { type Box, boxRow, NUMBERS, type Side, sideBySide } from './tax-form.ts'

/** A form that came as data, as a PDF: what was said and nothing else, the same bytes until it is corrected. */
export function handedFormPdf(form: HandedForm, bankName: string): Promise<Uint8Array> {
  const { year, details, changedAt } = form
  const type = form.type as FormType
  const title = `Form ${NUMBERS[type]} for ${year}: ${NAMES[type].toLowerCase()}`
  return writePdf({ title, author: drawable(bankName), madeAt: changedAt }, (paper) => {
    paper.font('Helvetica-Bold').fontSize(15).text(`Form ${NUMBERS[type]}`)
    paper.font('Helvetica').fontSize(11).fillColor(FAINT)
    paper.text(`${NAMES[type]}, tax year ${year}`).fillColor(INK).fontSize(9).moveDown(1.5)
    sideBySide(paper, sideOf('From', details, FROM), sideOf('About', details, ABOUT))
    for (const box of boxesOf(details)) boxRow(paper, box)
    paper.moveDown(2).fillColor(FAINT)
    const note = 'As an application handed it in: the bank has checked none of it. File nothing with it.'
    paper.text(note, MARGIN, paper.y, { width: paper.page.width - 2 * MARGIN })
  })
}

const FROM = ['payerNameAddress', 'lenderNameAddress', 'employerNameAddress', 'employerTin', 'payerRtn']
const ABOUT = [
  ...['recipientNameAddress', 'borrowerNameAddress', 'employeeName', 'employeeAddress'],
  ...['recipientTin', 'borrowerTin', 'employeeTin', 'accountNumber'],
]
const ELSEWHERE: ReadonlySet<string> = new Set([...FROM, ...ABOUT, 'description', 'taxFormDate'])

function sideOf(title: string, details: FormDetails, names: readonly string[]): Side {
  const said = names.flatMap((name) => {
    const value = details[name]
    return typeof value === 'object' && value !== null ? Object.values(value) : [value]
  })
  return { title, lines: said.map((line) => (line === undefined ? undefined : String(line))) }
}

/** Everything else that it says, member by member. */
function boxesOf(details: FormDetails, within = ''): Box[] {
  return Object.entries(details).flatMap(([name, value]): Box[] => {
    if (ELSEWHERE.has(name)) return []
    // What stands in a list is told by what it is, and not by its place.
    const called = /^\d+$/.test(name) ? within : `${within} ${spaced(name)}`.trim()
    if (typeof value === 'object' && value !== null) return boxesOf(value as FormDetails, called)
    return [
      ['', asTitle(called), typeof value === 'number' ? printed(Math.round(value * 100)) : drawable(String(value))],
    ]
  })
}

const spaced = (name: string): string => drawable(name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`))
const asTitle = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
