import { useEffect, useRef, useState } from 'react'
import type { ArrowTraffic, JourneyNews, NewExchange } from '#journey'
import type { ApiError } from '../../client/api.ts'
import { useLiveMessages, useSession } from '../../client/session.tsx'
import { wentWrong } from '../../client/steps.ts'
import { useMarkets } from '../../client/use-markets.ts'
import { useResource } from '../../client/use-resource.ts'

/** One exchange on its way along an arrow. */
export type Pulse = { key: number; arrow: number; refused: boolean }

export type LiveArrows = {
  arrows: ArrowTraffic[] | undefined
  error: ApiError | undefined
  reload(): void
  pulses: readonly Pulse[]
}

const COUNTED_EVERY_MS = 15_000
/** How long a pulse is on its way; the style sheet moves it for as long. */
const PULSE_MS = 1100
/** More at once on one arrow would be a smear. */
const PULSES_AN_ARROW = 4

/** What goes along the arrows: counts of the last day, kept up by the live stream, and the exchanges of this moment. */
export function useArrows(market: string | undefined): LiveArrows {
  const { api } = useSession()
  const markets = useMarkets()
  const { data, error, reload } = useResource<{ arrows: ArrowTraffic[] }>(
    api,
    market === undefined ? null : `/api/arrows?market=${market}`,
    {
      everyMs: COUNTED_EVERY_MS,
    },
  )
  const [since, setSince] = useState<ReadonlyMap<number, { count: number; refused: number }>>(new Map())
  const [pulses, setPulses] = useState<readonly Pulse[]>([])
  const made = useRef(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was counted anew holds what came in between
  useEffect(() => setSince(new Map()), [data])

  useLiveMessages((message) => {
    if (message.type !== 'journeys') return
    const { exchanges } = message as unknown as JourneyNews
    const onArrows = exchanges.filter(
      (exchange): exchange is OnArrow => exchange.arrow !== null && markets.isOf(market ?? null, exchange.market),
    )
    if (onArrows.length === 0) return
    setSince((before) => counted(before, onArrows))
    const fresh = pulsesOf(onArrows, () => made.current++)
    setPulses((before) => [...before, ...fresh])
    const keys = new Set(fresh.map(({ key }) => key))
    setTimeout(() => setPulses((before) => before.filter(({ key }) => !keys.has(key))), PULSE_MS)
  })

  const arrows = data?.arrows.map((traffic) => {
    const more = since.get(traffic.arrow)
    return more ? { ...traffic, count: traffic.count + more.count, refused: traffic.refused + more.refused } : traffic
  })
  return { arrows, error, reload, pulses }
}

type OnArrow = NewExchange & { arrow: number }

function counted(before: ReadonlyMap<number, { count: number; refused: number }>, exchanges: readonly OnArrow[]) {
  const next = new Map(before)
  for (const exchange of exchanges) {
    const { count, refused } = next.get(exchange.arrow) ?? { count: 0, refused: 0 }
    next.set(exchange.arrow, { count: count + 1, refused: refused + (wentWrong(exchange) ? 1 : 0) })
  }
  return next
}

function pulsesOf(exchanges: readonly OnArrow[], key: () => number): Pulse[] {
  const shown = new Map<number, number>()
  const pulses: Pulse[] = []
  for (const exchange of exchanges) {
    const count = shown.get(exchange.arrow) ?? 0
    if (count >= PULSES_AN_ARROW) continue
    shown.set(exchange.arrow, count + 1)
    pulses.push({ key: key(), arrow: exchange.arrow, refused: wentWrong(exchange) })
  }
  return pulses
}
