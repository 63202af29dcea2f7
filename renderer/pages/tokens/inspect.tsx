import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Inspection } from '#identity'
import { bodyText } from '../../client/message.ts'
import { useSession } from '../../client/session.tsx'
import { failureOf } from '../../client/use-resource.ts'
import { Icon } from '../../parts/icon.tsx'
import { JsonText } from '../../parts/json-text.tsx'
import { Link } from '../../parts/link.tsx'
import { TokenPill } from './token-pill.tsx'
import { useTokenWords } from './words.ts'

/** A place to paste a token: what it is, whether it works, and the way to its page. */
export function Inspect() {
  const { t } = useTokenWords()
  const { api } = useSession()
  const [pasted, setPasted] = useState('')
  const looking = useMutation({
    mutationFn: (token: string) => api.post<Inspection>('/api/tokens/inspect', { token }),
  })
  return (
    <section className="inspect" aria-labelledby="inspect-title">
      <h2 id="inspect-title" className="unseen">
        {t('inspect.title')}
      </h2>
      <form
        className="inspect-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (pasted.trim() !== '') looking.mutate(pasted.trim())
        }}
      >
        <TextInput
          className="inspect-box"
          aria-label={t('inspect.label')}
          placeholder={t('inspect.label')}
          value={pasted}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setPasted(event.currentTarget.value)}
        />
        <Button type="submit" disabled={pasted.trim() === ''} loading={looking.isPending}>
          {t('inspect.act')}
        </Button>
        <span className="muted inspect-note">{t('inspect.note')}</span>
      </form>
      <div role="status">
        {looking.data && <Found found={looking.data} />}
        {looking.error && (
          <p className="notice">
            <Icon name="alert" size={14} /> {failureOf(looking.error).detail}
          </p>
        )}
      </div>
    </section>
  )
}

function Found({ found }: { found: Inspection }) {
  const { t } = useTokenWords()
  if (found.found === 'nothing') {
    return (
      <p className="notice">
        <Icon name="search" size={14} /> {t('inspect.nothing')}
      </p>
    )
  }
  if (found.found === 'token') {
    const { id, kind, state } = found.token
    return (
      <p className="inspect-found">
        <TokenPill state={state} /> {t(`kind.${kind}`)}
        <Link className="button" href={`/tokens/${encodeURIComponent(id)}`}>
          {t('inspect.open')}
        </Link>
      </p>
    )
  }
  return (
    <div className="inspect-jwt">
      <p className="muted">{t(found.encrypted ? 'inspect.jwe' : 'inspect.jwt')}</p>
      <pre className="raw">
        <JsonText value={found.header} />
        {'\n'}
        {found.claims !== null && bodyText(found.claims) !== '' && <JsonText value={found.claims} />}
      </pre>
    </div>
  )
}
