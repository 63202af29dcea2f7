/** A document being written, of pages of the size that the United States print on. */
export type Paper = PDFKit.PDFDocument

export type PaperFacts = {
  title: string
  author: string
  /** What the file says it was made at, in bank time: the same document is the same bytes whenever it is asked for. */
  madeAt: number
}

export const MARGIN = 54
export const INK = '#1c2330'
export const FAINT = '#5b6472'
export const RULE = '#c9ced6'

/** Writes a document and numbers its pages. The library comes with the first one: most banks never write any. */
export async function writePdf({ title, author, madeAt }: PaperFacts, write: (paper: Paper) => void) {
  const { default: PDFDocument } = await import('pdfkit')
  const paper = new PDFDocument({
    size: 'LETTER',
    margins: { top: MARGIN, bottom: MARGIN + 18, left: MARGIN, right: MARGIN },
    bufferPages: true,
    lang: 'en-US',
    displayTitle: true,
    info: { Title: title, Author: author, CreationDate: new Date(madeAt), ModDate: new Date(madeAt) },
  })
  const pieces: Buffer[] = []
  const ended = new Promise<void>((resolve, reject) => {
    paper.on('data', (piece: Buffer) => pieces.push(piece))
    paper.on('end', resolve)
    paper.on('error', reject)
  })
  paper.font('Helvetica').fontSize(9).fillColor(INK)
  write(paper)
  numberPages(paper, author)
  paper.end()
  await ended
  return Buffer.concat(pieces)
}

function numberPages(paper: Paper, author: string): void {
  const { start, count } = paper.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    paper.switchToPage(page)
    // The footer stands in the margin, where a line would otherwise begin a new page.
    paper.page.margins.bottom = 0
    const y = paper.page.height - MARGIN
    const width = paper.page.width - 2 * MARGIN
    paper.font('Helvetica').fontSize(8).fillColor(FAINT)
    paper.text(`${author} is a simulated bank: no money here is real.`, MARGIN, y, { width, lineBreak: false })
    paper.text(`Page ${page - start + 1} of ${count}`, MARGIN, y, { width, align: 'right', lineBreak: false })
  }
}

/** A thin line over the width of the page, and the room below it. */
export function ruleAcross(paper: Paper): void {
  const y = paper.y + 3
  paper.save().lineWidth(0.5).strokeColor(RULE)
  paper
    .moveTo(MARGIN, y)
    .lineTo(paper.page.width - MARGIN, y)
    .stroke()
    .restore()
  paper.y = y + 5
}

/** Text that the standard fonts can draw: what they lack is replaced. */
export const drawable = (text: string): string => text.replaceAll(/[^\u0020-\u007e\u00a0-\u00ff–—‘’“”•…]/g, '?')
