import { useManner } from '../../client/session.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { JsonText } from '../../parts/json-text.tsx'

/** A signed statement as it is sent, and what it claims. */
export function StatementText({ assertion }: { assertion: string }) {
  const { words } = useManner()
  return (
    <section className="statement" aria-labelledby="statement-title">
      <div className="section-line">
        <h2 id="statement-title" className="section-title">
          {words.say('directory.statement')}
        </h2>
        <CopyButton text={assertion} label={`${words.say('action.copy')}: ${words.say('directory.statement')}`} />
      </div>
      <p className="muted section-note">{words.say('directory.statementBody')}</p>
      <p className="mono statement-text">{assertion}</p>
      <pre className="raw statement-claims">
        <JsonText value={claimsOf(assertion)} />
      </pre>
    </section>
  )
}

function claimsOf(jwt: string): unknown {
  const part = (jwt.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
  const bytes = Uint8Array.from(atob(part), (sign) => sign.charCodeAt(0))
  return JSON.parse(new TextDecoder().decode(bytes))
}
