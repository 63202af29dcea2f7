import { useManner } from '../client/session.tsx'

type Props = {
  markets: readonly { id: string; name: string }[]
  chosen: string | undefined
  onChoose(market: string): void
}

/** Which market a page shows; nothing where the bank has one alone. */
export function MarketSwitch({ markets, chosen, onChoose }: Props) {
  const { words } = useManner()
  if (markets.length < 2) return null
  return (
    <fieldset className="switch switch-words" aria-label={words.say('app.market')}>
      {markets.map(({ id, name }) => (
        <button key={id} type="button" aria-pressed={chosen === id} onClick={() => onChoose(id)}>
          {name}
        </button>
      ))}
    </fieldset>
  )
}
