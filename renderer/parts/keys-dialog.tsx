import { Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { typesText } from '../client/keys.ts'
import { useManner } from '../client/session.tsx'

const KEYS = [
  { keys: ['Ctrl', 'K'], says: 'keys.palette' },
  { keys: ['/'], says: 'keys.filter' },
  { keys: ['↑', '↓'], says: 'keys.move' },
  { keys: ['Enter'], says: 'keys.open' },
  { keys: ['Esc'], says: 'keys.close' },
  { keys: ['?'], says: 'keys.help' },
]

/** The list of keys, shown on `?`. */
export function KeysDialog() {
  const { words } = useManner()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === '?' && !typesText(event.target)) setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <Modal
      opened={open}
      onClose={() => setOpen(false)}
      title={words.say('keys.title')}
      closeButtonProps={{ 'aria-label': words.say('action.close') }}
      classNames={{ content: 'keys' }}
      centered
    >
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
    </Modal>
  )
}
