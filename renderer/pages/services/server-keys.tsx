import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { KeyFacts } from '#identity'
import { useManner, useSession } from '../../client/session.tsx'
import { useMarketName } from '../../client/use-market-name.ts'
import { failureOf, useResource } from '../../client/use-resource.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Pill } from '../../parts/status-pill.tsx'

const LOOKS = { announced: 'waiting', used: 'ok', kept: 'ended' } as const
const AGAIN_MS = 15_000

type Market = { id: string; name: string }

/** The keys of a market's authorization server, and the button that has new ones follow them. */
export function ServerKeys({ market }: { market: Market }) {
  const { words } = useManner()
  const { api } = useSession()
  const marketName = useMarketName()
  const queries = useQueryClient()
  const path = `/api/identity/${encodeURIComponent(market.id)}/keys`
  const { data } = useResource<{ keys: KeyFacts[] }>(api, path, { everyMs: AGAIN_MS })
  const rotate = useMutation({
    mutationFn: () => api.post(`${path}/rotate`),
    onSettled: () => queries.invalidateQueries(),
  })
  if (!data) return null
  const waiting = data.keys.some(({ state }) => state === 'announced')
  return (
    <section className="server-keys" aria-label={`${words.say('serverKeys.title')}: ${marketName(market.id)}`}>
      <h2 className="section-title">
        {words.say('serverKeys.title')} · {marketName(market.id)}
      </h2>
      <p className="muted section-note">{words.say('serverKeys.body')}</p>
      <PlainTable
        caption={words.say('serverKeys.title')}
        heads={[
          { text: words.say('serverKeys.for') },
          { text: words.say('serverKeys.state') },
          { text: words.say('serverKeys.until'), className: 'wide-only' },
          { text: words.say('serverKeys.id') },
        ]}
      >
        {data.keys.map((key) => (
          <KeyRow key={key.kid} facts={key} />
        ))}
      </PlainTable>
      <p className="server-keys-foot">
        <Button loading={rotate.isPending} disabled={waiting} onClick={() => rotate.mutate()}>
          {words.say('serverKeys.rotate')}
        </Button>
        <span className="muted">{words.say(waiting ? 'serverKeys.waiting' : 'serverKeys.rotateBody')}</span>
      </p>
      {rotate.error && (
        <p className="notice object-notice" role="alert">
          <Icon name="alert" size={14} /> {failureOf(rotate.error).detail || words.say('failed.title')}
        </p>
      )}
    </section>
  )
}

function KeyRow({ facts: { kid, use, alg, state, usedFrom, endsAt } }: { facts: KeyFacts }) {
  const { words, formats } = useManner()
  const at = state === 'announced' ? usedFrom : endsAt
  const said = state === 'announced' ? 'serverKeys.usedFrom' : 'serverKeys.endsAt'
  return (
    <tr>
      <th scope="row">
        {words.say(`serverKeys.use.${use}`)} <span className="muted mono">{alg}</span>
      </th>
      <td>
        <Pill outcome={LOOKS[state]}>{words.say(`serverKeys.state.${state}`)}</Pill>
      </td>
      <td className="wide-only">{at === null ? '—' : words.say(said, { at: formats.dateTime(at) })}</td>
      <td className="server-keys-id">
        <span className="mono">{kid.slice(0, 8)}…</span>
        <CopyButton text={kid} label={`${words.say('action.copy')}: ${words.say('serverKeys.id')}`} bare />
      </td>
    </tr>
  )
}
