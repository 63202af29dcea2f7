import type { CustomerRow } from '#bank'
import { type Address, below, useGo, withQuery } from '../../client/address.ts'
import { useManner, useSession } from '../../client/session.tsx'
import type { ExportColumn } from '../../client/table-file.ts'
import { usePages } from '../../client/use-pages.ts'
import { ExportButtons } from '../../parts/export-buttons.tsx'
import { ChoiceFilter, FilterBar, TextFilter } from '../../parts/filters.tsx'
import { Link } from '../../parts/link.tsx'
import { OriginMark } from '../../parts/origin.tsx'
import { OriginFilter } from '../../parts/origin-filter.tsx'
import { List, Page } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { AccountObject } from './account-object.tsx'
import { CustomerObjectPage } from './customer-object.tsx'

const FILTERS = ['q', 'book', 'kind', 'origin'] as const

type CustomerList = { customers: CustomerRow[]; next: string | null }

const rowsOf = ({ customers }: CustomerList) => customers

const COLUMNS: readonly ExportColumn<CustomerRow>[] = [
  { name: 'id', of: ({ id }) => id },
  { name: 'book', of: ({ book }) => book },
  { name: 'kind', of: ({ kind }) => kind },
  { name: 'name', of: ({ name }) => name },
  { name: 'document', of: ({ document }) => document },
  { name: 'login', of: ({ login }) => login },
  { name: 'origin', of: ({ origin }) => origin },
]

/** Customers: the list, one of them, and one of their accounts. */
export function CustomersPage({ address }: { address: Address }) {
  const [first, second] = below('/customers', address)
  if (first === 'account' && second !== undefined) return <AccountObject key={second} id={second} address={address} />
  return first === undefined ? <Customers address={address} /> : <CustomerObjectPage key={first} id={first} />
}

function Customers({ address: { query } }: { address: Address }) {
  const { words } = useManner()
  const books = useBooks()
  const go = useGo()
  const asked = new URLSearchParams()
  for (const name of FILTERS) if (query.get(name)) asked.set(name, query.get(name) as string)
  const path = `/api/customers?${asked}`
  const pages = usePages<CustomerList, CustomerRow>(path, rowsOf, 'after')
  const change = (changes: Record<string, string>) => go(withQuery('/customers', query, changes), { replace: true })
  return (
    <Page
      title={words.say('customers.title')}
      actions={
        <ExportButtons<CustomerList, CustomerRow>
          {...{ path, rowsOf, columns: COLUMNS, keyName: 'after' }}
          name="bancada-customers"
        />
      }
      filters={
        <FilterBar>
          <TextFilter
            label={words.say('customers.filter')}
            value={query.get('q') ?? ''}
            onChange={(q) => change({ q })}
          />
          {books.length > 1 && (
            <ChoiceFilter
              label={words.say('journeys.market')}
              all={words.say('journeys.market.all')}
              value={query.get('book') ?? ''}
              options={books.map(({ book, name }) => ({ value: book, text: name }))}
              onChange={(book) => change({ book })}
            />
          )}
          <ChoiceFilter
            label={words.say('journeys.kind')}
            all={words.say('journeys.kind.all')}
            value={query.get('kind') ?? ''}
            options={['person', 'company'].map((one) => ({ value: one, text: words.say(`customers.kind.${one}`) }))}
            onChange={(kind) => change({ kind })}
          />
          <OriginFilter value={query.get('origin') ?? ''} onChange={(origin) => change({ origin })} />
        </FilterBar>
      }
    >
      <List
        pages={pages}
        loading={words.say('customers.loading')}
        empty={{ icon: 'people', title: words.say('customers.none'), body: null }}
        clear={asked.size > 0 ? () => go('/customers', { replace: true }) : undefined}
      >
        {(rows) => <CustomerTable rows={rows} />}
      </List>
    </Page>
  )
}

/** The books of customers, each by the market that reads it. */
function useBooks(): { book: string; name: string }[] {
  const { facts } = useSession()
  return facts?.markets.filter(({ lane }) => !lane) ?? []
}

function CustomerTable({ rows }: { rows: CustomerRow[] }) {
  const { words } = useManner()
  const books = useBooks()
  const go = useGo()
  return (
    <PlainTable
      caption={words.say('customers.title')}
      heads={[
        { text: words.say('customers.name') },
        { text: words.say('journeys.kind'), className: 'mid-only' },
        ...(books.length > 1 ? [{ text: words.say('journeys.market'), className: 'wide-only' }] : []),
        { text: words.say('customers.document') },
        { text: words.say('customers.login') },
      ]}
    >
      {rows.map(({ id, book, name, kind, document, login, origin }) => (
        <tr key={id} onClick={() => go(`/customers/${id}`)}>
          <th scope="row">
            <Link className="row-link" href={`/customers/${id}`} onClick={(event) => event.stopPropagation()}>
              {name}
            </Link>
            <OriginMark origin={origin} />
          </th>
          <td className="muted mid-only">{words.say(`customers.kind.${kind}`)}</td>
          {books.length > 1 && (
            <td className="muted wide-only">{books.find((one) => one.book === book)?.name ?? book}</td>
          )}
          <td className="mono muted">{document}</td>
          <td className="mono muted">{login}</td>
        </tr>
      ))}
    </PlainTable>
  )
}
