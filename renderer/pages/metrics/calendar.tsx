import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSession } from '../../client/session.tsx'
import { useResource } from '../../client/use-resource.ts'
import { ChangeDialog } from '../../parts/change-dialog.tsx'
import { Icon } from '../../parts/icon.tsx'
import { EmptyState, FailedState, Skeleton } from '../../parts/states.tsx'
import { OutageTable } from './outage-table.tsx'
import { type CalendarView, calendarPath } from './service.ts'
import { useMetricsWords } from './words.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const REFRESH_MS = 5_000

/** The outages of a market's APIs: those to come, the one that is on, and those that are over. */
export function Calendar({ market }: { market: string }) {
  const { t } = useMetricsWords()
  const { api } = useSession()
  const view = useResource<CalendarView>(api, calendarPath(market), { everyMs: REFRESH_MS })
  if (!view.data) {
    if (view.error) return <FailedState error={view.error} onRetry={view.reload} />
    return <Skeleton rows={4} label={t('loading')} />
  }
  const { outages, settings } = view.data
  const on = outages.find(({ state }) => state === 'under-way')
  return (
    <div className="mt-figures">
      <header className="mt-calendar-head">
        <p className="muted">{t('calendar.body')}</p>
        <Announce market={market} noticeHours={settings.noticeHours} />
      </header>
      {on && (
        <p className="mt-on" role="status">
          <Icon name="pause" size={14} /> {t('calendar.on')}
        </p>
      )}
      {outages.length === 0 ? (
        <EmptyState icon="clock" title={t('calendar.none')}>
          <p className="muted">{t('calendar.none.body')}</p>
        </EmptyState>
      ) : (
        <section className="mt-months" aria-label={t('outages')}>
          <OutageTable outages={outages} />
        </section>
      )}
    </div>
  )
}

/** Enters an outage; says beforehand whether it would count as planned. */
function Announce({ market, noticeHours }: { market: string; noticeHours: number }) {
  const { t, n } = useMetricsWords()
  const { api, bankNow } = useSession()
  const [first] = useState(() => Math.ceil((bankNow() + noticeHours * HOUR_MS) / HOUR_MS) * HOUR_MS + HOUR_MS)
  const [from, setFrom] = useState(() => localText(first))
  const [until, setUntil] = useState(() => localText(first + 2 * HOUR_MS))
  const [description, setDescription] = useState('')
  const startsAt = Date.parse(from)
  const early = bankNow() <= startsAt - noticeHours * HOUR_MS
  const moment = (label: string, value: string, set: (value: string) => void) => ({
    ...{ label, value, type: 'datetime-local', required: true, step: 60 },
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) => set(currentTarget.value),
  })
  return (
    <ChangeDialog
      title={t('announce')}
      disabled={Number.isNaN(startsAt) || Number.isNaN(Date.parse(until)) || description.trim() === ''}
      act={() => api.post('/api/maintenance', { market, startsAt, endsAt: Date.parse(until), description })}
    >
      <TextInput {...moment(t('outage.from'), from, setFrom)} />
      <TextInput {...moment(t('outage.until'), until, setUntil)} />
      <TextInput
        label={t('outage.description')}
        description={t('outage.description.tip')}
        inputWrapperOrder={['label', 'input', 'description']}
        required
        maxLength={256}
        value={description}
        onChange={({ currentTarget }) => setDescription(currentTarget.value)}
      />
      <p className="muted" role="status">
        {t(early ? 'announce.early' : 'announce.late', { notice: n('hours', noticeHours) })}
      </p>
    </ChangeDialog>
  )
}

/** A moment as a field for a local date and time has it. */
function localText(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16)
}
