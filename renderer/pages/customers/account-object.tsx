import type { AccountRow, AccountObject as AccountTold, StatementPage, Transaction } from '#bank'
import type { Money } from '#kernel'
import { type Address, useGo, withQuery } from '../../client/address.ts'
import { moneyIn } from '../../client/money.ts'
import { useManner, useSession } from '../../client/session.tsx'
import type { ExportColumn } from '../../client/table-file.ts'
import { usePages } from '../../client/use-pages.ts'
import { useResource } from '../../client/use-resource.ts'
import { ExportButtons } from '../../parts/export-buttons.tsx'
import { FactList } from '../../parts/fact-list.tsx'
import { ChoiceFilter, FilterBar } from '../../parts/filters.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { OriginMark } from '../../parts/origin.tsx'
import { OriginFilter } from '../../parts/origin-filter.tsx'
import { List, Page } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { RawJson } from '../../parts/raw-json.tsx'
import { FailedState, Skeleton } from '../../parts/states.tsx'
import type { Words } from '../../words/words.ts'
import { AccountPill } from './account-pill.tsx'
import { ComingPayments } from './coming-payments.tsx'
import { numberOf } from './customer-object.tsx'
import { Holding } from './holding.tsx'

/** What the ledger is narrowed to; kept in the address. */
const FILTERS = ['direction', 'origin'] as const
const rowsOf = ({ transactions }: StatementPage) => transactions

const COLUMNS: readonly ExportColumn<Transaction>[] = [
  { name: 'bookedAt', of: ({ bookedAt }) => new Date(bookedAt).toISOString() },
  { name: 'id', of: ({ id }) => id },
  { name: 'setId', of: ({ setId }) => setId },
  { name: 'kind', of: ({ kind }) => kind },
  { name: 'narrative', of: ({ narrative }) => narrative },
  { name: 'direction', of: ({ direction }) => direction },
  { name: 'amountMinor', of: ({ amount }) => amount.amountMinor },
  { name: 'currency', of: ({ amount }) => amount.currency },
  { name: 'origin', of: ({ origin }) => origin },
]

/** One account: what is on it, and its ledger line by line. */
export function AccountObject({ id, address }: { id: string; address: Address }) {
  const { words } = useManner()
  const { api } = useSession()
  const go = useGo()
  const path = `/api/accounts/${encodeURIComponent(id)}`
  const { data, error, reload } = useResource<{ account: AccountTold }>(api, path)
  const asked = new URLSearchParams()
  for (const name of FILTERS) if (address.query.get(name)) asked.set(name, address.query.get(name) as string)
  const lines = `${path}/transactions?${asked}`
  const change = (changes: Record<string, string>) =>
    go(withQuery(address.path, address.query, changes), { replace: true })
  const pages = usePages<StatementPage, Transaction>(lines, rowsOf)
  const account = data?.account
  const holder = account?.holders[0]
  const back = {
    href: holder === undefined ? '/customers' : `/customers/${holder}`,
    label: account?.holderNames[0] ?? words.say('customers.title'),
  }
  if (!account) {
    return (
      <Page title={words.say('customers.account')} back={back}>
        {error ? (
          <FailedState error={error} onRetry={reload} />
        ) : (
          <Skeleton rows={5} label={words.say('customers.loading')} />
        )}
      </Page>
    )
  }
  return (
    <Page
      title={
        <>
          {words.say(`customers.account.${account.kind}`)} <span className="mono row-app">{numberOf(account)}</span>
        </>
      }
      back={back}
      aside={
        <>
          <AccountPill status={account.status} />
          <OriginMark origin={account.origin} />
        </>
      }
      actions={
        <ExportButtons<StatementPage, Transaction>
          {...{ path: lines, rowsOf, columns: COLUMNS }}
          name="bancada-ledger"
        />
      }
    >
      <Balances account={account} />
      <Holders account={account} />
      <Holding holding={account.holding} />
      <ComingPayments payments={account.coming} />
      <FilterBar>
        <h2 className="section-title in-bar">{words.say('ledger.title')}</h2>
        <ChoiceFilter
          label={words.say('ledger.direction')}
          all={words.say('ledger.both')}
          value={address.query.get('direction') ?? ''}
          options={['credit', 'debit'].map((one) => ({ value: one, text: words.say(`ledger.${one}`) }))}
          onChange={(direction) => change({ direction })}
        />
        <OriginFilter value={address.query.get('origin') ?? ''} onChange={(origin) => change({ origin })} />
      </FilterBar>
      <List
        pages={pages}
        loading={words.say('ledger.loading')}
        empty={{ icon: 'list', title: words.say('ledger.none'), body: null }}
        clear={asked.size === 0 ? undefined : () => go(address.path, { replace: true })}
      >
        {(rows) => <Ledger rows={rows} />}
      </List>
      <RawJson value={account} />
    </Page>
  )
}

