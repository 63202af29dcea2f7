import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SeedingEnded, SeedingFacts, SeedingPhase } from '../../../server/start/seeding.ts'
import { useManner, useSession } from '../../client/session.tsx'
import { failureOf } from '../../client/use-resource.ts'
import { Icon } from '../../parts/icon.tsx'
import { useSeeding } from './use-seeding.ts'

const PHASES: readonly SeedingPhase[] = ['generating', 'ledger', 'calls', 'placing']
type Asked = { customers: number; days: number; seed: string }

/** The generated customers and history of this bank, and a form for others; nothing where the bank tells of none. */
export function HistoryForm() {
  const { words } = useManner()
  const { data } = useSeeding()
  if (!data) return null
  return (
    <section className="state-section" aria-label={words.say('seed.title')}>
      <h2 className="section-title">{words.say('seed.title')}</h2>
      <p className="muted section-note">{words.say('seed.body')}</p>
      <Kept kept={data.kept} />
      {data.underWay ? <UnderWay {...data.underWay} /> : <Form {...data} />}
      {!data.underWay && data.last && <Ended last={data.last} />}
    </section>
  )
}

function Kept({ kept }: Pick<SeedingFacts, 'kept'>) {
  const { words, formats } = useManner()
  if (!kept) return <p className="seed-kept">{words.say('seed.none')}</p>
  const { customers, days, lastDay, seed } = kept
  return (
    <p className="seed-kept">
      {words.count('seed.customers', customers)} · {words.count('seed.days', days)} ·{' '}
      {words.say('seed.until', { day: formats.date(Date.parse(`${lastDay}T12:00:00Z`)) })} ·{' '}
      {words.say('seed.word', { word: seed })}
    </p>
  )
}

/** What is being done, as steps: the bar alone would tell nobody what a long one is about. */
function UnderWay({ asked, phase }: { asked: Asked; phase: SeedingPhase }) {
  const { words } = useManner()
  const at = PHASES.indexOf(phase)
  return (
    <div className="seed-progress" role="status">
      <progress max={PHASES.length} value={at + 0.5} aria-label={words.say('seed.progress')} />
      <p>
        <strong>{words.say('seed.step', { step: at + 1, of: PHASES.length })}</strong>{' '}
        {words.say(`seed.phase.${phase}`, { customers: asked.customers, days: asked.days })}
      </p>
    </div>
  )
}

function Ended({ last }: { last: SeedingEnded }) {
  const { words, formats } = useManner()
  if ('refusal' in last) {
    const { type } = last.refusal
    return (
      <p className="notice object-notice" role="alert">
        <Icon name="alert" size={14} /> {words.sayOr(`seed.refused.${type}`, words.say('seed.refused'))}
      </p>
    )
  }
  const { customers, transactions, consents, calls, ms } = last.made
  const seconds = formats.number(Math.max(1, Math.round(ms / 1000)))
  return (
    <p className="seed-made" role="status">
      <Icon name="check" size={14} /> {words.say('seed.made', { customers, transactions, consents, calls, seconds })}
    </p>
  )
}

function Form({ kept, most }: SeedingFacts) {
  const { words } = useManner()
  const { api } = useSession()
  const queries = useQueryClient()
  const [asked, setAsked] = useState({
    customers: kept?.customers ?? 40,
    days: kept?.days ?? 90,
    seed: kept?.seed ?? '',
  })
  const [asking, setAsking] = useState(false)
  const begin = useMutation({
    mutationFn: () => api.post<SeedingFacts>('/api/seed', { ...asked, seed: asked.seed.trim() || undefined }),
    onSuccess: (facts) => queries.setQueryData(['/api/seed'], facts),
  })
  const field = (name: 'customers' | 'days') => ({
    label: words.say(`seed.${name}`),
    type: 'number',
    required: true,
    min: 0,
    max: most[name],
    value: String(asked[name]),
    onChange: ({ currentTarget: { valueAsNumber: value } }: { currentTarget: HTMLInputElement }) =>
      setAsked({ ...asked, [name]: Number.isNaN(value) ? 0 : value }),
  })

  return (
    <form
      className="seed-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (asking) begin.mutate()
        setAsking(!asking)
      }}
    >
      <TextInput {...field('customers')} />
      <TextInput {...field('days')} />
      <TextInput
        label={words.say('seed.wordLabel')}
        description={words.say('seed.wordHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        maxLength={most.seedLength}
        value={asked.seed}
        onChange={({ currentTarget }) => setAsked({ ...asked, seed: currentTarget.value })}
      />
      <div className="seed-buttons">
        <Button type="submit" disabled={begin.isPending}>
          {words.say(asking ? 'seed.now' : 'seed.make')}
        </Button>
        {asking && <Button onClick={() => setAsking(false)}>{words.say('state.keep')}</Button>}
      </div>
      {asking && <p className="muted seed-warning">{words.say('seed.warning')}</p>}
      {begin.error && (
        <p className="notice object-notice" role="alert">
          <Icon name="alert" size={14} /> {failureOf(begin.error).detail || words.say('failed.title')}
        </p>
      )}
    </form>
  )
}
