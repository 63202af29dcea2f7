import type { MarketRules, RuleView } from '#journey'
import { type Address, below, useGo, withQuery } from '../../client/address.ts'
import { useManner, useSession } from '../../client/session.tsx'
import type { ExportColumn } from '../../client/table-file.ts'
import { useMarketName } from '../../client/use-market-name.ts'
import { useResource } from '../../client/use-resource.ts'
import { useRuleWords } from '../../parts/explanation/words.ts'
import { ExportButtons } from '../../parts/export-buttons.tsx'
import { ChoiceFilter, FilterBar, TextFilter } from '../../parts/filters.tsx'
import { Link } from '../../parts/link.tsx'
import { List, Page } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { RuleObject } from './rule-object.tsx'

export type RuleList = { markets: MarketRules[]; next: null }

const PARTS = [
  ...(['gateway', 'data', 'client', 'request', 'customer', 'token', 'registration', 'directory', 'console'] as const),
]

const COLUMNS: readonly ExportColumn<RuleView>[] = [
  { name: 'rule', of: ({ id }) => id },
  { name: 'part', of: ({ part }) => part },
  { name: 'demands', of: ({ title }) => title.en },
  { name: 'clause', of: ({ clause }) => clause },
  { name: 'fix', of: ({ fix }) => fix.en },
]

/** The rules that refuse: the table that the bank enforces, to browse and to search. */
export function RulesPage({ address }: { address: Address }) {
  const { api } = useSession()
  const read = useResource<RuleList>(api, '/api/rules')
  const market = address.query.get('market')
  const table = read.data?.markets.find((one) => one.market === market) ?? read.data?.markets[0]
  const [id] = below('/rules', address)
  if (id !== undefined && table)
    return <RuleObject key={id} rule={table.rules.find((rule) => rule.id === id)} id={id} />
  return <Rules address={address} table={table} markets={read.data?.markets ?? []} read={read} />
}

type RulesProps = {
  address: Address
  table: MarketRules | undefined
  markets: MarketRules[]
  read: ReturnType<typeof useResource<RuleList>>
}

function Rules({ address: { query }, table, markets, read }: RulesProps) {
  const { words } = useManner()
  const { t, n, language } = useRuleWords()
  const marketName = useMarketName()
  const go = useGo()
  const change = (changes: Record<string, string | null>) => go(withQuery('/rules', query, changes), { replace: true })
  const text = query.get('q') ?? ''
  const part = query.get('part') ?? ''
  const fits = (rule: RuleView) =>
    (part === '' || rule.part === part) &&
    [rule.id, rule.clause, rule.title[language], rule.fix[language]]
      .join('\n')
      .toLowerCase()
      .includes(text.toLowerCase())
  const rows = table?.rules.filter(fits)
  return (
    <Page
      title={words.say('rules.title')}
      aside={rows && <span className="count">{n('rules.count', rows.length)}</span>}
      actions={
        <ExportButtons<RuleList, RuleView>
          {...{ path: '/api/rules', columns: COLUMNS, name: 'bancada-rules' }}
          rowsOf={(page) => (page.markets.find((one) => one.market === table?.market)?.rules ?? []).filter(fits)}
        />
      }
      filters={
        <FilterBar>
          <TextFilter label={t('rules.filter')} value={text} onChange={(q) => change({ q })} />
          <ChoiceFilter
            label={t('rules.part')}
            all={t('rules.anyPart')}
            value={part}
            options={PARTS.map((one) => ({ value: one, text: t(`part.${one}`) }))}
            onChange={(next) => change({ part: next })}
          />
          {markets.length > 1 && (
            <ChoiceFilter
              label={words.say('journey.market')}
              all={marketName(markets[0]?.market ?? null)}
              value={query.get('market') ?? ''}
              options={markets.slice(1).map(({ market }) => ({ value: market, text: marketName(market) }))}
              onChange={(market) => change({ market })}
            />
          )}
        </FilterBar>
      }
    >
      <List
        pages={{ rows, error: read.error, reload: read.reload, more: undefined, reading: false }}
        loading={t('rules.loading')}
        empty={{ icon: 'book', title: t('rules.none'), body: <p className="muted">{t('rules.noneBody')}</p> }}
        clear={text + part === '' ? undefined : () => change({ q: null, part: null })}
      >
        {(found) => <RuleTable rules={found} query={query} />}
      </List>
    </Page>
  )
}

function RuleTable({ rules, query }: { rules: RuleView[]; query: URLSearchParams }) {
  const { words } = useManner()
  const { t, language } = useRuleWords()
  const go = useGo()
  return (
    <PlainTable
      caption={words.say('rules.title')}
      heads={[
        { text: t('rules.demands') },
        { text: t('rules.id'), className: 'mid-only' },
        { text: t('rules.part'), className: 'mid-only' },
        { text: t('card.clause'), className: 'wide-only' },
      ]}
    >
      {rules.map(({ id, title, part, clause }) => {
        const href = withQuery(`/rules/${encodeURIComponent(id)}`, new URLSearchParams(), {
          market: query.get('market'),
        })
        return (
          <tr key={id} onClick={() => go(href)}>
            <th scope="row">
              <Link className="row-link" href={href} onClick={(event) => event.stopPropagation()}>
                {title[language]}
              </Link>
            </th>
            <td className="mono muted mid-only">{id}</td>
            <td className="muted mid-only">{t(`part.${part}`)}</td>
            <td className="muted wide-only">{clause}</td>
          </tr>
        )
      })}
    </PlainTable>
  )
}
