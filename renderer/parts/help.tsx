import { Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { typesText } from '../client/keys.ts'
import { useManner } from '../client/session.tsx'
import { useTour } from '../client/tour.tsx'
import { Icon } from './icon.tsx'

const KEYS = [
  { keys: ['Ctrl', 'K'], says: 'keys.palette' },
  { keys: ['/'], says: 'keys.filter' },
  { keys: ['↑', '↓'], says: 'keys.move' },
  { keys: ['Enter'], says: 'keys.open' },
  { keys: ['Esc'], says: 'keys.close' },
  { keys: ['?'], says: 'keys.help' },
]

/** The button of the help, and what it opens (also on `?`): the tour, the portal and the list of keys. */
export function Help() {
  const { words } = useManner()
  const startTour = useTour()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === '?' && !typesText(event.target)) setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button
        type="button"
        className="icon-button help-button"
        aria-label={words.say('help.open')}
        title={`${words.say('help.open')} (?)`}
        onClick={() => setOpen(true)}
      >
        <Icon name="help" />
      </button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={words.say('help.title')}
        closeButtonProps={{ 'aria-label': words.say('action.close') }}
        classNames={{ content: 'keys' }}
        centered
      >
        <div className="wishes">
          <button
            type="button"
            className="wish"
            onClick={() => {
              setOpen(false)
              startTour()
            }}
          >
            <strong>{words.say('help.tour')}</strong>
            <span className="muted">{words.say('help.tourBody')}</span>
          </button>
          <a className="wish" href="/portal" target="_blank" rel="noreferrer">
            <strong>
              {words.say('rail.portal')} <Icon name="external" size={12} />
            </strong>
            <span className="muted">{words.say('help.portalBody')}</span>
          </a>
        </div>
        <h3 className="section-title">{words.say('keys.title')}</h3>
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
    </>
  )
}
