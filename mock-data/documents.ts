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

function checkDigit(digits: string, weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return sum % 11 < 2 ? 0 : 11 - (sum % 11)
}
