import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSession } from '../../client/session.tsx'
import { ChangeDialog } from '../../parts/change-dialog.tsx'
import type { ServiceView } from './service.ts'
import { useMetricsWords } from './words.ts'

const PARTS = ['covered', 'rate', 'latency', 'uptime', 'outages', 'publishing'] as const

/** How the figures are counted, so that nobody has to take them on trust, and what of it may be set. */
export function Counted({ view: { market, since, months } }: { view: ServiceView }) {
  const { t, n, formats, duration } = useMetricsWords()
  const generated = months.reduce((sum, month) => sum + month.generated, 0)
  return (
    <section className="mt-counted" aria-label={t('counted')}>
      <header>
        <h2>{t('counted')}</h2>
        <Settings market={market} />
      </header>
      <dl>
        {PARTS.map((part) => (
          <div key={part}>
            <dt>{t(`counted.${part}`)}</dt>
            <dd>
              {t(`counted.${part}.body`, {
                objective: duration(market.objectiveMs),
                notice: n('hours', market.noticeHours),
                since: since === null ? '–' : formats.dateTime(since),
                generated: formats.number(generated),
                zone: market.timeZone,
              })}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Settings({ market }: { market: ServiceView['market'] }) {
  const { t } = useMetricsWords()
  const { api } = useSession()
  const [objectiveMs, setObjective] = useState(market.objectiveMs)
  const [noticeHours, setNotice] = useState(market.noticeHours)
  const number = (value: number, set: (value: number) => void) => ({
    type: 'number',
    required: true,
    value: Number.isNaN(value) ? '' : String(value),
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) => set(currentTarget.valueAsNumber),
  })
  return (
    <ChangeDialog
      title={t('settings')}
      disabled={Number.isNaN(objectiveMs) || Number.isNaN(noticeHours)}
      act={() => api.put(`/api/service/${market.id}/settings`, { objectiveMs, noticeHours })}
    >
      <p className="muted">{t('settings.body')}</p>
      <TextInput label={t('settings.objective')} min={1} max={600_000} {...number(objectiveMs, setObjective)} />
      <TextInput label={t('settings.notice')} min={0} max={8_760} {...number(noticeHours, setNotice)} />
    </ChangeDialog>
  )
}
