import type { StandardsCustomer, StandardsView } from '../../../server/start/standards.ts'
import { type Address, useGo, withQuery } from '../../client/address.ts'
import { useManner, useSession } from '../../client/session.tsx'
import { useMarketName } from '../../client/use-market-name.ts'
import { useResource } from '../../client/use-resource.ts'
import { ChoiceFilter, FilterBar, TextFilter } from '../../parts/filters.tsx'
import { Page } from '../../parts/page.tsx'
import { EmptyState, FailedState, Skeleton } from '../../parts/states.tsx'
import './standards.css'
import { AloneParts } from './alone-parts.tsx'
import { AnswersPart } from './answers-part.tsx'
import { PairsTable } from './pairs-table.tsx'

/** One account, told field beside field as each standard would tell it. */
export function StandardsPage({ address: { query } }: { address: Address }) {
  const { words } = useManner()
  const { api } = useSession()
  const go = useGo()
  const text = query.get('q') ?? ''
  const path = text === '' ? '/api/standards/customers' : `/api/standards/customers?${new URLSearchParams({ q: text })}`
  const { data, error, reload } = useResource<{ customers: StandardsCustomer[] }>(api, path)
  const customers = data?.customers ?? []
  const customer = customers.find(({ id }) => id === query.get('customer')) ?? customers[0]
  const account = customer?.accounts.find(({ id }) => id === query.get('account')) ?? customer?.accounts[0]
  const change = (changes: Record<string, string | null>) =>
    go(withQuery('/standards', query, changes), { replace: true })
  return (
    <Page
      title={words.say('standards.title')}
      filters={
        <FilterBar>
          <TextFilter
            label={words.say('standards.search')}
            value={text}
            onChange={(q) => change({ q, customer: null, account: null })}
          />
          {customer && account && (
            <Choices {...{ customers, customer, account }} onChange={(changes) => change(changes)} />
          )}
        </FilterBar>
      }
    >
      <p className="muted section-note">{words.say('standards.body')}</p>
      {error && !data && <FailedState error={error} onRetry={reload} />}
      {!data && !error && <Skeleton rows={10} label={words.say('standards.loading')} />}
      {data && !account && (
        <EmptyState icon="search" title={words.say('list.noMatch')}>
          <button type="button" className="button" onClick={() => change({ q: null })}>
            {words.say('action.clear')}
          </button>
        </EmptyState>
      )}
      {account && <Told key={account.id} accountId={account.id} />}
    </Page>
  )
}

type ChoicesProps = {
  customers: StandardsCustomer[]
  customer: StandardsCustomer
  account: StandardsCustomer['accounts'][number]
  onChange: (changes: Record<string, string | null>) => void
}

/** Whose account, and which; the first of each stands where the address names none. */
function Choices({ customers, customer, account, onChange }: ChoicesProps) {
  const { words } = useManner()
  const marketName = useMarketName()
  const [first, ...others] = customers
  const [firstAccount, ...otherAccounts] = customer.accounts
  const calledCustomer = ({ name, market }: StandardsCustomer) => `${name} · ${marketName(market)}`
  const calledAccount = ({ label, number }: ChoicesProps['account']) => `${label[words.language]} · ${number}`
  return (
    <>
      <ChoiceFilter
        label={words.say('standards.customer')}
        all={first ? calledCustomer(first) : ''}
        value={customer.id === first?.id ? '' : customer.id}
        options={others.map((one) => ({ value: one.id, text: calledCustomer(one) }))}
        onChange={(id) => onChange({ customer: id, account: null })}
      />
      <ChoiceFilter
        label={words.say('standards.account')}
        all={firstAccount ? calledAccount(firstAccount) : ''}
        value={account.id === firstAccount?.id ? '' : account.id}
        options={otherAccounts.map((one) => ({ value: one.id, text: calledAccount(one) }))}
        onChange={(id) => onChange({ account: id })}
      />
    </>
  )
}

function Told({ accountId }: { accountId: string }) {
  const { words } = useManner()
  const { api } = useSession()
  const { data, error, reload } = useResource<StandardsView>(
    api,
    `/api/standards/accounts/${encodeURIComponent(accountId)}`,
  )
  if (error && !data) return <FailedState error={error} onRetry={reload} />
  if (!data) return <Skeleton rows={12} label={words.say('standards.loading')} />
  return (
    <>
      <PairsTable view={data} />
      <AloneParts view={data} />
      <AnswersPart view={data} />
    </>
  )
}
