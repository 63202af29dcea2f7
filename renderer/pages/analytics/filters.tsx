import { type AnalyticsFilter, SPANS, type Span } from './place.ts'
import { useAnalyticsWords } from './words.ts'

export type Option = { value: string; text: string }

/** What the figures are narrowed to. */
export function AnalyticsFilters(props: {
  filter: AnalyticsFilter
  markets: Option[]
  apis: Option[]
  apps: Option[]
  onChange: (changes: Partial<Record<keyof AnalyticsFilter, string>>) => void
}) {
  const { filter, markets, apis, apps, onChange } = props
  const { t } = useAnalyticsWords()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a search element would not tell more
    <div className="an-filters" role="search">
      <InSight
        name="span"
        legend={t('filter.span')}
        options={(Object.keys(SPANS) as Span[]).map((span) => ({ value: span, text: t(`filter.span.${span}`) }))}
        value={filter.span}
        onChange={(span) => onChange({ span: span === 'day' ? '' : span })}
      />
      <InSight
        name="origin"
        legend={t('filter.origin')}
        options={(['', 'live', 'generated'] as const).map((origin) => ({
          value: origin,
          text: t(origin === '' ? 'origin.all' : `origin.${origin}`),
        }))}
        value={filter.origin}
        onChange={(origin) => onChange({ origin })}
      />
      <Choice name="client" value={filter.client} options={apps} onChange={onChange} />
      <Choice name="api" value={filter.api} options={apis} onChange={onChange} />
      {markets.length > 1 && <Choice name="market" value={filter.market} options={markets} onChange={onChange} />}
    </div>
  )
}

function Choice(props: {
  name: 'client' | 'api' | 'market'
  value: string
  options: Option[]
  onChange: (changes: Partial<Record<keyof AnalyticsFilter, string>>) => void
}) {
  const { name, value, options, onChange } = props
  const { t } = useAnalyticsWords()
  // What the address asks for stays choosable where it is not known (yet).
  const known = value === '' || options.some((option) => option.value === value)
  return (
    <select
      className="an-choice"
      aria-label={t(`filter.${name}`)}
      data-set={value !== ''}
      value={value}
      onChange={(event) => onChange({ [name]: event.target.value })}
    >
      <option value="">{t(`filter.${name}.all`)}</option>
      {!known && <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  )
}

/** One of a few, each in sight. */
function InSight<T extends string>(props: {
  name: string
  legend: string
  options: readonly { value: T; text: string }[]
  value: T
  onChange: (value: T) => void
}) {
  const { name, legend, options, value, onChange } = props
  return (
    <fieldset className="an-spans">
      <legend className="unseen">{legend}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.text}</span>
        </label>
      ))}
    </fieldset>
  )
}
