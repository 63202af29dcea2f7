import { useEffect, useRef } from 'react'
import { typesText } from '../client/keys.ts'
import { useManner } from '../client/session.tsx'
import { Icon } from './icon.tsx'

const KEYS = [
  { keys: ['/'], says: 'keys.filter' },
  { keys: ['↑', '↓'], says: 'keys.move' },
  { keys: ['Enter'], says: 'keys.open' },
  { keys: ['Esc'], says: 'keys.close' },
  { keys: ['?'], says: 'keys.help' },
]

/** The list of keys, shown on `?`. */
export function KeysDialog() {
  const { words } = useManner()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === '?' && !typesText(event.target)) dialog.current?.showModal()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <dialog ref={dialog} className="keys" aria-labelledby="keys-title">
      <div className="keys-head">
        <h2 id="keys-title">{words.say('keys.title')}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={words.say('action.close')}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      <dl>
        {KEYS.map(({ keys, says }) => (
          <div key={says}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{words.say(says)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}
