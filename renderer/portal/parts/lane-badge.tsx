import { useWords } from '../client/words.tsx'

/** In which lane an application is; nothing for the certified one. */
export function LaneBadge({ lane }: { lane: string }) {
  const { t, orElse } = useWords()
  if (lane === 'certified') return null
  return (
    <span className="portal-pill" title={t('lane.note')}>
      {orElse(`lane.${lane}.short`, lane)}
    </span>
  )
}
