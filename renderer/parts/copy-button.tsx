import { useEffect, useState } from 'react'
import { useManner } from '../client/session.tsx'
import { Icon } from './icon.tsx'

const SHOWN_MS = 1600

/** Copies `text` and says so for a moment. `label` names what is copied. */
export function CopyButton({ text, label, bare = false }: { text: string; label: string; bare?: boolean }) {
  const { words } = useManner()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const said = copied ? words.say('action.copied') : words.say('action.copy')
  return (
    <button
      type="button"
      className={bare ? 'copy copy-bare' : 'copy'}
      aria-label={copied ? said : label}
      title={copied ? said : label}
      onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      <Icon name={copied ? 'check' : 'copy'} size={14} />
      {!bare && <span aria-live="polite">{said}</span>}
    </button>
  )
}
