import { Pill } from '../../parts/status-pill.tsx'
import type { ServiceView } from './service.ts'
import { useMetricsWords } from './words.ts'

/** The current month: how it stands, and against what. */
export function Tiles({ view: { market, months } }: { view: ServiceView }) {
  const { t, n, rate, duration, stretch, month } = useMetricsWords()
  const current = months[0]
  if (!current) return null
  const { targets, objectiveMs, timeZone } = market
  const nobody = current.requests === 0 ? t('none') : undefined
  const tiles = [
    {
      name: t('rate'),
      value: rate(current.responseRate),
      more: nobody ?? t('rate.more', { proper: current.proper, requests: current.requests }),
      reached: reached(current.responseRate, targets.responseRate),
      target: targets.responseRate,
    },
    {
      name: t('inTime', { objective: duration(objectiveMs) }),
      value: rate(current.inTime),
      more:
        nobody ??
        t('inTime.more', { p50: duration(current.p50), p95: duration(current.p95), p99: duration(current.p99) }),
    },
    {
      name: t('uptime'),
      value: rate(current.uptime),
      more: t('uptime.more', { down: stretch(current.downMs), off: stretch(current.offMs) }),
      reached: reached(current.uptime, targets.uptime),
      target: targets.uptime,
    },
    {
      name: t('planned'),
      value: stretch(current.plannedMs),
      more: n('planned.more', current.leftOut),
    },
  ]
  return (
    <section aria-label={t('thisMonth')}>
      <h2 className="mt-now">
        {month(current.from, timeZone)}
        <span className="mt-live">{t('live')}</span>
      </h2>
      <dl className="mt-tiles">
        {tiles.map(({ name, value, more, reached, target }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <strong>{value}</strong>
              <span className="muted">{more}</span>
              {target !== undefined && reached !== undefined && (
                <Pill outcome={reached ? 'ok' : 'refused'}>
                  {t(reached ? 'target.met' : 'target.missed', { target: rate(target) })}
                </Pill>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Whether a share is at least what it should be; undefined where there is nothing to tell of. */
export function reached(share: number | null, target: number | undefined): boolean | undefined {
  return share === null || target === undefined ? undefined : share >= target
}
