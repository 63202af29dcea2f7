import type { TokenState } from '#identity'
import { Pill } from '../../parts/status-pill.tsx'
import { useTokenWords } from './words.ts'

/** Whether a token works, in a sign and words. */
export function TokenPill({ state }: { state: TokenState }) {
  const { t } = useTokenWords()
  return <Pill outcome={state === 'active' ? 'ok' : 'ended'}>{t(`state.${state}`)}</Pill>
}
