import { useManner } from '../../client/session.tsx'
import { Command } from '../../parts/command.tsx'
import { Icon } from '../../parts/icon.tsx'
import { LanguageSwitch, ThemeSwitch } from '../../parts/switches.tsx'

/** Shown where the tab has no start token: how to get a link that carries one. */
export function NoTokenPage({ stale }: { stale: boolean }) {
  const { words } = useManner()
  return (
    <div className="no-token">
      <main className="no-token-card">
        <p className="brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          {words.say('app.name')}
        </p>
        <h1>{words.say('noToken.title')}</h1>
        {stale && (
          <p className="notice" role="status">
            <Icon name="alert" /> {words.say('noToken.stale')}
          </p>
        )}
        <p className="muted">{words.say('noToken.body')}</p>
        <p>{words.say('noToken.info')}</p>
        <Command text="npm run -s bancada -- info" />
        <p>{words.say('noToken.start')}</p>
        <Command text="npm start" />
        <p className="muted small">{words.say('noToken.why')}</p>
        <div className="no-token-switches">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </main>
    </div>
  )
}
