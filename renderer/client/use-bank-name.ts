import { useSession } from './session.tsx'

/** What a market's customers call the bank, as its login pages do. */
export function useBankName(): (market: string) => string {
  const { facts } = useSession()
  return (id) => facts?.markets.find((market) => market.id === id)?.bank ?? ''
}
