import { Modal } from '@mantine/core'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useGo } from '../client/address.ts'
import { typesText } from '../client/keys.ts'
import { useManner, useSession } from '../client/session.tsx'
import { useTour } from '../client/tour.tsx'
import { useApps } from '../client/use-apps.ts'
import type { PageEntry } from '../pages/pages.ts'
import type { Words } from '../words/words.ts'
import { Icon, type IconName } from './icon.tsx'

type Entry = { id: string; text: string; hint: string; icon: IconName; act: () => void }

const MOST = 9

/** Goes anywhere by a few letters: Ctrl+K or Cmd+K. */
export function Palette({ pages }: { pages: readonly PageEntry[] }) {
  const { words } = useManner()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (asksToFilter(event)) {
        event.preventDefault()
        setOpen(true)
      }
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      setOpen((before) => !before)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button
        type="button"
        className="palette-opener"
        aria-label={words.say('palette.open')}
        onClick={() => setOpen(true)}
      >
        <Icon name="search" size={14} />
        <span className="palette-says">{words.say('palette.open')}</span>
        <span className="kbd" data-keys="Ctrl K" aria-hidden="true" />
      </button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        withCloseButton={false}
        padding={0}
        yOffset="12vh"
        size="lg"
        attributes={{ content: { 'aria-label': words.say('palette.open') } }}
      >
        <Search pages={pages} onLeave={() => setOpen(false)} />
      </Modal>
    </>
  )
}

/** `/` on a page that has nothing to filter by text: what is looked for may be anywhere. */
function asksToFilter(event: globalThis.KeyboardEvent): boolean {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false
  if (typesText(event.target) || document.querySelector('[role="dialog"]')) return false
  return document.querySelector('#content input[type="search"]') === null
}

/** A text field over a list (WAI-ARIA combobox pattern): the focus stays in the field, the arrows choose. */
function Search({ pages, onLeave }: { pages: readonly PageEntry[]; onLeave: () => void }) {
  const { words } = useManner()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  // At once, and not when the dialog has faded in: what is typed meanwhile belongs here.
  useEffect(() => field.current?.focus(), [])
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const entries = useEntries(pages, text)
  const chosen = Math.min(at, entries.length - 1)

  function onKey(event: KeyboardEvent) {
    if (event.key === 'Enter') {
      entries[chosen]?.act()
      onLeave()
      return
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined || entries.length === 0) return
    event.preventDefault()
    setAt((chosen + step + entries.length) % entries.length)
  }

  return (
    <div className="palette">
      <div className="palette-field">
        <Icon name="search" />
        <input
          ref={field}
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={entries[chosen] ? `${id}-${chosen}` : undefined}
          aria-label={words.say('palette.open')}
          placeholder={words.say('palette.placeholder')}
          value={text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKey}
        />
      </div>
      <div role="listbox" id={id} aria-label={words.say('palette.open')} className="palette-list">
        {entries.map((entry, index) => (
          <div
            key={entry.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onMouseMove={() => setAt(index)}
            onMouseDown={(event) => {
              event.preventDefault()
              entry.act()
              onLeave()
            }}
          >
            <Icon name={entry.icon} size={14} /> {entry.text}
            <span className="palette-hint">{entry.hint}</span>
          </div>
        ))}
      </div>
      {entries.length === 0 && <p className="muted palette-none">{words.say('list.noMatch')}</p>}
    </div>
  )
}

function useEntries(pages: readonly PageEntry[], text: string): Entry[] {
  const { words, setTheme, setLanguage } = useManner()
  const { facts } = useSession()
  const apps = useApps()
  const go = useGo()
  const startTour = useTour()
  return useMemo(() => {
    const typed = text.trim()
    const all: Entry[] = [
      ...pages.map(({ id, path, title, icon }) => ({
        ...{ id, text: words.say(title), hint: words.say('palette.page'), icon, act: () => go(path) },
      })),
      ...Array.from({ length: 11 }, (_, index) => index + 1).map((arrow) => ({
        ...{ id: `arrow-${arrow}`, text: `${arrow} ${words.say(`arrow.${arrow}`)}`, hint: words.say('home.arrow') },
        ...{ icon: 'arrowRight' as const, act: () => go(`/?arrow=${arrow}`) },
      })),
      ...apps.clients.map(({ clientId, name }) => ({
        ...{ id: clientId, text: name, hint: words.say('journeys.app'), icon: 'app' as const },
        act: () => go(`/requests?client=${encodeURIComponent(clientId)}`),
      })),
      ...(facts?.services ?? []).map(({ name, url }) => ({
        ...{ id: `service-${name}`, text: words.sayOr(`service.${name}`, name), hint: url },
        ...{ icon: 'external' as const, act: () => void window.open(url, '_blank', 'noreferrer') },
      })),
      {
        ...{ id: 'portal', text: words.say('rail.portal'), hint: '/portal', icon: 'store' as const },
        act: () => void window.open('/portal', '_blank', 'noreferrer'),
      },
      {
        ...{ id: 'tour', text: words.say('help.tour'), hint: words.say('help.title'), icon: 'help' as const },
        act: startTour,
      },
      ...(['light', 'dark', 'system'] as const).map((theme) => ({
        ...{ id: `theme-${theme}`, text: words.say(`app.theme.${theme}`), hint: words.say('app.theme') },
        ...{ icon: theme, act: () => setTheme(theme) },
      })),
      ...(['en', 'pt-BR'] as const).map((language) => ({
        ...{ id: language, text: language === 'en' ? 'English' : 'Português', hint: words.say('app.language') },
        ...{ icon: 'gear' as const, act: () => setLanguage(language) },
      })),
    ]
    const found = all.filter((entry) => fits(`${entry.text} ${entry.hint}`, typed)).slice(0, MOST)
    return typed === '' ? found : [...found, ...byText(typed, words, go)]
  }, [pages, text, words, setTheme, setLanguage, facts, apps, go, startTour])
}

/** What is none of the entries may still stand in the log: an id, an operation, a rule. */
function byText(text: string, words: Words, go: (url: string) => void): Entry[] {
  if (text.startsWith('urn:')) {
    const act = () => go(`/consents/${encodeURIComponent(text)}`)
    return [{ id: 'consent', text, hint: '', icon: 'shield', act }]
  }
  const q = encodeURIComponent(text)
  const entry = (id: string, icon: IconName, path: string): Entry => ({
    ...{ id, text: words.say(`palette.${id}`, { text }), hint: '', icon, act: () => go(path) },
  })
  return [
    entry('inRequests', 'list', `/requests?kind=any&q=${q}`),
    entry('inConsents', 'shield', `/consents?q=${q}`),
    entry('inCustomers', 'people', `/customers?q=${q}`),
  ]
}

function fits(held: string, typed: string): boolean {
  const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return plain(typed)
    .split(/\s+/)
    .every((word) => plain(held).includes(word))
}
