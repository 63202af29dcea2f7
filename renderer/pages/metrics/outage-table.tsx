import type { OutageState, OutageView } from '#gateway'
import { useSession } from '../../client/session.tsx'
import { useChange } from '../../parts/change.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Pill } from '../../parts/status-pill.tsx'
import { useMetricsWords } from './words.ts'

const LOOKS: Record<OutageState, Parameters<typeof Pill>[0]['outcome']> = {
  announced: 'waiting',
  'under-way': 'held',
  over: 'ok',
  withdrawn: 'ended',
}

/** Outages, the latest first; those that are not over can be ended. */
export function OutageTable({ outages }: { outages: readonly OutageView[] }) {
  const { t } = useMetricsWords()
  return (
    <div className="mt-table">
      <PlainTable
        caption={t('outages')}
        heads={[
          { text: t('outage.from') },
          { text: t('outage.until') },
          { text: t('outage.state') },
          { text: t('outage.description'), className: 'wide-only' },
          { text: t('outage.announced'), className: 'number wide-only' },
          { text: t('outage.act'), unseen: true },
        ]}
      >
        {outages.map((outage) => (
          <Row key={outage.id} outage={outage} />
        ))}
      </PlainTable>
    </div>
  )
}

function Row({ outage }: { outage: OutageView }) {
  const { t, minute } = useMetricsWords()
  const { api } = useSession()
  const change = useChange()
  const { id, startsAt, endsAt, state, planned, description, announcedAt } = outage
  const ending = state === 'announced' ? 'withdraw' : state === 'under-way' ? 'endNow' : undefined
  return (
    <tr>
      <th scope="row">{minute(startsAt)}</th>
      <td>{minute(endsAt)}</td>
      <td className="mt-state">
        <Pill outcome={LOOKS[state]}>{t(`outage.state.${state}`)}</Pill>
        {state !== 'withdrawn' && <small>{t(planned ? 'outage.planned' : 'outage.unplanned')}</small>}
      </td>
      <td className="wide-only mt-description">{description}</td>
      <td className="number wide-only muted">{minute(announcedAt)}</td>
      <td className="number">
        {ending && (
          <button
            type="button"
            className="button"
            disabled={change.isPending}
            onClick={() => change.mutate(() => api.post(`/api/maintenance/outages/${id}/end`))}
          >
            {t(`outage.${ending}`)}
            <span className="unseen">: {description}</span>
          </button>
        )}
      </td>
    </tr>
  )
}
