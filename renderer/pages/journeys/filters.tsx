import { useEffect, useRef } from 'react'
import { type Address, useGo } from '../../client/address.ts'
import type { JourneyFilter } from '../../client/journeys.ts'
import { typesText } from '../../client/keys.ts'
import { useManner, useSession } from '../../client/session.tsx'
import type { AppNames } from '../../client/use-apps.ts'
import { useMarketName } from '../../client/use-market-name.ts'
import { Icon } from '../../parts/icon.tsx'
import { filterAddress } from './place.ts'

/** What the list of journeys is narrowed by; `/` goes to the text. */
export function Filters({ address, filter, apps }: { address: Address; filter: JourneyFilter; apps: AppNames }) {
  const { words } = useManner()
  const { facts } = useSession()
  const marketName = useMarketName()
  const markets = facts?.markets ?? []
  const go = useGo()
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || typesText(event.target) || event.metaKey || event.ctrlKey || event.altKey) return
      event.preventDefault()
      box.current?.focus()
      box.current?.select()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  const change = (changes: Record<string, string>) => go(filterAddress(address, changes), { replace: true })

  return (
    // biome-ignore lint/a11y/useSemanticElements: a search element would not tell more, and styles as a block of its own
    <div className="filters" role="search">
      <label className="filter-box">
        <span className="unseen">{words.say('journeys.filter')}</span>
        <Icon name="search" size={14} />
        <input
          ref={box}
          type="search"
          placeholder={words.say('journeys.filter')}
          value={filter.text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ q: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
        <span className="kbd" aria-hidden="true">
          /
        </span>
      </label>
      <div className="filter-choices">
        <Choice
          label={words.say('journeys.kind')}
          all={words.say('journeys.kind.all')}
          value={filter.kind}
          options={['consent', 'registration'].map((kind) => ({
            value: kind,
            text: words.say(`journeys.kind.${kind}`),
          }))}
          onChange={(kind) => change({ kind })}
        />
        {(markets.length > 1 || filter.market !== '') && (
          <Choice
            label={words.say('journeys.market')}
            all={words.say('journeys.market.all')}
            value={filter.market}
            options={markets.map(({ id }) => ({ value: id, text: marketName(id) }))}
            onChange={(market) => change({ market })}
          />
        )}
        <Choice
          label={words.say('journeys.app')}
          all={words.say('journeys.app.all')}
          value={filter.app}
          options={apps.clients.map(({ clientId, name }) => ({ value: clientId, text: name }))}
          onChange={(app) => change({ app })}
        />
        <Choice
          label={words.say('origin.label')}
          all={words.say('origin.all')}
          value={filter.origin}
          options={['live', 'generated'].map((origin) => ({ value: origin, text: words.say(`origin.${origin}`) }))}
          onChange={(origin) => change({ origin })}
        />
      </div>
    </div>
  )
}

type ChoiceProps = {
  label: string
  all: string
  value: string
  options: { value: string; text: string }[]
  onChange: (value: string) => void
}

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  // What the address asks for stays choosable where it is not known (yet).
  const known = value === '' || options.some((option) => option.value === value)
  return (
    <label className="choice" data-set={value !== ''}>
      <span className="unseen">{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{all}</option>
        {!known && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      <Icon name="chevronDown" size={12} />
    </label>
  )
}
