import type { Investment, Policy } from '#bank'
import type { Fact } from '../../parts/fact-list.tsx'
import { dueIn, paidIn, type Saying } from './credit-facts.ts'

/** What an investment account is worth, and on what terms it is held. */
export function investmentFacts(investment: Investment, { words, formats }: Saying): Fact[] {
  const { plan, cash, dayChange, employerName, vesting, openOrders } = investment
  const next = vesting.at(-1)
  return [
    { label: words.say('holding.plan'), value: words.say(`holding.plan.${plan}`) },
    { label: words.say('holding.cash'), value: formats.money(cash) },
    { label: words.say('holding.dayChange'), value: dayChange.amountMinor === 0 ? null : formats.money(dayChange) },
    { label: words.say('holding.employer'), value: employerName },
    { label: words.say('holding.vested'), value: next ? formats.day(next.on) : null },
    { label: words.say('holding.orders'), value: openOrders.length === 0 ? null : String(openOrders.length) },
  ]
}

/** What an insurance covers, or an annuity pays. */
export function insuranceFacts(policy: Policy, saying: Saying): Fact[] {
  const { words, formats } = saying
  const currency = policy.value.currency
  const money = (amountMinor: number) => formats.money({ amountMinor, currency })
  const last = { label: words.say('holding.lastPayment'), value: paidIn(policy.lastPayment, saying) }
  if (policy.kind === 'insurance') {
    const { cover, coverageMinor, premiumMinor, premiumTerm, status, nextPayment, endsOn } = policy
    return [
      { label: words.say('holding.cover'), value: words.say(`holding.cover.${cover}`) },
      { label: words.say('holding.coverage'), value: money(coverageMinor) },
      {
        label: words.say('holding.premium'),
        value: words.say(`holding.premium.${premiumTerm}`, { amount: money(premiumMinor) }),
      },
      {
        label: words.say('holding.nextPayment'),
        value: nextPayment && dueIn(nextPayment.amount, nextPayment.on, saying),
      },
      last,
      { label: words.say('holding.standing'), value: words.say(`holding.policy.${status}`) },
      { label: words.say('holding.ends'), value: endsOn && formats.day(endsOn) },
    ]
  }
  const { product, payout, payoutMinor, payoutStartsOn, surrenderValue } = policy
  return [
    { label: words.say('holding.annuity'), value: words.say(`holding.annuity.${product}`) },
    {
      label: words.say('holding.payout'),
      value: words.say(`holding.payout.${payout}`, { amount: money(payoutMinor) }),
    },
    { label: words.say('holding.payoutStarts'), value: formats.day(payoutStartsOn) },
    last,
    { label: words.say('holding.surrender'), value: formats.money(surrenderValue) },
  ]
}
