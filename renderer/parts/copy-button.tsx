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
  // What is written on the button is part of its name (WCAG 2.5.3).
  const name = bare || own !== undefined ? label : `${words.say('action.copy')}: ${label}`
  const said = copied ? words.say('action.copied') : (own ?? words.say('action.copy'))
  return (
    <button
      type="button"
      className={bare ? 'copy copy-bare' : 'copy'}
      aria-label={copied ? said : name}
      title={copied ? said : name}
      onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      <Icon name={copied ? 'check' : 'copy'} size={14} />
      {!bare && <span aria-live="polite">{said}</span>}
    </button>
  )
}
