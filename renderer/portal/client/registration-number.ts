/**
 * A CNPJ with right check digits that is plainly made up: its root begins with 99, as the demonstration companies' do.
 * `chance` gives a number from 0 to 1.
 */
export function fictitiousCnpj(chance: () => number): string {
  const root = `99${Array.from({ length: 6 }, () => Math.floor(chance() * 10)).join('')}`
  const base = `${root}0001`
  const first = base + checkDigit(base)
  const number = first + checkDigit(first)
  return number.replace(/^(..)(...)(...)(....)(..)$/, '$1.$2.$3/$4-$5')
}

/** The modulo-11 digit: weights run from 2 at the right end up to 9, then start again at 2. */
function checkDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, at) => total + Number(digit) * ((at % 8) + 2), 0)
  const rest = sum % 11
  return String(rest < 2 ? 0 : 11 - rest)
}
