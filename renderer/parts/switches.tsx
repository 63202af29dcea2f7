import { type Theme, useManner } from '../client/session.tsx'
import { LANGUAGES } from '../words/words.ts'
import { Icon, type IconName } from './icon.tsx'

const THEMES: { theme: Theme; icon: IconName }[] = [
  { theme: 'system', icon: 'system' },
  { theme: 'light', icon: 'light' },
  { theme: 'dark', icon: 'dark' },
]

/** English or Portuguese, each named in itself. */
export function LanguageSwitch() {
  const { words, setLanguage } = useManner()
  return (
    <fieldset className="switch" aria-label={words.say('app.language')}>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={words.language === language}
          title={language === 'en' ? 'English' : 'Português'}
          onClick={() => setLanguage(language)}
        >
          {language === 'en' ? 'EN' : 'PT'}
        </button>
      ))}
    </fieldset>
  )
}

/** The system's theme, light or dark. */
export function ThemeSwitch() {
  const { words, theme: chosen, setTheme } = useManner()
  return (
    <fieldset className="switch" aria-label={words.say('app.theme')}>
      {THEMES.map(({ theme, icon }) => (
        <button
          key={theme}
          type="button"
          aria-pressed={chosen === theme}
          aria-label={words.say(`app.theme.${theme}`)}
          title={words.say(`app.theme.${theme}`)}
          onClick={() => setTheme(theme)}
        >
          <Icon name={icon} size={14} />
        </button>
      ))}
    </fieldset>
  )
}
