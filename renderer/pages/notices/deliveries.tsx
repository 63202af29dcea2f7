import type { DeliveryPage } from '#webhooks'
import { useSession } from '../../client/session.tsx'
import { useApps } from '../../client/use-apps.ts'
import { usePages } from '../../client/use-pages.ts'
import { useChange } from '../../parts/change.tsx'
import { ExportButtons } from '../../parts/export-buttons.tsx'
import { ChoiceFilter, FilterBar } from '../../parts/filters.tsx'
import { Link } from '../../parts/link.tsx'
import { List } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Pill } from '../../parts/status-pill.tsx'
import { useNoticeWords } from './words.ts'

type Delivery = DeliveryPage['deliveries'][number]

const STATES = ['waiting', 'delivered', 'failed'] as const
const LOOKS = { waiting: 'waiting', delivered: 'ok', failed: 'failed' } as const

/** What was sent, is owed, or was given up. */
export function Deliveries({ state, onState }: { state: string; onState: (state: string) => void }) {
  const { t } = useNoticeWords()
  const path = `/api/deliveries?limit=50${state === '' ? '' : `&state=${encodeURIComponent(state)}`}`
  const pages = usePages<DeliveryPage, Delivery>(path, ({ deliveries }) => deliveries)
  return (
    <>
      <p className="muted section-note">{t('deliveries.body')}</p>
      <FilterBar>
        <ChoiceFilter
          label={t('state')}
          all={t('state.all')}
          value={state}
          options={STATES.map((id) => ({ value: id, text: t(`state.${id}`) }))}
          onChange={onState}
        />
        <ExportButtons<DeliveryPage, Delivery>
          path={path}
          rowsOf={({ deliveries }) => deliveries}
          columns={[
            { name: 'id', of: ({ id }) => id },
            { name: 'state', of: (one) => one.state },
            { name: 'market', of: ({ market }) => market },
            { name: 'client_id', of: ({ clientId }) => clientId },
            { name: 'url', of: ({ url }) => url },
            { name: 'attempts', of: ({ attempts }) => attempts },
            { name: 'last_answer', of: ({ lastAnswer }) => lastAnswer },
            { name: 'created_at', of: ({ createdAt }) => new Date(createdAt).toISOString() },
            { name: 'body', of: ({ body }) => body },
          ]}
          name="deliveries"
        />
      </FilterBar>
      <List
        pages={pages}
        loading={t('loading')}
        empty={{
          icon: 'bell',
          title: t('deliveries.none'),
          body: <p className="muted">{t('deliveries.none.body')}</p>,
        }}
        clear={state === '' ? undefined : () => onState('')}
      >
        {(rows) => (
          <PlainTable
            caption={t('tab.deliveries')}
            heads={[
              { text: t('message') },
              { text: t('state') },
              { text: t('app'), className: 'mid-only' },
              { text: t('address'), className: 'wide-only' },
              { text: t('attempts'), className: 'number wide-only' },
              { text: t('answer'), className: 'wide-only' },
              { text: t('made'), className: 'number mid-only' },
              { text: t('act'), unseen: true },
            ]}
          >
            {rows.map((delivery) => (
              <Row key={delivery.id} delivery={delivery} />
            ))}
          </PlainTable>
        )}
      </List>
    </>
  )
}

function Row({ delivery }: { delivery: Delivery }) {
  const { t, formats } = useNoticeWords()
  const { api, bankNow } = useSession()
  const { nameOf } = useApps()
  const change = useChange()
  const { id, state, clientId, url, attempts, lastAnswer, createdAt, signatureHeader } = delivery
  const query = new URLSearchParams({ operation: delivery.operation, client: clientId, from: String(createdAt) })
  return (
    <tr>
      <th scope="row">
        <Link className="row-link" href={`/requests?${query}`}>
          {titleOf(delivery) ?? t('ping')}
        </Link>
      </th>
      <td>
        <Pill outcome={LOOKS[state]}>{t(`state.${state}`)}</Pill>
      </td>
      <td className="mid-only">{nameOf({ applicationId: null, clientId })}</td>
      <td className="wide-only mono muted notice-url">{url}</td>
      <td className="number wide-only">{formats.number(attempts)}</td>
      <td className="wide-only muted">{lastAnswer ?? '–'}</td>
      <td className="number mid-only muted">{formats.moment(createdAt, bankNow())}</td>
      <td className="number">
        {state === 'failed' && signatureHeader !== null && (
          <button
            type="button"
            className="button"
            disabled={change.isPending}
            onClick={() => change.mutate(() => api.post(`/api/deliveries/${id}/again`))}
          >
            {t('again')}
          </button>
        )}
      </td>
    </tr>
  )
}

/** The type that a message says it is of; undefined for a ping, which says none. */
function titleOf({ body }: Delivery): string | undefined {
  try {
    const { type } = JSON.parse(body) as { type?: unknown }
    return typeof type === 'string' ? type : undefined
  } catch {
    return undefined
  }
}
