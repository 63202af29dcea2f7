import type { AccountRow, CustomerObject } from '#bank'
import { moneyIn } from '../../client/money.ts'
import { useManner, useSession } from '../../client/session.tsx'
import { useResource } from '../../client/use-resource.ts'
import { EventTimeline } from '../../parts/event-timeline.tsx'
import { FactList } from '../../parts/fact-list.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { OriginMark, OriginNote } from '../../parts/origin.tsx'
import { Page } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { RawJson } from '../../parts/raw-json.tsx'
import { FailedState, Skeleton } from '../../parts/states.tsx'
import { AccountPill } from './account-pill.tsx'

/** One customer: who they are, whom they act for, and what they hold. */
export function CustomerObjectPage({ id }: { id: string }) {
  const { words } = useManner()
  const { api } = useSession()
  const path = `/api/customers/${encodeURIComponent(id)}`
  const { data, error, reload } = useResource<{ customer: CustomerObject }>(api, path)
  const back = { href: '/customers', label: words.say('customers.title') }
  const customer = data?.customer
  if (!customer) {
    return (
      <Page title={words.say('customers.one')} back={back}>
        {error ? (
          <FailedState error={error} onRetry={reload} />
        ) : (
          <Skeleton rows={5} label={words.say('customers.loading')} />
        )}
      </Page>
    )
  }
  const { name, kind, document, login, tradeName, actsFor, accounts, origin, events } = customer
  return (
    <Page
      title={name}
      back={back}
      aside={
        <>
          <span className="count">{words.say(`customers.kind.${kind}`)}</span>
          <OriginMark origin={origin} />
        </>
      }
    >
      <FactList
        facts={[
          { label: words.say('customers.id'), value: customer.id, copy: customer.id, mono: true },
          { label: words.say('customers.document'), value: document, copy: document, mono: true },
          { label: words.say('customers.login'), value: login, copy: login ?? undefined, mono: true },
          { label: words.say('customers.tradeName'), value: tradeName },
        ]}
      />
      <OriginNote origin={origin} says={words.say('origin.customer')} />
      <p className="object-links">
        <Link className="button" href={`/consents?person=${encodeURIComponent(document)}`}>
          <Icon name="shield" size={14} /> {words.say('consents.title')}
        </Link>
        {actsFor.map((company) => (
          <Link key={company.id} className="button" href={`/customers/${company.id}`}>
            <Icon name="people" size={14} /> {words.say('customers.actsFor', { name: company.name })}
          </Link>
        ))}
      </p>
      <h2 className="section-title">{words.say('customers.accounts')}</h2>
      {accounts.length === 0 ? (
        <p className="muted section-note">{words.say('customers.noAccounts')}</p>
      ) : (
        <AccountTable accounts={accounts} />
      )}
      <h2 className="section-title">{words.say('events.title')}</h2>
      <EventTimeline events={events} linksConsent />
      <RawJson value={customer} />
    </Page>
  )
}

function AccountTable({ accounts }: { accounts: AccountRow[] }) {
  const { words } = useManner()
  return (
    <PlainTable
      caption={words.say('customers.accounts')}
      heads={[
        { text: words.say('customers.account') },
        { text: words.say('customers.number') },
        { text: words.say('applications.state') },
        { text: words.say('customers.stands'), className: 'number' },
      ]}
    >
      {accounts.map((account) => (
        <tr key={account.id}>
          <th scope="row">
            <Link className="row-link" href={`/customers/account/${encodeURIComponent(account.id)}`}>
              {words.say(`customers.account.${account.kind}`)}
              {title(account)}
              {account.ownership !== 'individual' && ` · ${words.say('customers.joint')}`}
            </Link>
          </th>
          <td className="mono muted">{numberOf(account)}</td>
          <td>
            <AccountPill status={account.status} />
          </td>
          <td className="number">
            {account.stands.owed && <span className="muted">{words.say('customers.owed')} </span>}
            {moneyIn(words.language, account.stands.amount)}
          </td>
        </tr>
      ))}
    </PlainTable>
  )
}

/** What its holders call an account, else what the bank sells it as. */
function title({ nickname, productName }: AccountRow): string {
  const called = nickname ?? productName
  return called === null ? '' : ` · ${called}`
}

/** Branch and number, as they stand on paper. */
export function numberOf({ branch, number, checkDigit }: Pick<AccountRow, 'branch' | 'number' | 'checkDigit'>): string {
  return [branch, checkDigit === '' ? number : `${number}-${checkDigit}`].filter((part) => part !== null).join(' / ')
}
