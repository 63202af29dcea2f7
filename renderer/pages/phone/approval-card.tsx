import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PhoneApproval } from '#identity'
import { useManner, useSecond, useSession } from '../../client/session.tsx'
import { useBankName } from '../../client/use-bank-name.ts'
import { failureOf } from '../../client/use-resource.ts'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'

export type PhoneDecision = 'approve' | 'reject'

type ApprovalCardProps = { approval: PhoneApproval; onAnswered: (decision: PhoneDecision) => void }

/** A request as it stands on its account holder's phone: who asks for what, until when, and the two answers. */
export function ApprovalCard({ approval, onAnswered }: ApprovalCardProps) {
  const { words, formats } = useManner()
  const { api, bankNow } = useSession()
  const bankName = useBankName()
  const queries = useQueryClient()
  useSecond()
  const [chosen, setChosen] = useState<readonly string[]>(approval.accounts.map(({ id }) => id))
  const answer = useMutation({
    mutationFn: (decision: PhoneDecision) =>
      api.post(`/api/phone/approvals/${encodeURIComponent(approval.id)}/${decision}`, {
        ...(decision === 'approve' ? { accounts: chosen } : {}),
      }),
    onSuccess: (_answer, decision) => onAnswered(decision),
    onSettled: () => queries.invalidateQueries(),
  })
  const { app, person, holder, bindingMessage, expiresAt, consentId, mustChoose } = approval
  const leftMs = Math.max(0, expiresAt - bankNow())
  const titleId = `phone-${approval.id}`
  return (
    <article className="phone" aria-labelledby={titleId}>
      <header className="phone-head">
        <span className="phone-owner">
          <Icon name="user" size={14} /> {person.name}
        </span>
        <span className="phone-left">
          <Icon name="clock" size={14} /> {words.say('phone.left', { time: formats.span(leftMs) })}
        </span>
      </header>
      <div className="phone-screen">
        <p className="phone-bank">
          <Icon name="bank" size={14} /> {words.say('phone.bank', { bank: bankName(approval.market) })}
        </p>
        <h3 id={titleId} className="phone-title">
          {words.say('phone.asks', { app: app.name })}
        </h3>
        {app.organisation !== '' && app.organisation !== app.name && <p className="muted">{app.organisation}</p>}
        {bindingMessage !== null && (
          <p className="phone-message">
            <span className="muted">{words.say('phone.message')}</span>
            <strong dir="auto">{bindingMessage}</strong>
          </p>
        )}
        {holder && <Shared approval={approval} holder={holder} />}
        {holder && <Accounts approval={approval} chosen={chosen} onChange={setChosen} />}
        {holder === null && (
          <p className="notice">
            <Icon name="alert" size={14} /> {words.say('phone.mismatch')}
          </p>
        )}
        {answer.error && (
          <p className="notice" role="alert">
            <Icon name="alert" size={14} /> {failureOf(answer.error).detail || words.say('failed.title')}
          </p>
        )}
        <div className="phone-answers">
          <Button disabled={answer.isPending} onClick={() => answer.mutate('reject')}>
            {words.say('phone.reject')}
          </Button>
          {holder && (
            <Button
              className="phone-approve"
              disabled={answer.isPending || (mustChoose && chosen.length === 0)}
              onClick={() => answer.mutate('approve')}
            >
              {words.say('phone.approve')}
            </Button>
          )}
        </div>
      </div>
      <footer className="phone-foot">
        <Link className="quiet-link" href={`/journeys/consent-${encodeURIComponent(consentId)}`}>
          <Icon name="route" size={14} /> {words.say('applications.journey')}
        </Link>
        <Link className="quiet-link" href={`/consents/${encodeURIComponent(consentId)}`}>
          <Icon name="shield" size={14} /> {words.say('journey.consent')}
        </Link>
      </footer>
    </article>
  )
}

type SharedProps = { approval: PhoneApproval; holder: NonNullable<PhoneApproval['holder']> }

function Shared({ approval: { shared, notes, sharedUntil, person }, holder }: SharedProps) {
  const { words, formats } = useManner()
  const { language } = words
  return (
    <>
      {holder.id !== person.id && (
        <>
          <h4>{words.say('phone.whose')}</h4>
          <p>{holder.name}</p>
        </>
      )}
      <h4>{words.say('consents.shared')}</h4>
      <ul className="phone-shared">
        {shared.map(({ title, items }) => (
          <li key={title.en}>
            <strong>{title[language]}</strong>
            <span className="muted">{items.map((item) => item[language]).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {notes.map((note) => (
        <p key={note.en} className="muted small">
          {note[language]}
        </p>
      ))}
      <h4>{words.say('consents.until')}</h4>
      <p>{sharedUntil === null ? words.say('consents.openEnded') : formats.dateTime(sharedUntil)}</p>
    </>
  )
}

type AccountsProps = { approval: PhoneApproval; chosen: readonly string[]; onChange: (ids: string[]) => void }

function Accounts({ approval: { accounts, choosesAccounts, mustChoose }, chosen, onChange }: AccountsProps) {
  const { words } = useManner()
  if (!choosesAccounts) return null
  if (accounts.length === 0) return <p className="muted">{words.say('phone.noAccounts')}</p>
  const none = mustChoose && chosen.length === 0
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  return (
    <fieldset className="phone-accounts">
      <legend>{words.say('phone.accounts')}</legend>
      {accounts.map(({ id, label, number }) => (
        <label key={id}>
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
          <span>
            {label[words.language]} <span className="mono muted">{number}</span>
          </span>
        </label>
      ))}
      {none && (
        <p className="phone-fault" role="alert">
          {words.say('phone.chooseOne')}
        </p>
      )}
    </fieldset>
  )
}
