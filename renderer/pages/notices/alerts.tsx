import type { Incident } from '#gateway'
import { useSession } from '../../client/session.tsx'
import { useApps } from '../../client/use-apps.ts'
import { usePages } from '../../client/use-pages.ts'
import { useChange } from '../../parts/change.tsx'
import { Link } from '../../parts/link.tsx'
import { List } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Pill } from '../../parts/status-pill.tsx'
import { useNoticeWords } from './words.ts'

type IncidentPage = { incidents: Incident[]; next: number | null }

/** Reports of suspected fraud, those that nobody has seen marked. */
export function Alerts() {
  const { t } = useNoticeWords()
  const pages = usePages<IncidentPage, Incident>('/api/incidents?limit=50', ({ incidents }) => incidents)
  return (
    <>
      <p className="muted section-note">{t('alerts.body')}</p>
      <List
        pages={pages}
        loading={t('loading')}
        empty={{ icon: 'shield', title: t('alerts.none'), body: <p className="muted">{t('alerts.none.body')}</p> }}
      >
        {(rows) => (
          <PlainTable
            caption={t('tab.alerts')}
            heads={[
              { text: t('incident') },
              { text: t('state') },
              { text: t('reason'), className: 'mid-only' },
              { text: t('app'), className: 'wide-only' },
              { text: t('reported'), className: 'number wide-only' },
              { text: t('act'), unseen: true },
            ]}
          >
            {rows.map((incident) => (
              <Row key={incident.seq} incident={incident} />
            ))}
          </PlainTable>
        )}
      </List>
    </>
  )
}

function Row({ incident }: { incident: Incident }) {
  const { t, formats, orElse } = useNoticeWords()
  const { api, bankNow } = useSession()
  const { nameOf } = useApps()
  const change = useChange()
  const { seq, incidentId, type, reason, clientId, reportedAt, seenAt } = incident
  return (
    <tr>
      <th scope="row">
        {orElse(`type.${type}`, type)}
        <span className="muted notice-id">{incidentId}</span>
      </th>
      <td>
        <Pill outcome={seenAt === null ? 'refused' : 'ended'}>{t(seenAt === null ? 'new' : 'seen')}</Pill>
      </td>
      <td className="mid-only notice-reason">{reason}</td>
      <td className="wide-only">
        <Link className="row-link" href={`/consents?client=${encodeURIComponent(clientId)}`}>
          {nameOf({ applicationId: null, clientId })}
        </Link>
      </td>
      <td className="number wide-only muted">{formats.moment(reportedAt, bankNow())}</td>
      <td className="number">
        {seenAt === null && (
          <button
            type="button"
            className="button"
            disabled={change.isPending}
            onClick={() => change.mutate(() => api.post(`/api/incidents/${seq}/seen`))}
          >
            {t('see')}
            <span className="unseen">: {incidentId}</span>
          </button>
        )}
      </td>
    </tr>
  )
}
