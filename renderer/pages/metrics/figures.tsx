import { useSession } from '../../client/session.tsx'
import { Icon } from '../../parts/icon.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { LatencyByMonth, RatesByMonth } from './charts.tsx'
import { Counted } from './counted.tsx'
import { MonthTable } from './month-table.tsx'
import type { ServiceView } from './service.ts'
import { Tiles } from './tiles.tsx'
import { useMetricsWords } from './words.ts'

/** The current month at a glance, the months before it, and how all of it is counted. */
export function Figures({ view }: { view: ServiceView }) {
  const { t, language } = useMetricsWords()
  return (
    <div className="mt-figures">
      <p className="mt-note">
        <Icon name="shield" size={14} />
        <span>{view.market.note[language]}</span>
      </p>
      <Tiles view={view} />
      {view.months.some(({ requests }) => requests > 0) ? (
        <div className="mt-charts">
          <RatesByMonth view={view} />
          <LatencyByMonth view={view} />
        </div>
      ) : (
        <NothingYet />
      )}
      <section className="mt-months" aria-label={t('months')}>
        <h2>{t('months')}</h2>
        <MonthTable view={view} />
      </section>
      <Counted view={view} />
    </div>
  )
}

/** What stands in the place of the charts until something was asked for. */
function NothingYet() {
  const { t } = useMetricsWords()
  const { facts } = useSession()
  return (
    <div className="mt-months">
      <EmptyState icon="chart" title={t('none.title')}>
        <p className="muted">{t('none.body')}</p>
        {facts && (
          <a className="button" href={facts.sampleApp} target="_blank" rel="noreferrer">
            {t('none.connect')}
          </a>
        )}
      </EmptyState>
    </div>
  )
}
