import { type ReactNode, useEffect, useState } from 'react'
import { useManner } from '../client/session.tsx'
import type { PageEntry } from '../pages/pages.ts'
import { Rail } from './rail.tsx'
import { TopBar } from './top-bar.tsx'

/** What surrounds every page: services and pages on the left, the bank's facts on top. */
export function Frame({
  pages,
  current,
  children,
}: {
  pages: readonly PageEntry[]
  current: string
  children: ReactNode
}) {
  const { words } = useManner()
  const [menuOpen, setMenuOpen] = useState(false)
  const closeMenu = () => setMenuOpen(false)

  useEffect(() => {
    const page = pages.find(({ id }) => id === current)
    document.title = page ? `${words.say(page.title)} · Bancada` : 'Bancada'
  }, [pages, current, words])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the menu from wherever the focus is
    <div
      className="frame"
      data-menu={menuOpen ? 'open' : undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !menuOpen) return
        event.preventDefault()
        closeMenu()
      }}
    >
      <a className="skip" href="#content">
        {words.say('app.skip')}
      </a>
      <TopBar pages={pages} menuOpen={menuOpen} onMenu={() => setMenuOpen(!menuOpen)} />
      <Rail pages={pages} current={current} onLeave={closeMenu} />
      <button type="button" className="scrim" tabIndex={-1} aria-hidden={!menuOpen} onClick={closeMenu}>
        <span className="unseen">{words.say('app.menuClose')}</span>
      </button>
      <main id="content" className="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
