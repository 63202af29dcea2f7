import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useManner, useSession } from '../../client/session.tsx'
import { failureOf, useResource } from '../../client/use-resource.ts'
import { Icon } from '../../parts/icon.tsx'
import { HistoryForm } from './history-form.tsx'

type ClockFacts = { now: number; frozen: boolean }
type Snapshot = { name: string; bankTime: number; sizeBytes: number }

const STEPS = ['1h', '1d', '30d'] as const

/** The bank's clock, snapshots and reset; nothing where this bank has none of them. */
export function BankState() {
  const { api } = useSession()
  const clock = useResource<ClockFacts>(api, '/api/clock')
  return clock.data ? <Controls clock={clock.data} /> : null
}

function Controls({ clock }: { clock: ClockFacts }) {
  const { words, formats } = useManner()
  const { api } = useSession()
  const queries = useQueryClient()
  const snapshots = useResource<{ snapshots: Snapshot[] }>(api, '/api/snapshots')
  const [name, setName] = useState('')
  const [resetting, setResetting] = useState(false)
  const change = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSettled: () => queries.invalidateQueries(),
  })
  const busy = change.isPending
  const post = (path: string, body?: unknown) => change.mutate(() => api.post(path, body))
  const of = (snapshot: Snapshot) => `/api/snapshots/${encodeURIComponent(snapshot.name)}`

  return (
    <div className="bank-state">
      <Section title={words.say('state.clock')} body={words.say('state.clockBody')}>
        {STEPS.map((by) => (
          <Button key={by} disabled={busy} onClick={() => post('/api/clock/advance', { by })}>
            {words.say(`state.by.${by}`)}
          </Button>
        ))}
        <Button disabled={busy} onClick={() => post(clock.frozen ? '/api/clock/release' : '/api/clock/freeze')}>
          {words.say(clock.frozen ? 'state.release' : 'state.freeze')}
        </Button>
      </Section>
      <Section title={words.say('state.snapshots')} body={words.say('state.snapshotsBody')}>
        <form
          className="snapshot-form"
          onSubmit={(event) => {
            event.preventDefault()
            post('/api/snapshots', { name: name.trim() })
            setName('')
          }}
        >
          <TextInput
            aria-label={words.say('state.name')}
            placeholder={words.say('state.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" disabled={busy || name.trim() === ''}>
            {words.say('state.save')}
          </Button>
        </form>
        {snapshots.data?.snapshots.length === 0 && <p className="muted">{words.say('state.none')}</p>}
        <ul className="snapshots">
          {snapshots.data?.snapshots.map((snapshot) => (
            <li key={snapshot.name}>
              <strong>{snapshot.name}</strong>
              <span className="muted">{words.say('state.at', { at: formats.dateTime(snapshot.bankTime) })}</span>
              <Button disabled={busy} onClick={() => post(`${of(snapshot)}/restore`)}>
                {words.say('state.restore')}
              </Button>
              <Button disabled={busy} onClick={() => change.mutate(() => api.remove(of(snapshot)))}>
                {words.say('state.delete')}
              </Button>
            </li>
          ))}
        </ul>
      </Section>
      <HistoryForm />
      <Section title={words.say('state.reset')} body={words.say('state.resetBody')}>
        {resetting ? (
          <>
            <Button
              disabled={busy}
              onClick={() => {
                setResetting(false)
                post('/api/reset')
              }}
            >
              {words.say('state.resetNow')}
            </Button>
            <Button onClick={() => setResetting(false)}>{words.say('state.keep')}</Button>
          </>
        ) : (
          <Button disabled={busy} onClick={() => setResetting(true)}>
            {words.say('state.reset')}
          </Button>
        )}
      </Section>
      {change.error && (
        <p className="notice object-notice" role="alert">
          <Icon name="alert" size={14} /> {failureOf(change.error).detail || words.say('failed.title')}
        </p>
      )}
    </div>
  )
}

function Section({ title, body, children }: { title: string; body: string; children: ReactNode }) {
  return (
    <section className="state-section" aria-label={title}>
      <h2 className="section-title">{title}</h2>
      <p className="muted section-note">{body}</p>
      <div className="state-actions">{children}</div>
    </section>
  )
}
