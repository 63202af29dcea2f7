import type { AccountObject } from '#bank'
import { useManner } from '../../client/session.tsx'
import { FactList } from '../../parts/fact-list.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { cardFacts, contractFacts, depositFacts, type Saying } from './credit-facts.ts'
import { insuranceFacts, investmentFacts } from './held-facts.ts'

type Held = AccountObject['holding']

/** What was agreed about an account by its kind, what is held in it, and what is not booked yet. */
export function Holding({ holding }: { holding: Held }) {
  const { words, formats } = useManner()
  const saying: Saying = { words, formats }
  const { deposit, card, contract, investment, policy, pending } = holding
  const facts = [
    ...(deposit ? depositFacts(deposit, saying) : []),
    ...(card ? cardFacts(card, saying) : []),
    ...(contract ? contractFacts(contract, saying) : []),
    ...(investment ? investmentFacts(investment, saying) : []),
    ...(policy ? insuranceFacts(policy, saying) : []),
    { label: words.say('holding.networks'), value: networksOf(holding) },
  ].filter(({ value }) => value !== null && value !== '')
  return (
    <>
      {facts.length > 0 && (
        <>
          <h2 className="section-title">{words.say('holding.title')}</h2>
          <FactList facts={facts} />
        </>
      )}
      {investment && investment.positions.length > 0 && <Positions of={investment.positions} />}
      {pending.length > 0 && <Pending of={pending} />}
    </>
  )
}

/** The names of the networks that reach the account, each once: they are names everywhere. */
function networksOf({ networks }: Held): string {
  const names = [...networks.payment, ...networks.transfer].map(({ name }) => name.toUpperCase())
  return [...new Set(names)].join(', ')
}

function Positions({ of }: { of: NonNullable<Held['investment']>['positions'] }) {
  const { words, formats } = useManner()
  return (
    <>
      <h2 className="section-title">{words.say('holding.positions')}</h2>
      <PlainTable
        caption={words.say('holding.positions')}
        heads={[
          { text: words.say('holding.security') },
          { text: words.say('holding.securityKind'), className: 'wide-only' },
          { text: words.say('holding.units'), className: 'number' },
          { text: words.say('holding.price'), className: 'number wide-only' },
          { text: words.say('holding.value'), className: 'number' },
        ]}
      >
        {of.map(({ id, symbol, name, kind, side, unitsMicro, priceMinor, value }) => (
          <tr key={id}>
            <th scope="row">
              {name} <span className="mono muted">{symbol}</span>
              {side === 'short' && <span className="muted"> · {words.say('holding.short')}</span>}
            </th>
            <td className="wide-only muted">{words.say(`holding.security.${kind}`)}</td>
            <td className="number">{formats.units(unitsMicro / 1_000_000)}</td>
            <td className="number wide-only">{formats.money({ ...value, amountMinor: priceMinor })}</td>
            <td className="number">{formats.money(value)}</td>
          </tr>
        ))}
      </PlainTable>
    </>
  )
}

function Pending({ of }: { of: Held['pending'] }) {
  const { words, formats } = useManner()
  return (
    <>
      <h2 className="section-title">{words.say('holding.pending')}</h2>
      <PlainTable
        caption={words.say('holding.pending')}
        heads={[
          { text: words.say('ledger.narrative') },
          { text: words.say('holding.due'), className: 'number' },
          { text: words.say('ledger.amount'), className: 'number' },
        ]}
      >
        {of.map(({ id, narrative, dueAt, direction, amount }) => (
          <tr key={id}>
            <th scope="row">{narrative}</th>
            <td className="number muted">{formats.date(dueAt)}</td>
            <td className="number money" data-direction={direction}>
              <span className="unseen">{words.say(`ledger.${direction}`)}: </span>
              {direction === 'debit' ? '−' : '+'}
              {formats.money(amount)}
            </td>
          </tr>
        ))}
      </PlainTable>
    </>
  )
}
