/** An amount as a statement prints it: `1,234.56`, below zero with its sign. */
export function printed(amountMinor: number): string {
  const whole = Math.trunc(Math.abs(amountMinor) / 100)
  const cents = String(Math.abs(amountMinor) % 100).padStart(2, '0')
  const grouped = String(whole).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${amountMinor < 0 ? '-' : ''}${grouped}.${cents}`
}

const ONES = [
  ...['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
]
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const SCALES = ['', ' thousand', ' million', ' billion', ' trillion']

/** An amount in words, as cheques carry it: `one hundred five and 20/100`. */
export function inWords(amountMinor: number): string {
  const cents = String(amountMinor % 100).padStart(2, '0')
  return `${wholeInWords(Math.trunc(amountMinor / 100))} and ${cents}/100`
}

function wholeInWords(whole: number): string {
  if (whole === 0) return 'zero'
  const parts: string[] = []
  for (let rest = whole, scale = 0; rest > 0; rest = Math.trunc(rest / 1000), scale += 1) {
    if (rest % 1000 > 0) parts.unshift(hundreds(rest % 1000) + SCALES[scale])
  }
  return parts.join(' ')
}

function hundreds(count: number): string {
  const rest = count % 100
  const tail = rest < 20 ? ONES[rest] : [TENS[Math.trunc(rest / 10)], ONES[rest % 10]].filter(Boolean).join('-')
  return [count >= 100 ? `${ONES[Math.trunc(count / 100)]} hundred` : '', tail].filter(Boolean).join(' ')
}
