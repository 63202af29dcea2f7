// Plainly invented numbers, completed so that whoever checks the digits accepts them.

/** A CPF from its nine leading digits: appends both check digits (modulo 11). */
export function cpf(nineDigits: string): string {
  const weights = (count: number) => Array.from({ length: count }, (_, index) => count + 1 - index)
  const first = checkDigit(nineDigits, weights(9))
  return `${nineDigits}${first}${checkDigit(`${nineDigits}${first}`, weights(10))}`
}

/** A CNPJ from its twelve leading digits: appends both check digits (modulo 11). */
export function cnpj(twelveDigits: string): string {
  const weights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]
  const first = checkDigit(twelveDigits, weights.slice(1))
  return `${twelveDigits}${first}${checkDigit(`${twelveDigits}${first}`, weights)}`
}

/** A routing number from its eight leading digits: appends the check digit (weights 3, 7, 1, modulo 10). */
export function routingNumber(eightDigits: string): string {
  const sum = [...eightDigits].reduce(
    (total, digit, index) => total + Number(digit) * ([3, 7, 1][index % 3] as number),
    0,
  )
  return `${eightDigits}${(10 - (sum % 10)) % 10}`
}

/** A CUSIP from its eight leading characters: appends the check digit (ANSI X9.6, every second value doubled). */
export function cusip(eight: string): string {
  const sum = [...eight].reduce((total, character, index) => {
    const value = Number.parseInt(character, 36) * (index % 2 === 1 ? 2 : 1)
    return total + Math.floor(value / 10) + (value % 10)
  }, 0)
  return `${eight}${(10 - (sum % 10)) % 10}`
}

/** An ISIN from its eleven leading characters: letters become two digits, then Luhn (ISO 6166). */
export function isin(eleven: string): string {
  const digits = [...eleven].map((character) => Number.parseInt(character, 36)).join('')
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return `${eleven}${(10 - (sum % 10)) % 10}`
}

function checkDigit(digits: string, weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return sum % 11 < 2 ? 0 : 11 - (sum % 11)
}
