import type { ComingPayment } from '#bank'
import { shortId } from '../../client/format.ts'
import { useManner } from '../../client/session.tsx'
import { Link } from '../../parts/link.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Pill } from '../../parts/status-pill.tsx'
import { numberOf } from './customer-object.tsx'

/** What an account is still to pay: to whom, when and how much; nothing where there is nothing. */
export function ComingPayments({ payments }: { payments: readonly ComingPayment[] }) {
  const { words, formats } = useManner()
  if (payments.length === 0) return null
  return (
    <>
      <h2 className="section-title">{words.say('coming.title')}</h2>
      <PlainTable
        caption={words.say('coming.title')}
        heads={[
          { text: words.say('coming.to') },
          { text: words.say('applications.state'), className: 'wide-only' },
          { text: words.say('journey.consent'), className: 'wide-only' },
          { text: words.say('coming.due'), className: 'number' },
          { text: words.say('ledger.amount'), className: 'number' },
        ]}
      >
        {payments.map(({ id, to, state, again, consentId, dueAt, amount }) => (
          <tr key={id}>
            <th scope="row">
              <Payee to={to} />
              {again && <span className="muted"> · {words.say('coming.again')}</span>}
            </th>
            <td className="wide-only">
              <Pill outcome="waiting">{words.say(`coming.state.${state}`)}</Pill>
            </td>
            <td className="wide-only">
              {consentId !== null && (
                <Link className="quiet-link mono" href={`/consents/${encodeURIComponent(consentId)}`}>
                  {shortId(consentId, 6)}
                </Link>
              )}
            </td>
            <td className="number muted">{formats.date(dueAt)}</td>
            <td className="number money" data-direction="debit">
              <span className="unseen">{words.say('ledger.debit')}: </span>−{formats.money(amount)}
            </td>
          </tr>
        ))}
      </PlainTable>
    </>
  )
}

function Payee({ to }: Pick<ComingPayment, 'to'>) {
  const { words } = useManner()
  if ('name' in to) return to.name
  const { id, kind } = to.account
  return (
    <Link className="row-link" href={`/customers/account/${encodeURIComponent(id)}`}>
      {words.say(`customers.account.${kind}`)} <span className="mono">{numberOf(to.account)}</span>
    </Link>
  )
}
