import { type Address, useGo, withQuery } from '../../client/address.ts'
import { useManner } from '../../client/session.tsx'
import type { AppNames } from '../../client/use-apps.ts'
import { ChoiceFilter, FilterBar, TextFilter } from '../../parts/filters.tsx'
import { Icon } from '../../parts/icon.tsx'
import { OriginFilter } from '../../parts/origin-filter.tsx'
import { FILTERS } from './request-log.ts'

const ARROWS = Array.from({ length: 11 }, (_, index) => index + 1)

/** What the log is narrowed by; all of it is in the address. */
export function RequestFilters({ address, apps }: { address: Address; apps: AppNames }) {
  const { words, formats } = useManner()
  const go = useGo()
  const { query } = address
  const of = (name: string) => query.get(name) ?? ''
  const change = (changes: Record<string, string | null>) =>
    go(withQuery('/requests', query, { ...changes, exchange: null, tab: null }), { replace: true })
  const clientName = (id: string) => apps.clients.find(({ clientId }) => clientId === id)?.name ?? id

  // What is set but has no choice of its own in the line shows as a chip that can be taken away.
  const chips = [
    { name: 'api', text: of('api') && words.say('requests.ofApi', { api: of('api') }) },
    { name: 'operation', text: of('operation') },
    { name: 'rule', text: of('rule') },
    { name: 'from', text: of('from') && words.say('requests.since', { at: formats.dateTime(Number(of('from'))) }) },
    { name: 'to', text: of('to') && words.say('requests.until', { at: formats.dateTime(Number(of('to'))) }) },
  ].filter(({ text }) => text !== '')

  return (
    <FilterBar>
      <TextFilter label={words.say('requests.filter')} value={of('q')} onChange={(q) => change({ q })} />
      <ChoiceFilter
        label={words.say('home.arrow')}
        all={words.say('requests.anyArrow')}
        value={of('arrow')}
        options={ARROWS.map((arrow) => ({ value: String(arrow), text: `${arrow} ${words.say(`arrow.${arrow}`)}` }))}
        onChange={(arrow) => change({ arrow })}
      />
      <ChoiceFilter
        label={words.say('journeys.app')}
        all={words.say('journeys.app.all')}
        value={of('client')}
        options={apps.clients.map(({ clientId }) => ({ value: clientId, text: clientName(clientId) }))}
        onChange={(client) => change({ client })}
      />
      <ChoiceFilter
        label={words.say('requests.status')}
        all={words.say('requests.anyStatus')}
        value={of('status')}
        options={['2', '3', '4', '5', 'none'].map((status) => ({
          value: status,
          text: words.say(`requests.status.${status}`),
        }))}
        onChange={(status) => change({ status })}
      />
      <ChoiceFilter
        label={words.say('requests.actor')}
        all={words.say('requests.anyActor')}
        value={of('actor')}
        options={['user', 'batch', 'none'].map((actor) => ({
          value: actor,
          text: words.say(`requests.actor.${actor}`),
        }))}
        onChange={(actor) => change({ actor })}
      />
      <ChoiceFilter
        label={words.say('requests.kind')}
        all={words.say('requests.kind.http')}
        value={of('kind') === 'any' ? 'any' : ''}
        options={[{ value: 'any', text: words.say('requests.kind.any') }]}
        onChange={(kind) => change({ kind })}
      />
      <OriginFilter value={of('origin')} onChange={(origin) => change({ origin })} />
      {chips.map(({ name, text }) => (
        <button
          key={name}
          type="button"
          className="chip"
          title={words.say('requests.without', { filter: text })}
          onClick={() => change({ [name]: null })}
        >
          <span className="mono">{text}</span> <Icon name="close" size={10} />
          <span className="unseen">{words.say('requests.without', { filter: text })}</span>
        </button>
      ))}
      {FILTERS.some((name) => query.has(name)) && (
        <button type="button" className="quiet-link" onClick={() => go('/requests', { replace: true })}>
          {words.say('action.clear')}
        </button>
      )}
    </FilterBar>
  )
}
