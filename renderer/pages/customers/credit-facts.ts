import type { Card, Contract, Deposit, Rate } from '#bank'
import type { Formats } from '../../client/format.ts'
import type { Fact } from '../../parts/fact-list.tsx'
import type { Words } from '../../words/words.ts'

/** What a fact is said with. */
export type Saying = { words: Words; formats: Formats }

type Paid = { amount: Deposit['interestThisYear']; at: number } | null

/** What was agreed about money that rests at the bank. */
export function depositFacts({ rate, term, interestThisYear }: Deposit, { words, formats }: Saying): Fact[] {
  return [
    { label: words.say('holding.rate'), value: rateIn(rate, { words, formats }) },
    { label: words.say('holding.matures'), value: term && formats.day(term.maturesOn) },
    {
      label: words.say('holding.interestEarned'),
      value: interestThisYear.amountMinor === 0 ? null : formats.money(interestThisYear),
    },
  ]
}

/** What was agreed about a card, and what its last statement asks for. */
export function cardFacts(card: Card, saying: Saying): Fact[] {
  const { words, formats } = saying
  const { owed, available, limitMinor, rates, bill, lastDigits, otherCards, standing } = card
  return [
    { label: words.say('holding.limit'), value: moneyOr(limitMinor, owed.currency, formats) },
    { label: words.say('holding.credit'), value: available && formats.money(available) },
    { label: words.say('holding.rate'), value: rateIn(rates.purchases, saying) },
    {
      label: words.say('holding.cards'),
      value: [lastDigits, ...otherCards.map((other) => other.lastDigits)].map((digits) => `… ${digits}`).join(', '),
    },
    { label: words.say('holding.statement'), value: bill && dueIn(bill.balance, bill.closedOn, saying) },
    { label: words.say('holding.minimum'), value: bill && dueIn(bill.minimum, bill.dueOn, saying) },
    {
      label: words.say('holding.autopay'),
      value: bill?.autopay ? dueIn(bill.autopay.amount, bill.autopay.on, saying) : null,
    },
    { label: words.say('holding.lastPayment'), value: paidIn(bill?.lastPayment ?? null, saying) },
    { label: words.say('holding.standing'), value: words.say(`holding.standing.${standing}`) },
    {
      label: words.say('holding.pastDue'),
      value: bill && bill.pastDue.amountMinor > 0 ? formats.money(bill.pastDue) : null,
    },
  ]
}

/** What was agreed about a loan or a line of credit, and how far it is paid. */
export function contractFacts(contract: Contract, saying: Saying): Fact[] {
  const { words, formats } = saying
  const { kind, outstanding, originalPrincipalMinor, limitMinor, undrawn, rate, nextPayment, lastPayment } = contract
  const { interestPaidThisYear, escrow, maturesOn, pastDue, standing, school } = contract
  return [
    { label: words.say('holding.contract'), value: words.say(`holding.contract.${kind}`) },
    { label: words.say('holding.principal'), value: moneyOr(originalPrincipalMinor, outstanding.currency, formats) },
    { label: words.say('holding.limit'), value: moneyOr(limitMinor, outstanding.currency, formats) },
    { label: words.say('holding.undrawn'), value: undrawn && formats.money(undrawn) },
    { label: words.say('holding.rate'), value: rateIn(rate, saying) },
    {
      label: words.say('holding.nextPayment'),
      value: nextPayment && dueIn(nextPayment.amount, nextPayment.on, saying),
    },
    { label: words.say('holding.lastPayment'), value: paidIn(lastPayment, saying) },
    {
      label: words.say('holding.interestPaid'),
      value: interestPaidThisYear.amountMinor === 0 ? null : formats.money(interestPaidThisYear),
    },
    { label: words.say('holding.escrow'), value: escrow && formats.money(escrow) },
    { label: words.say('holding.school'), value: school },
    { label: words.say('holding.matures'), value: maturesOn && formats.day(maturesOn) },
    { label: words.say('holding.standing'), value: words.say(`holding.standing.${standing}`) },
    { label: words.say('holding.pastDue'), value: pastDue.amountMinor > 0 ? formats.money(pastDue) : null },
  ]
}

/** An amount and the day by which, or on which, it is. */
export function dueIn(amount: Deposit['interestThisYear'], day: string, { words, formats }: Saying): string {
  return words.say('holding.amountOn', { amount: formats.money(amount), day: formats.day(day) })
}

/** A payment that was made, and when. */
export function paidIn(paid: Paid, { words, formats }: Saying): string | null {
  return paid && words.say('holding.amountOn', { amount: formats.money(paid.amount), day: formats.date(paid.at) })
}

function rateIn(rate: Rate | null, { words, formats }: Saying): string | null {
  return rate && words.say(`holding.rate.${rate.kind}`, { rate: formats.rate(rate.ppm / 1_000_000) })
}

function moneyOr(amountMinor: number | null, currency: string, formats: Formats): string | null {
  return amountMinor === null ? null : formats.money({ amountMinor, currency })
}
