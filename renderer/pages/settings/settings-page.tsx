import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useManner, useSession } from '../../client/session.tsx'
import { useTour } from '../../client/tour.tsx'
import { FactList } from '../../parts/fact-list.tsx'
import { Page } from '../../parts/page.tsx'
import { LanguageSwitch, ThemeSwitch } from '../../parts/switches.tsx'
import { BankState } from './bank-state.tsx'
import { LoginSettings } from './login-settings.tsx'
import { MarketSettings } from './market-settings.tsx'

/** How this browser shows the console, and what it talks to. */
export function SettingsPage() {
  const { words, formats } = useManner()
  const { facts, bankNow } = useSession()
  const startTour = useTour()
  return (
    <Page title={words.say('settings.title')}>
      <div className="settings-columns">
        <div>
          <div className="settings">
            <Setting title={words.say('app.language')} body={words.say('settings.language')}>
              <LanguageSwitch />
            </Setting>
            <Setting title={words.say('app.theme')} body={words.say('settings.theme')}>
              <ThemeSwitch />
            </Setting>
            <Setting title={words.say('settings.tour')} body={words.say('settings.tourBody')}>
              <Button onClick={startTour}>{words.say('help.tour')}</Button>
            </Setting>
          </div>
          <p className="muted section-note">{words.say('settings.note')}</p>
          <h2 className="section-title">{words.say('settings.bank')}</h2>
          {facts && (
            <FactList
              facts={[
                { label: words.say('settings.version'), value: facts.version },
                {
                  label: words.say('app.market'),
                  value: facts.markets
                    .filter(({ lane }) => !lane)
                    .map(({ name }) => name)
                    .join(' · '),
                },
                { label: words.say('clock.label'), value: formats.dateTime(bankNow()) },
                { label: words.say('settings.keys'), value: <kbd>?</kbd> },
              ]}
            />
          )}
          <LoginSettings />
        </div>
        <BankState />
      </div>
      <MarketSettings />
    </Page>
  )
}

function Setting({ title, body, children }: { title: string; body: string; children: ReactNode }) {
  return (
    <section className="setting">
      <div>
        <h2>{title}</h2>
        <p className="muted">{body}</p>
      </div>
      {children}
    </section>
  )
}
