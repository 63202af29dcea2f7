const CNPJ = /^[0-9A-Z]{12}\d{2}$/
const CPF = /^\d{11}$/

/** Writes a CNPJ or CPF without its punctuation and blanks, letters in upper case. */
export function bareNumber(text: string): string {
  return text.replace(/[.\-/\s]/g, '').toUpperCase()
}

/** Whether a bare CNPJ (14 characters; letters are allowed before the check digits since 2026) has right check digits. */
export function isCnpj(number: string): boolean {
  return CNPJ.test(number) && !isOneCharacter(number) && cnpjOf(number.slice(0, 12)) === number
}

/** Whether a bare CPF (11 digits) has right check digits. */
export function isCpf(number: string): boolean {
  return CPF.test(number) && !isOneCharacter(number) && cpfOf(number.slice(0, 9)) === number
}

/** Completes the first 12 characters of a CNPJ with its two check digits. */
export function cnpjOf(base: string): string {
  const first = base + checkDigit(base, 9)
  return first + checkDigit(first, 9)
}

/** Completes the first 9 digits of a CPF with its two check digits. */
export function cpfOf(base: string): string {
  const first = base + checkDigit(base, 11)
  return first + checkDigit(first, 11)
}

/** The modulo-11 digit: weights run from 2 at the right end up to `topWeight`, then start again at 2. */
function checkDigit(text: string, topWeight: number): string {
  let sum = 0
  let weight = 2
  for (const character of [...text].reverse()) {
    // A letter counts as its ASCII code less 48, which leaves digits as they are.
    sum += (character.charCodeAt(0) - 48) * weight
    weight = weight === topWeight ? 2 : weight + 1
  }
  const rest = sum % 11
  return String(rest < 2 ? 0 : 11 - rest)
}

/** Numbers of one repeated character pass the arithmetic but are never given out. */
function isOneCharacter(number: string): boolean {
  return [...number].every((character) => character === number[0])
}
