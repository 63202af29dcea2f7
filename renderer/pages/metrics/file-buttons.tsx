import { Button } from '@mantine/core'
import { csvOf, saveFile } from '../../client/table-file.ts'
import { Icon } from '../../parts/icon.tsx'
import { jsonOf, MONTH_COLUMNS, type ServiceView } from './service.ts'
import { useMetricsWords } from './words.ts'

/** Takes the months away for people (CSV) and for machines (JSON). */
export function FileButtons({ view }: { view: ServiceView }) {
  const { t } = useMetricsWords()
  const name = `metrics-${view.market.id}`
  const files = [
    { kind: 'CSV', save: () => saveFile(`${name}.csv`, 'text/csv', csvOf(MONTH_COLUMNS, view.months)) },
    { kind: 'JSON', save: () => saveFile(`${name}.json`, 'application/json', jsonOf(view)) },
  ]
  return files.map(({ kind, save }) => (
    <Button
      key={kind}
      leftSection={<Icon name="download" size={14} />}
      aria-label={t('export', { kind })}
      onClick={save}
    >
      {kind}
    </Button>
  ))
}
