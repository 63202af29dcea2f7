import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MarketSettings as Told } from '#settings'
import { useManner, useSession } from '../../client/session.tsx'
import { failureOf, useResource } from '../../client/use-resource.ts'
import { Icon } from '../../parts/icon.tsx'

type One = Told['settings'][number]
type Change = { market: string; setting: string; value: unknown }

const PATH = '/api/settings'

/** What the operator may set in each market; a change counts from the next call on. */
export function MarketSettings() {
  const { words } = useManner()
  const { api } = useSession()
  const queries = useQueryClient()
  const { data } = useResource<{ markets: Told[] }>(api, PATH)
  const change = useMutation({
    mutationFn: ({ market, setting, value }: Change) =>
      api.post(`${PATH}/${market}`, { settings: { [setting]: value } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [PATH] }),
  })
  if (!data) return null
  return data.markets.map((market) => (
    <section
      key={market.market}
      className="state-section market-settings"
      aria-label={words.say('marketSettings.title', { market: market.name })}
      data-market={market.market}
    >
      <h2 className="section-title">{words.say('marketSettings.title', { market: market.name })}</h2>
      <p className="muted section-note">{words.say('marketSettings.body')}</p>
      {change.error && (
        <p className="notice object-notice" role="alert">
          <Icon name="alert" size={14} /> {failureOf(change.error).detail || words.say('failed.title')}
        </p>
      )}
      {market.groups.map(({ id, title }) => (
        <div key={id} className="market-settings-group">
          <h3>{title[words.language]}</h3>
          <div className="settings">
            {market.settings
              .filter(({ group }) => group === id)
              .map((setting) => (
                <Row
                  // Set elsewhere or refused: what is typed gives way to what counts.
                  key={`${setting.id} ${String(setting.value)} ${change.failureCount}`}
                  setting={setting}
                  busy={change.isPending}
                  onChange={(value) => change.mutate({ market: market.market, setting: setting.id, value })}
                />
              ))}
          </div>
        </div>
      ))}
    </section>
  ))
}

type RowProps = { setting: One; busy: boolean; onChange: (value: unknown) => void }

function Row({ setting, busy, onChange }: RowProps) {
  const { words } = useManner()
  const hint = [setting.hint?.[words.language], setting.clause].filter(Boolean).join(' ')
  return (
    <div className={setting.kind === 'some' ? 'setting setting-wide' : 'setting'} data-setting={setting.id}>
      <div>
        <h4>{setting.title[words.language]}</h4>
        {hint !== '' && <p className="muted">{hint}</p>}
      </div>
      <Control setting={setting} busy={busy} onChange={onChange} />
    </div>
  )
}

function Control({ setting, busy, onChange }: RowProps) {
  const { words } = useManner()
  const label = setting.title[words.language]
  if (setting.kind === 'switch') {
    return (
      <fieldset className="switch switch-words" aria-label={label} disabled={busy}>
        {[false, true].map((on) => (
          <button key={String(on)} type="button" aria-pressed={setting.value === on} onClick={() => onChange(on)}>
            {words.say(on ? 'login.on' : 'login.off')}
          </button>
        ))}
      </fieldset>
    )
  }
  if (setting.kind === 'number') return <NumberControl setting={setting} busy={busy} onChange={onChange} />
  if (setting.kind === 'one') {
    return (
      <NativeSelect
        aria-label={label}
        className="setting-choice"
        disabled={busy}
        value={String(setting.value)}
        data={setting.of.map(({ id, title }) => ({ value: id, label: title[words.language] }))}
        onChange={({ target }) => onChange(target.value)}
      />
    )
  }
  const chosen = setting.value as readonly string[]
  return (
    <fieldset className="setting-options" aria-label={label} disabled={busy}>
      {setting.of.map(({ id, title }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            // The last one can't be taken away: the market would offer nothing.
            disabled={chosen.length === 1 && chosen.includes(id)}
            onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
          <span>{title[words.language]}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** A whole number, which counts once its field is left or Enter is pressed. */
function NumberControl({ setting, busy, onChange }: RowProps & { setting: Extract<One, { kind: 'number' }> }) {
  const { words } = useManner()
  const [typed, setTyped] = useState(String(setting.value))
  const done = () => {
    if (typed.trim() !== '' && Number(typed) !== setting.value) onChange(Number(typed))
  }
  return (
    <TextInput
      type="number"
      className="setting-number"
      aria-label={setting.title[words.language]}
      min={setting.min}
      max={setting.max}
      value={typed}
      disabled={busy}
      rightSection={<span className="muted">{setting.unit[words.language]}</span>}
      rightSectionWidth="auto"
      onChange={({ target }) => setTyped(target.value)}
      onBlur={done}
      onKeyDown={({ key }) => {
        if (key === 'Enter') done()
      }}
    />
  )
}
