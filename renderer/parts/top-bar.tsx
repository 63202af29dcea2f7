import { useManner, useSecond, useSession } from '../client/session.tsx'
import type { PageEntry } from '../pages/pages.ts'
import { FraudAlert } from './fraud-alert.tsx'
import { Help } from './help.tsx'
import { Icon } from './icon.tsx'
import { Palette } from './palette.tsx'
import { LanguageSwitch, ThemeSwitch } from './switches.tsx'

/** The bar on top: bank clock, market, that nothing here is real, and how the console is shown. */
export function TopBar({
  pages,
  menuOpen,
  onMenu,
}: {
  pages: readonly PageEntry[]
  menuOpen: boolean
  onMenu: () => void
}) {
  const { words } = useManner()
  const { facts } = useSession()
  return (
    <header className="top-bar">
      <button
        type="button"
        className="icon-button menu-button"
        aria-label={menuOpen ? words.say('app.menuClose') : words.say('app.menu')}
        aria-expanded={menuOpen}
        aria-controls="rail"
        onClick={onMenu}
      >
        <Icon name={menuOpen ? 'close' : 'menu'} />
      </button>
      <BankClock />
      {facts && (
        <span className="top-fact top-market" title={words.say('app.market')}>
          {facts.markets
            .filter(({ lane }) => !lane)
            .map(({ name }) => name)
            .join(' · ')}
        </span>
      )}
      <span className="top-fact simulated">
        <Icon name="shield" size={14} />
        <span className="simulated-words">{words.say('app.simulated')}</span>
      </span>
      <span className="top-space" />
      <FraudAlert />
      <Palette pages={pages} />
      <Help />
      {facts && <span className="top-fact top-version">v{facts.version}</span>}
      <span className="top-switches">
        <LanguageSwitch />
        <ThemeSwitch />
      </span>
    </header>
  )
}

const NOTABLE_MS = 2000

function BankClock() {
  const { words, formats } = useManner()
  const { facts, bankNow } = useSession()
  useSecond()
  if (!facts) return <span className="top-fact clock" />
  const now = bankNow()
  const { offsetMs, frozen } = facts.clock
  return (
    <span className="top-fact clock" title={words.say('clock.label')}>
      <Icon name="clock" size={14} />
      <span className="unseen">{words.say('clock.label')}: </span>
      <time dateTime={new Date(now).toISOString()}>
        <span className="clock-date">{formats.date(now)}</span> <span className="clock-time">{formats.time(now)}</span>
      </time>
      {frozen && <span className="tag">{words.say('clock.frozen')}</span>}
      {!frozen && Math.abs(offsetMs) >= NOTABLE_MS && (
        <span className="tag">
          {words.say(offsetMs > 0 ? 'clock.ahead' : 'clock.behind', { span: formats.span(offsetMs) })}
        </span>
      )}
    </span>
  )
}
