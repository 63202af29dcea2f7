import type { TokenView } from '#identity'
import { type Address, below, useGo, withQuery } from '../../client/address.ts'
import { useManner, useSession } from '../../client/session.tsx'
import type { ExportColumn } from '../../client/table-file.ts'
import { useApps } from '../../client/use-apps.ts'
import { usePages } from '../../client/use-pages.ts'
import { ExportButtons } from '../../parts/export-buttons.tsx'
import { ChoiceFilter, FilterBar } from '../../parts/filters.tsx'
import { Icon } from '../../parts/icon.tsx'
import { LaneBadge } from '../../parts/lane-badge.tsx'
import { Link } from '../../parts/link.tsx'
import { List, Page } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Inspect } from './inspect.tsx'
import { MintPage } from './mint-page.tsx'
import { TokenObject } from './token-object.tsx'
import { TokenPill } from './token-pill.tsx'
import { useTokenWords } from './words.ts'
import './tokens.css'

type TokenList = { tokens: TokenView[]; next: string | null }

const rowsOf = ({ tokens }: TokenList) => tokens
const KINDS = ['customer', 'client', 'refresh'] as const
const FILTERS = ['kind', 'client', 'consent'] as const

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
const COLUMNS: readonly ExportColumn<TokenView>[] = [
  { name: 'id', of: ({ id }) => id },
  { name: 'kind', of: ({ kind }) => kind },
  { name: 'state', of: ({ state }) => state },
  { name: 'market', of: ({ market }) => market },
  { name: 'clientId', of: ({ clientId }) => clientId },
  { name: 'consentId', of: ({ consentId }) => consentId },
  { name: 'scopes', of: ({ scopes }) => scopes.join(' ') },
  { name: 'issuedAt', of: ({ issuedAt }) => iso(issuedAt) },
  { name: 'expiresAt', of: ({ expiresAt }) => iso(expiresAt) },
  { name: 'minted', of: ({ minted }) => String(minted) },
]

/** Tokens: the list with a place to paste one, one token, and minting. */
export function TokensPage({ address }: { address: Address }) {
  const [id] = below('/tokens', address)
  if (id === 'new') return <MintPage address={address} />
  return id === undefined ? <Tokens address={address} /> : <TokenObject key={id} id={id} />
}

function Tokens({ address: { query } }: { address: Address }) {
  const { words } = useManner()
  const { t, n } = useTokenWords()
  const go = useGo()
  const apps = useApps()
  const asked = new URLSearchParams()
  for (const name of FILTERS) if (query.get(name)) asked.set(name, query.get(name) as string)
  const path = `/api/tokens?${asked}`
  const pages = usePages<TokenList, TokenView>(path, rowsOf, 'after')
  const change = (changes: Record<string, string | null>) => go(withQuery('/tokens', query, changes), { replace: true })
  const mint = withQuery('/tokens/new', new URLSearchParams(), { client: query.get('client') })
  return (
    <Page
      title={words.say('tokens.title')}
      aside={pages.rows && <span className="count">{n('count', pages.rows.length)}</span>}
      actions={
        <>
          <Link className="button" href={mint}>
            <Icon name="key" size={14} /> {t('mint')}
          </Link>
          <ExportButtons<TokenList, TokenView>
            {...{ path, rowsOf, columns: COLUMNS, name: 'bancada-tokens', keyName: 'after' }}
          />
        </>
      }
      filters={
        <FilterBar>
          <ChoiceFilter
            label={t('kind')}
            all={t('kind.any')}
            value={query.get('kind') ?? ''}
            options={KINDS.map((kind) => ({ value: kind, text: t(`kind.${kind}`) }))}
            onChange={(kind) => change({ kind })}
          />
          <ChoiceFilter
            label={t('app')}
            all={words.say('journeys.app.all')}
            value={query.get('client') ?? ''}
            options={apps.clients.map(({ clientId, name }) => ({ value: clientId, text: name }))}
            onChange={(client) => change({ client })}
          />
          {query.get('consent') && (
            <button type="button" className="chip" onClick={() => change({ consent: null })}>
              {t('filter.consent')} <Icon name="close" size={10} />
              <span className="unseen">{words.say('requests.without', { filter: t('filter.consent') })}</span>
            </button>
          )}
        </FilterBar>
      }
    >
      <Inspect />
      <List
        pages={pages}
        loading={t('loading')}
        empty={{
          ...{ icon: 'key', title: t('none') },
          body: (
            <>
              <p className="muted">{t('noneBody')}</p>
              <Link className="button" href={mint}>
                {t('mint')}
              </Link>
            </>
          ),
        }}
        clear={asked.size > 0 ? () => go('/tokens', { replace: true }) : undefined}
      >
        {(rows) => <TokenTable rows={rows} nameOf={(clientId) => apps.nameOf({ applicationId: null, clientId })} />}
      </List>
    </Page>
  )
}

function TokenTable({ rows, nameOf }: { rows: TokenView[]; nameOf: (clientId: string) => string }) {
  const { words } = useManner()
  const { t, formats } = useTokenWords()
  const { bankNow } = useSession()
  const go = useGo()
  return (
    <PlainTable
      caption={words.say('tokens.title')}
      heads={[
        { text: t('kind') },
        { text: t('state') },
        { text: t('app'), className: 'mid-only' },
        { text: t('id'), className: 'wide-only' },
        { text: t('issued'), className: 'number mid-only' },
        { text: t('ends'), className: 'number' },
      ]}
    >
      {rows.map((token) => {
        const href = `/tokens/${encodeURIComponent(token.id)}`
        return (
          <tr key={token.id} onClick={() => go(href)}>
            <th scope="row">
              <Link className="row-link" href={href} onClick={(event) => event.stopPropagation()}>
                {t(`kind.${token.kind}`)}
              </Link>
              {token.minted && <span className="tag token-tag">{t('minted')}</span>}
            </th>
            <td>
              <TokenPill state={token.state} /> <LaneBadge market={token.market} />
            </td>
            <td className="muted mid-only">{nameOf(token.clientId)}</td>
            <td className="mono muted id-cell wide-only">{token.id}</td>
            <td className="number muted mid-only">{formats.moment(token.issuedAt, bankNow())}</td>
            <td className="number muted">
              {token.expiresAt === null ? t('withConsent') : formats.moment(token.expiresAt, bankNow())}
            </td>
          </tr>
        )
      })}
    </PlainTable>
  )
}
