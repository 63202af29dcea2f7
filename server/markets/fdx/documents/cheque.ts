import type { ChequeImage } from '#bank'
import { dayOf } from '../dates.ts'
import { GLYPH_WIDTH, glyphOf } from './glyphs.ts'
import { inWords, printed } from './money-words.ts'
import { pngOf } from './png.ts'

const WIDTH = 760
const HEIGHT = 330

/** Paper, ink, printed lines, and the faint word across it. */
const PALETTE = [
  [238, 243, 236],
  [28, 35, 48],
  [118, 132, 124],
  [217, 227, 216],
] as const
const [PAPER, INK, LINE, FAINT] = [0, 1, 2, 3]

/** The front of a cheque as a PNG (FDX 6.4, transaction images). Its account number is masked, as in every list. */
export function chequePng(cheque: ChequeImage, bankName: string): Uint8Array {
  const dots = new Uint8Array(WIDTH * HEIGHT).fill(PAPER as number)
  const sheet = sheetOf(dots)
  sheet.write('SPECIMEN', { x: 150, y: 130, size: 10, colour: FAINT as number })
  sheet.frame(8)
  sheet.write(cheque.drawer, { x: 30, y: 30, size: 2 })
  sheet.write(bankName, { x: 30, y: 54, size: 1, colour: LINE as number })
  sheet.write(`NO. ${cheque.number}`, { x: 610, y: 30, size: 2 })
  sheet.write('DATE', { x: 500, y: 74, size: 1, colour: LINE as number })
  sheet.write(dayOf(cheque.at), { x: 540, y: 68, size: 2 })
  sheet.line(536, 88, 196)
  sheet.write('PAY TO THE ORDER OF', { x: 30, y: 122, size: 1, colour: LINE as number })
  sheet.write(cheque.payee, { x: 160, y: 114, size: 2, width: 380 })
  sheet.line(156, 134, 390)
  sheet.write(`$ ${printed(cheque.amount.amountMinor)}`, { x: 566, y: 114, size: 2 })
  sheet.write(inWords(cheque.amount.amountMinor), { x: 30, y: 160, size: 2, width: 620 })
  sheet.line(30, 180, 630)
  sheet.write('DOLLARS', { x: 668, y: 172, size: 1, colour: LINE as number })
  sheet.write('FOR', { x: 30, y: 236, size: 1, colour: LINE as number })
  sheet.write(cheque.memo, { x: 58, y: 228, size: 2, width: 340 })
  sheet.line(54, 248, 350)
  sheet.line(470, 248, 262)
  sheet.write('SIGNATURE ON FILE', { x: 530, y: 254, size: 1, colour: LINE as number })
  const account = `******${cheque.accountNumber.slice(-4)}`
  sheet.write(`:${cheque.bankCode}:  ${account}  ${cheque.number.padStart(4, '0')}`, { x: 30, y: 292, size: 2 })
  return pngOf({ width: WIDTH, height: HEIGHT, dots, palette: PALETTE })
}

type Writing = { x: number; y: number; size: number; colour?: number; width?: number }

function sheetOf(dots: Uint8Array) {
  const fill = (x: number, y: number, width: number, height: number, colour: number): void => {
    for (let row = y; row < y + height; row += 1) dots.fill(colour, row * WIDTH + x, row * WIDTH + x + width)
  }
  return {
    /** Writes one line; what is too long for its place ends in dots. */
    write(text: string, { x, y, size, colour = INK as number, width = WIDTH - x - 12 }: Writing): void {
      const advance = (GLYPH_WIDTH + 1) * size
      const fits = Math.floor(width / advance)
      const shown = text.length > fits ? `${text.slice(0, Math.max(0, fits - 2))}..` : text
      for (const [index, letter] of [...shown].entries()) {
        for (const [row, bits] of glyphOf(letter).entries()) {
          for (let column = 0; column < GLYPH_WIDTH; column += 1) {
            if ((bits >> (GLYPH_WIDTH - 1 - column)) & 1)
              fill(x + index * advance + column * size, y + row * size, size, size, colour)
          }
        }
      }
    },
    line: (x: number, y: number, width: number): void => fill(x, y, width, 1, LINE as number),
    frame(inset: number): void {
      fill(inset, inset, WIDTH - 2 * inset, 2, LINE as number)
      fill(inset, HEIGHT - inset - 2, WIDTH - 2 * inset, 2, LINE as number)
      fill(inset, inset, 2, HEIGHT - 2 * inset, LINE as number)
      fill(WIDTH - inset - 2, inset, 2, HEIGHT - 2 * inset, LINE as number)
    },
  }
}
