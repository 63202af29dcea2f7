import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useManner, useSession } from '../../client/session.tsx'
import { useResource } from '../../client/use-resource.ts'
import { Link } from '../../parts/link.tsx'
import { Failure } from './failure.tsx'
import type { MarketInfo, OpenLane } from './lane.ts'

type Customer = { id: string; name: string; document: string; login: string | null }

/** Opens a market's open lane for one customer, and closes it. */
export function ChooseCustomer({ market, open }: { market: MarketInfo; open: OpenLane | undefined }) {
  const { words, formats } = useManner()
  const { api, bankNow } = useSession()
  const queries = useQueryClient()
  const customers = useResource<{ customers: Customer[] }>(api, `/api/customers?limit=200&book=${market.book}`)
  const [picked, setPicked] = useState('')
  const path = `/api/open-lanes/${encodeURIComponent(market.id)}`
  const change = useMutation({
    mutationFn: (customerId: string | null) =>
      customerId === null ? api.remove(path) : api.put<unknown>(path, { customerId }),
    onSettled: () => queries.invalidateQueries(),
  })
  const shown = open?.customer
  const known = sorted(customers.data?.customers ?? [])
  const chosen = picked || shown?.holderId || known[0]?.id || ''

  return (
    <div className="lane-choice">
      <p className="card-state" data-open={shown ? true : undefined}>
        <span className="lamp" aria-hidden="true" />
        {shown ? (
          <span>
            {words.say('lanes.open.shows')} <Link href={`/customers/${shown.holderId}`}>{shown.name}</Link>{' '}
            <span className="muted">
              · {words.say('lanes.open.since', { at: formats.moment(shown.chosenAt, bankNow()) })}
            </span>
          </span>
        ) : (
          words.say('lanes.open.closed')
        )}
      </p>
      <form
        className="lane-form"
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate(chosen)
        }}
      >
        <NativeSelect
          label={words.say('lanes.open.customer')}
          value={chosen}
          onChange={(event) => setPicked(event.currentTarget.value)}
          data={known.map(({ id, name, login }) => ({ value: id, label: login ? `${name} (${login})` : name }))}
        />
        <Button type="submit" disabled={chosen === '' || chosen === shown?.holderId || change.isPending}>
          {words.say('lanes.open.choose')}
        </Button>
        {shown && (
          <Button type="button" disabled={change.isPending} onClick={() => change.mutate(null)}>
            {words.say('lanes.open.close')}
          </Button>
        )}
        <Failure error={change.error} />
      </form>
    </div>
  )
}

/** Those who can log in come first. */
function sorted(customers: readonly Customer[]): Customer[] {
  return customers.toSorted(
    (a, b) => Number(a.login === null) - Number(b.login === null) || a.name.localeCompare(b.name),
  )
}
