import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { LoginSetting, MarketLogin } from '#identity'
import { useManner, useSession } from '../../client/session.tsx'
import { failureOf, useResource } from '../../client/use-resource.ts'
import { Icon } from '../../parts/icon.tsx'

type Logins = { provider: string; markets: MarketLogin[] }

const PATH = '/api/login'
const WAYS = ['identity', 'provider'] as const

/** How each market's customers log in (arrow 7); it can be changed at any time, for the logins that begin after. */
export function LoginSettings() {
  const { words } = useManner()
  const { api } = useSession()
  const queries = useQueryClient()
  const { data } = useResource<Logins>(api, PATH)
  const change = useMutation({
    mutationFn: ({ market, to }: { market: string; to: Partial<LoginSetting> }) => api.post(`${PATH}/${market}`, to),
    onSettled: () => queries.invalidateQueries({ queryKey: [PATH] }),
  })
  if (!data) return null
  return (
    <section className="state-section" aria-label={words.say('login.title')}>
      <h2 className="section-title">{words.say('login.title')}</h2>
      <p className="muted section-note">{words.say('login.body')}</p>
      <div className="settings">
        {data.markets.map((login) => (
          <MarketSettings
            key={login.market}
            login={login}
            provider={data.provider}
            busy={change.isPending}
            onChange={(to) => change.mutate({ market: login.market, to })}
          />
        ))}
      </div>
      {change.error && (
        <p className="notice object-notice" role="alert">
          <Icon name="alert" size={14} /> {failureOf(change.error).detail || words.say('failed.title')}
        </p>
      )}
    </section>
  )
}

type MarketProps = {
  login: MarketLogin
  provider: string
  busy: boolean
  onChange: (to: Partial<LoginSetting>) => void
}

function MarketSettings({ login, provider, busy, onChange }: MarketProps) {
  const { words } = useManner()
  const { name: market, way, secondFactor } = login
  return (
    <>
      <div className="setting" data-market={login.market}>
        <div>
          <h3>{words.say('login.where', { market })}</h3>
          <p className="muted">{words.say(`login.way.${way}.body`, { address: provider })}</p>
        </div>
        <fieldset className="switch switch-words" aria-label={words.say('login.where', { market })} disabled={busy}>
          {WAYS.map((one) => (
            <button key={one} type="button" aria-pressed={way === one} onClick={() => onChange({ way: one })}>
              {words.say(`login.way.${one}`)}
            </button>
          ))}
        </fieldset>
      </div>
      <div className="setting" data-market={login.market}>
        <div>
          <h3>{words.say('login.code', { market })}</h3>
          <p className="muted">{words.say('login.code.body')}</p>
        </div>
        <fieldset className="switch switch-words" aria-label={words.say('login.code', { market })} disabled={busy}>
          {[false, true].map((on) => (
            <button
              key={String(on)}
              type="button"
              aria-pressed={secondFactor === on}
              onClick={() => onChange({ secondFactor: on })}
            >
              {words.say(on ? 'login.on' : 'login.off')}
            </button>
          ))}
        </fieldset>
      </div>
    </>
  )
}
