import type { CustomerRow } from '#bank'
import { type Address, below, useGo, withQuery } from '../../client/address.ts'
import { useManner } from '../../client/session.tsx'
import { usePages } from '../../client/use-pages.ts'
import { ChoiceFilter, FilterBar, TextFilter } from '../../parts/filters.tsx'
import { Link } from '../../parts/link.tsx'
import { List, Page } from '../../parts/page.tsx'
import { AccountObject } from './account-object.tsx'
import { CustomerObjectPage } from './customer-object.tsx'

type CustomerList = { customers: CustomerRow[]; next: string | null }

/** Customers: the list, one of them, and one of their accounts. */
export function CustomersPage({ address }: { address: Address }) {
  const [first, second] = below('/customers', address)
  if (first === 'account' && second !== undefined) return <AccountObject key={second} id={second} address={address} />
  return first === undefined ? <Customers address={address} /> : <CustomerObjectPage key={first} id={first} />
}

function Customers({ address: { query } }: { address: Address }) {
  const { words } = useManner()
  const go = useGo()
  const [text, kind] = [query.get('q') ?? '', query.get('kind') ?? '']
  const asked = new URLSearchParams({ ...(text ? { q: text } : {}), ...(kind ? { kind } : {}) })
  const pages = usePages<CustomerList, CustomerRow>(`/api/customers?${asked}`, ({ customers }) => customers, 'after')
  const change = (changes: Record<string, string>) => go(withQuery('/customers', query, changes), { replace: true })
  return (
    <Page
      title={words.say('customers.title')}
      filters={
        <FilterBar>
          <TextFilter label={words.say('customers.filter')} value={text} onChange={(q) => change({ q })} />
          <ChoiceFilter
            label={words.say('journeys.kind')}
            all={words.say('journeys.kind.all')}
            value={kind}
            options={['person', 'company'].map((one) => ({ value: one, text: words.say(`customers.kind.${one}`) }))}
            onChange={(next) => change({ kind: next })}
          />
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

function CustomerTable({ rows }: { rows: CustomerRow[] }) {
  const { words } = useManner()
  const go = useGo()
  return (
    <table className="plain-table">
      <caption className="unseen">{words.say('customers.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{words.say('customers.name')}</th>
          <th scope="col" className="mid-only">
            {words.say('journeys.kind')}
          </th>
          <th scope="col">{words.say('customers.document')}</th>
          <th scope="col">{words.say('customers.login')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, kind, document, login }) => (
          <tr key={id} onClick={() => go(`/customers/${id}`)}>
            <th scope="row">
              <Link className="row-link" href={`/customers/${id}`} onClick={(event) => event.stopPropagation()}>
                {name}
              </Link>
            </th>
            <td className="muted mid-only">{words.say(`customers.kind.${kind}`)}</td>
            <td className="mono muted">{document}</td>
            <td className="mono muted">{login}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
