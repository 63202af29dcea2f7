import type { Step } from '#journey'
import { type Address, useGo } from '../../client/address.ts'
import { useManner } from '../../client/session.tsx'
import { ExchangePanel } from '../../parts/exchange-panel.tsx'
import { stepAddress } from './place.ts'

type Props = { step: Step; steps: Step[]; tab: string | null; address: Address }

/** The open step of a journey, between its neighbours. */
export function StepPanel({ step, steps, tab, address }: Props) {
  const { words } = useManner()
  const go = useGo()
  const at = steps.findIndex(({ id }) => id === step.id)
  const to = (neighbour: Step | undefined) =>
    neighbour && (() => go(stepAddress(address, neighbour.id), { replace: true }))
  return (
    <ExchangePanel
      exchangeId={step.id}
      known={step}
      tab={tab}
      onTab={(next) => go(stepAddress(address, step.id, next), { replace: true })}
      onClose={() => go(stepAddress(address, null))}
      back={{ href: stepAddress(address, null), label: words.say('action.backToSteps') }}
      neighbours={{ previous: to(steps[at - 1]), next: to(steps[at + 1]) }}
    />
  )
}
