import { useEffect, useState } from 'react'
import { useManner } from '../client/session.tsx'
import { Icon } from './icon.tsx'

const SHOWN_MS = 1600

type Props = {
  text: string
  /** Names what is copied. */
  label: string
  /** Written on the button; "Copy" unless told. */
  said?: string
  bare?: boolean
}

/** Copies `text` and says so for a moment. */
export function CopyButton({ text, label, said: own, bare = false }: Props) {
  const { words } = useManner()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const said = copied ? words.say('action.copied') : (own ?? words.say('action.copy'))
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
