import { Button } from '@mantine/core'
import { useFocusTrap, useMergedRef } from '@mantine/hooks'
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useGo } from '../client/address.ts'
import { useManner } from '../client/session.tsx'
import { wordsOf } from '../words/words.ts'
import { placeOf, STEPS } from './steps.ts'
import { useBox } from './use-box.ts'
import en from './words/en.json' with { type: 'json' }
import ptBR from './words/pt-BR.json' with { type: 'json' }
import './tour.css'

const BOOKS = { en, 'pt-BR': ptBR }
/** Below this width the card lies at the foot of the window. */
const NARROW_PX = 640

/**
 * The tour: a card that goes from page to page and points at the real thing. What is behind it is out of reach until the
 * tour is finished or skipped (Esc); the arrow keys go back and forth.
 */
export default function Tour({ onEnd }: { onEnd: () => void }) {
  const { words } = useManner()
  const go = useGo()
  const [at, setAt] = useState(0)
  const step = STEPS[at] ?? STEPS[0]
  const { say: t } = useMemo(() => wordsOf(words.language, BOOKS[words.language]), [words.language])
  useBehind()
  const last = at === STEPS.length - 1

  // The tour goes over the pages as a reader would, but leaves no trail for the way back.
  useEffect(() => go(step.path, { replace: true }), [go, step.path])

  function onKey(event: KeyboardEvent) {
    // The console's own keys mean what is behind; Tab is the trap's.
    if (event.key !== 'Tab') event.stopPropagation()
    if (event.key === 'Escape') onEnd()
    else if (event.key === 'ArrowRight' && !last) setAt(at + 1)
    else if (event.key === 'ArrowLeft' && at > 0) setAt(at - 1)
  }

  return createPortal(
    <div className="tour">
      <Card key={words.language} target={step.target} onKey={onKey} label={t('label')}>
        <div aria-live="polite">
          <p className="tour-progress">{t('progress', { at: at + 1, of: STEPS.length })}</p>
          <h2>{t(`${step.id}.title`)}</h2>
          <p>{t(`${step.id}.body`)}</p>
        </div>
        <div className="tour-dots" aria-hidden="true">
          {STEPS.map(({ id }, index) => (
            <span key={id} data-at={index === at} />
          ))}
        </div>
        <div className="tour-actions">
          {!last && (
            <button type="button" className="quiet-link" onClick={onEnd}>
              {t('skip')}
            </button>
          )}
          <span className="tour-space" />
          {at > 0 && <Button onClick={() => setAt(at - 1)}>{t('back')}</Button>}
          <button
            type="button"
            data-autofocus
            className="button tour-next"
            onClick={() => (last ? onEnd() : setAt(at + 1))}
          >
            {t(last ? 'finish' : 'next')}
          </button>
        </div>
      </Card>
    </div>,
    document.body,
  )
}

type CardProps = {
  target: string
  label: string
  onKey: (event: KeyboardEvent) => void
  children: React.ReactNode
}

/** The card beside what it points at, which alone stays light. */
function Card({ target, label, onKey, children }: CardProps) {
  const box = useBox(target)
  const trap = useFocusTrap(true)
  const card = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 360, height: 240 })
  useLayoutEffect(() => {
    const found = card.current?.getBoundingClientRect()
    if (found && (found.width !== size.width || found.height !== size.height)) {
      setSize({ width: found.width, height: found.height })
    }
  })
  const narrow = window.innerWidth < NARROW_PX
  const place = placeOf(box, size, { width: window.innerWidth, height: window.innerHeight })
  return (
    <>
      <div className="tour-light" data-away={box === undefined} style={box} aria-hidden="true" />
      <div
        ref={useMergedRef(trap, card)}
        className="tour-card"
        role="dialog"
        aria-modal="true"
        aria-label={label}
        tabIndex={-1}
        style={narrow ? {} : place}
        onKeyDown={onKey}
      >
        {children}
      </div>
    </>
  )
}

/** Puts the console out of reach while the tour is open, and gives the focus back where it was. */
function useBehind(): void {
  useEffect(() => {
    const behind = document.getElementById('root')
    const before = document.activeElement
    behind?.setAttribute('inert', '')
    return () => {
      behind?.removeAttribute('inert')
      if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus()
      else document.getElementById('content')?.focus()
    }
  }, [])
}
