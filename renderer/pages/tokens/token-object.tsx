import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ConsentObject } from '#consent'
import type { TokenView } from '#identity'
import { useManner, useSession } from '../../client/session.tsx'
import { useApps } from '../../client/use-apps.ts'
import { useMarketName } from '../../client/use-market-name.ts'
import { failureOf, useResource } from '../../client/use-resource.ts'
import { EventTimeline } from '../../parts/event-timeline.tsx'
import { FactList } from '../../parts/fact-list.tsx'
import { Icon } from '../../parts/icon.tsx'
import { LaneBadge } from '../../parts/lane-badge.tsx'
import { Link } from '../../parts/link.tsx'
import { Page } from '../../parts/page.tsx'
import { RawJson } from '../../parts/raw-json.tsx'
import { FailedState, Skeleton } from '../../parts/states.tsx'
import { TokenPill } from './token-pill.tsx'
import { useTokenWords } from './words.ts'

/** One token: whether it works, what it opens, and how the operator ends it. Its value is kept nowhere. */
export function TokenObject({ id }: { id: string }) {
  const { words } = useManner()
  const { t } = useTokenWords()
  const { api } = useSession()
  const path = `/api/tokens/${encodeURIComponent(id)}`
  const { data, error, reload } = useResource<{ token: TokenView }>(api, path)
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: ({ act, grant }: { act: 'expire' | 'revoke'; grant?: boolean }) =>
      api.post(`${path}/${act}`, act === 'revoke' ? { grant: grant ?? false } : {}),
    onSuccess(_answer, { act }) {
      if (act === 'expire') void queries.invalidateQueries()
    },
  })
  const back = { href: '/tokens', label: words.say('tokens.title') }
  const token = data?.token
  if (!token) {
    return (
      <Page title={t('token')} back={back}>
        {error ? <FailedState error={error} onRetry={reload} /> : <Skeleton rows={5} label={t('loading')} />}
      </Page>
    )
  }
  const revoked = change.isSuccess && change.variables.act === 'revoke'
  return (
    <Page
      title={t(`kind.${token.kind}`)}
      back={back}
      aside={
        <>
          <TokenPill state={token.state} />
          <LaneBadge market={token.market} />
        </>
      }
      actions={
        !revoked && (
          <>
            {token.state === 'active' && (
              <Button disabled={change.isPending} onClick={() => change.mutate({ act: 'expire' })}>
                {t('expire')}
              </Button>
            )}
            <Button disabled={change.isPending} onClick={() => change.mutate({ act: 'revoke' })}>
              {t('revoke')}
            </Button>
            {token.grantId && (
              <Button disabled={change.isPending} onClick={() => change.mutate({ act: 'revoke', grant: true })}>
                {t('revokeGrant')}
              </Button>
            )}
          </>
        )
      }
    >
      <div role="status">
        {revoked && (
          <p className="notice object-notice">
            <Icon name="stop" size={14} /> {t('gone')}
          </p>
        )}
        {change.error && (
          <p className="notice object-notice">
            <Icon name="alert" size={14} /> {failureOf(change.error).detail}
          </p>
        )}
      </div>
      <Facts token={token} />
      <p className="muted section-note">{t('revoke.note')}</p>
      <Related token={token} />
      {token.consentId && <History consentId={token.consentId} />}
      <RawJson value={token} />
    </Page>
  )
}

function Facts({ token }: { token: TokenView }) {
  const { words } = useManner()
  const { t, formats } = useTokenWords()
  const { bankNow } = useSession()
  const marketName = useMarketName()
  const apps = useApps()
  const { id, kind, clientId, consentId, consentState, scopes, thumbprint, market, issuedAt, expiresAt, minted } = token
  return (
    <FactList
      facts={[
        { label: t('id'), value: id, copy: id, mono: true },
        { label: t('app'), value: apps.nameOf({ applicationId: null, clientId }) },
        {
          label: words.say('journey.market'),
          value: marketName(market),
        },
        { label: t('issued'), value: formats.moment(issuedAt, bankNow()) },
        { label: t('ends'), value: expiresAt === null ? t('withConsent') : formats.moment(expiresAt, bankNow()) },
        {
          label: t('consent'),
          value: consentId && `${consentId} (${consentState})`,
          copy: consentId ?? undefined,
          mono: true,
        },
        { label: t('scopes'), value: scopes.join(' '), mono: true },
        { label: t('bound'), value: thumbprint, copy: thumbprint ?? undefined, mono: true },
        // A refresh token works with its client's authentication only.
        { label: t('boundToNone'), value: thumbprint === null && kind !== 'refresh' ? t('boundToNone.why') : null },
        { label: t('mintedFact'), value: minted ? <Icon name="check" size={14} /> : null },
      ]}
    />
  )
}

function Related({ token: { consentId, clientId, customerId } }: { token: TokenView }) {
  const { words } = useManner()
  const { t } = useTokenWords()
  return (
    <p className="object-links">
      {consentId && (
        <Link className="button" href={`/consents/${encodeURIComponent(consentId)}`}>
          <Icon name="shield" size={14} /> {t('consent')}
        </Link>
      )}
      {customerId && (
        <Link className="button" href={`/customers/${encodeURIComponent(customerId)}`}>
          <Icon name="people" size={14} /> {t('customer')}
        </Link>
      )}
      <Link className="button" href={`/requests?client=${encodeURIComponent(clientId)}`}>
        <Icon name="list" size={14} /> {words.say('requests.title')}
      </Link>
    </p>
  )
}

function History({ consentId }: { consentId: string }) {
  const { t } = useTokenWords()
  const { api } = useSession()
  const { data } = useResource<{ consent: ConsentObject }>(api, `/api/consents/${encodeURIComponent(consentId)}`)
  if (!data) return null
  return (
    <section aria-labelledby="token-history">
      <h2 id="token-history" className="section-title">
        {t('history')}
      </h2>
      <EventTimeline events={data.consent.events} />
    </section>
  )
}