function Balances({ account }: { account: AccountRow }) {
  const { words, formats } = useManner()
  const { blocked, invested, overdraft } = account.balances
  const { amount, owed } = account.stands
  const stands = owed ? 'holding.owed' : account.kind === 'investment' ? 'holding.worth' : 'customers.available'
  // What most accounts have none of is left out where there is none.
  const any = (money: Money) => (money.amountMinor === 0 ? null : formats.money(money))
  return (
    <FactList
      facts={[
        { label: words.say(stands), value: <strong>{formats.money(amount)}</strong> },
        { label: words.say('customers.blocked'), value: any(blocked) },
        { label: words.say('customers.invested'), value: any(invested) },
        { label: words.say('customers.overdraft'), value: overdraft && formats.money(overdraft.contracted) },
        { label: words.say('customers.product'), value: account.productName },
        { label: words.say('customers.nickname'), value: account.nickname },
        { label: words.say('customers.holders'), value: holdersOf(account, words) },
        { label: words.say('customers.opened'), value: formats.date(account.openedAt) },
        { label: words.say('customers.id'), value: account.id, copy: account.id, mono: true },
      ]}
    />
  )
}

/** Whose account it is, and for those who aren't its owners what it is to them. */
function holdersOf({ holderNames, roles }: AccountRow, words: Words): string {
  const said = holderNames.map((name, at) => {
    const role = roles[at] ?? 'owner'
    return role === 'owner' || role === 'joint-owner' ? name : `${name} (${words.say(`customers.role.${role}`)})`
  })
  return said.join(', ')
}

/** Links to them. */
function Holders({ account: { holders, holderNames } }: { account: AccountRow }) {
  return (
    <p className="object-links">
      {holders.map((holder, at) => (
        <Link key={holder} className="button" href={`/customers/${encodeURIComponent(holder)}`}>
          <Icon name="people" size={14} /> {holderNames[at] ?? holder}
        </Link>
      ))}
    </p>
  )
}

function Ledger({ rows }: { rows: Transaction[] }) {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  return (
    <PlainTable
      caption={words.say('ledger.title')}
      heads={[
        { text: words.say('ledger.narrative') },
        { text: words.say('ledger.counterparty'), className: 'wide-only' },
        { text: words.say('ledger.kind'), className: 'wide-only' },
        { text: words.say('ledger.booked'), className: 'number' },
        { text: words.say('ledger.amount'), className: 'number' },
      ]}
    >
      {rows.map(({ id, narrative, counterparty, kind, bookedAt, direction, amount, origin }) => (
        <tr key={id}>
          <td>
            {narrative} <OriginMark origin={origin} />
          </td>
          <td className="wide-only muted">{counterparty?.name}</td>
          <td className="wide-only muted mono">{kind}</td>
          <td className="number muted">{formats.moment(bookedAt, bankNow())}</td>
          <td className="number money" data-direction={direction}>
            <span className="unseen">{words.say(`ledger.${direction}`)}: </span>
            {direction === 'debit' ? '−' : '+'}
            {moneyIn(words.language, amount)}
          </td>
        </tr>
      ))}
    </PlainTable>
  )
}
