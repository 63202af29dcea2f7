import type { Origin } from '#kernel'
import { useManner } from '../client/session.tsx'
import { Icon } from './icon.tsx'

/** Marks what the generator of history made; what happened bears no mark. */
export function OriginMark({ origin }: { origin: Origin }) {
  const { words } = useManner()
  if (origin !== 'generated') return null
  return (
    <span className="origin-mark" title={words.say('origin.tip')}>
      <Icon name="sparkle" size={10} />
      {words.say('origin.mark')}
    </span>
  )
}

/** Says how many of a count the generator made; nothing where it made none, and `bare` shows only that it made some. */
export function GeneratedPart({ generated, bare = false }: { generated: number; bare?: boolean }) {
  const { words } = useManner()
  if (generated === 0) return null
  return (
    <span className="origin-part" title={words.say('origin.tip')}>
      <Icon name="sparkle" size={10} />
      <span className={bare ? 'unseen' : undefined}>{words.say('origin.part', { count: generated })}</span>
    </span>
  )
}

/** Tells on the page of a generated thing what that means for it. */
export function OriginNote({ origin, says }: { origin: Origin; says: string }) {
  const { words } = useManner()
  if (origin !== 'generated') return null
  return (
    <p className="origin-note">
      <Icon name="sparkle" size={14} />
      <span>
        <strong>{words.say('origin.title')}</strong> {says}
      </span>
    </p>
  )
}
