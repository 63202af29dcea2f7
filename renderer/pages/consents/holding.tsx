import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ConsentObject } from '#consent'
import { useManner, useSession } from '../../client/session.tsx'
import { failureOf } from '../../client/use-resource.ts'
import { Icon } from '../../parts/icon.tsx'

/** Holds a consent back, or lets it go on: what one does the other undoes, so neither asks twice. */
export function Holding({ consent: { id, holding } }: { consent: ConsentObject }) {
  const { words } = useManner()
  const { api } = useSession()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (act: 'hold' | 'release') => api.post(`/api/consents/${encodeURIComponent(id)}/${act}`),
    onSettled: () => queries.invalidateQueries(),
  })
  if (holding === null) return null
  return (
    <>
      {change.error && (
        <span className="export-failed" role="alert">
          {failureOf(change.error).detail || words.say('failed.title')}
        </span>
      )}
      <Button
        leftSection={<Icon name={holding === 'hold' ? 'pause' : 'redirect'} size={14} />}
        loading={change.isPending}
        title={words.say(`consents.${holding}.tip`)}
        onClick={() => change.mutate(holding)}
      >
        {words.say(`consents.${holding}`)}
      </Button>
    </>
  )
}

/** What a hold means for the app, while it lasts. */
export function HeldNote({ consent: { heldSince } }: { consent: ConsentObject }) {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  if (heldSince === null) return null
  return (
    <p className="notice object-notice" role="status">
      <Icon name="pause" size={14} />
      <span>
        <strong>{words.say('consents.heldSince', { at: formats.moment(heldSince, bankNow()) })}</strong>{' '}
        {words.say('consents.heldBody')}
      </span>
    </p>
  )
}
