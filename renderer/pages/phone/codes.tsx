import type { WaitingCode } from '#identity'
import { useManner, useSecond, useSession } from '../../client/session.tsx'
import { useBankName } from '../../client/use-bank-name.ts'
import { useResource } from '../../client/use-resource.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Link } from '../../parts/link.tsx'
import { EmptyState, FailedState, Skeleton } from '../../parts/states.tsx'
import './codes.css'

const EVERY_MS = 1_500

/** The one-time codes that could still be entered, on the phones of those they were sent to. */
export function Codes() {
  const { words } = useManner()
  const { api } = useSession()
  const { data, error, reload } = useResource<{ codes: WaitingCode[] }>(api, '/api/phone/codes', { everyMs: EVERY_MS })
  return (
    <section aria-label={words.say('phone.codes')}>
      <h2 className="section-title">{words.say('phone.codes')}</h2>
      {data ? (
        <Phones codes={data.codes} />
      ) : error ? (
        <FailedState error={error} onRetry={reload} />
      ) : (
        <Skeleton rows={2} label={words.say('app.loading')} />
      )}
    </section>
  )
}

function Phones({ codes }: { codes: readonly WaitingCode[] }) {
  const { words } = useManner()
  if (codes.length === 0) {
    return (
      <EmptyState icon="phone" title={words.say('phone.codes.none')}>
        <p className="muted">{words.say('phone.codes.noneBody')}</p>
        <Link className="button" href="/settings">
          {words.say('phone.codes.settings')}
        </Link>
      </EmptyState>
    )
  }
  return (
    <ul className="code-phones">
      {[...Map.groupBy(codes, ({ market, login }) => `${market} ${login}`)].map(([key, own]) => (
        <Phone key={key} codes={own} />
      ))}
    </ul>
  )
}

function Phone({ codes }: { codes: readonly WaitingCode[] }) {
  const { words } = useManner()
  const [{ name, login } = { name: '', login: '' }] = codes
  return (
    <li className="code-phone" data-login={login}>
      <h3>
        {name} <span className="muted">{login}</span>
      </h3>
      <ol aria-label={words.say('phone.of', { name })}>
        {codes.map((code) => (
          <Message key={`${code.sentAt} ${code.code}`} sent={code} />
        ))}
      </ol>
    </li>
  )
}

function Message({ sent }: { sent: WaitingCode }) {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  const bankName = useBankName()
  useSecond()
  const left = Math.max(0, sent.expiresAt - bankNow())
  return (
    <li className="code-message">
      <p className="code-from">
        {bankName(sent.market)} <time dateTime={new Date(sent.sentAt).toISOString()}>{formats.time(sent.sentAt)}</time>
      </p>
      <p>{words.say('phone.code', { app: sent.app })}</p>
      <p className="code-digits">
        <strong>{sent.code}</strong>
        <CopyButton text={sent.code} label={`${words.say('action.copy')}: ${sent.code}`} bare />
      </p>
      <p className="muted">
        {words.say('phone.goodFor', { span: formats.span(left) })} · {words.count('phone.tries', sent.triesLeft)}
      </p>
    </li>
  )
}
