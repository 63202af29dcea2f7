import type { ReactNode } from 'react'
import type { ExplainedPlace, Explanation } from '#journey'
import { useSession } from '../../client/session.tsx'
import { useResource } from '../../client/use-resource.ts'
import { CopyButton } from '../copy-button.tsx'
import { Icon } from '../icon.tsx'
import { Link } from '../link.tsx'
import { useRuleWords } from './words.ts'
import './explanation.css'

/** Why an exchange was refused and what would have passed; `instead` stands where no rule can be named. */
export function ExplanationCard({ exchangeId, instead }: { exchangeId: string; instead: ReactNode }) {
  const { api } = useSession()
  const { t, language } = useRuleWords()
  const { data, error } = useResource<{ explanation: Explanation }>(
    api,
    `/api/exchanges/${encodeURIComponent(exchangeId)}/explanation`,
  )
  if (error && !data) return instead
  if (!data) {
    return (
      <p className="muted section-note" role="status">
        {t('card.loading')}
      </p>
    )
  }
  const { rule, title, clause, fix, said, places, corrected } = data.explanation
  return (
    <section className="explanation" aria-labelledby="explanation-title">
      <h3 id="explanation-title" className="explanation-head">
        <Icon name="book" size={14} /> {t('card.title')}
      </h3>
      <p className="explanation-demand">{title[language]}</p>
      <dl className="explanation-facts">
        <Said name={t('card.rule')}>
          <Link className="row-link mono" href={`/rules/${encodeURIComponent(rule)}`}>
            {rule}
          </Link>
        </Said>
        <Said name={t('card.clause')}>{clause}</Said>
        {said !== null && <Said name={t('card.said')}>{said}</Said>}
        <Said name={t('card.fix')}>{fix[language]}</Said>
      </dl>
      {places.length > 0 && <Places places={places} />}
      {corrected && (
        <details className="explanation-request">
          <summary>{t('card.corrected')}</summary>
          <div className="message">
            <div className="message-tools">
              <CopyButton text={corrected[language]} label={t('card.corrected')} />
            </div>
            <pre className="raw">{corrected[language]}</pre>
          </div>
        </details>
      )}
    </section>
  )
}

function Said({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Places({ places }: { places: ExplainedPlace[] }) {
  const { t, place, language } = useRuleWords()
  return (
    <ul className="places" aria-label={t('card.places')}>
      {places.map(({ at, sent, right, leaveOut }) => (
        <li key={at}>
          <span className="place-name">{place(at)}</span>
          <span className="place-value" data-kind="sent">
            <Icon name="cross" size={12} />
            <span className="unseen">{t('card.sent')}: </span>
            {sent === null ? <em>{t('card.nothing')}</em> : <code>{sent}</code>}
          </span>
          {(right || leaveOut) && (
            <span className="place-value" data-kind="right">
              <Icon name="check" size={12} />
              <span className="unseen">{t('card.right')}: </span>
              {right ? <code>{right[language]}</code> : <em>{t('card.leaveOut')}</em>}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
