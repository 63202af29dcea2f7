import type { Terms } from '../apis/terms/routes.ts'
import { dayOf } from '../dates.ts'
import { drawable, FAINT, INK, MARGIN, ruleAcross, writePdf } from './pdf.ts'

/** The terms of an account as a PDF (FDX 6.4, terms and conditions): the same bytes while nothing is agreed anew. */
export function termsPdf({ bankName, productName, edition, agreedAt, sections, agreed }: Terms): Promise<Uint8Array> {
  const title = drawable(`${productName}: terms and conditions`)
  return writePdf({ title, author: drawable(bankName), madeAt: agreedAt }, (paper) => {
    const width = paper.page.width - 2 * MARGIN
    paper.font('Helvetica-Bold').fontSize(15).text(title)
    paper.font('Helvetica').fontSize(11).fillColor(FAINT)
    paper.text(`Edition ${edition}, in force for this account since ${dayOf(agreedAt)}`)
    paper.fillColor(INK).fontSize(9)
    for (const [index, section] of sections.entries()) {
      paper
        .moveDown(1.2)
        .font('Helvetica-Bold')
        .text(`${index + 1}. ${section.title}`, MARGIN, paper.y, { width })
      paper.font('Helvetica')
      for (const paragraph of section.paragraphs) paper.moveDown(0.4).text(drawable(paragraph), { width })
    }
    if (agreed.length === 0) return
    paper.moveDown(1.2).font('Helvetica-Bold').text('Agreed about this account').font('Helvetica').moveDown(0.4)
    for (const { name, value } of agreed) {
      const { y } = paper
      paper.fillColor(FAINT).text(name, MARGIN, y, { width: 180 }).fillColor(INK)
      paper.text(drawable(value), MARGIN + 190, y, { width: width - 190 })
      ruleAcross(paper)
    }
  })
}
