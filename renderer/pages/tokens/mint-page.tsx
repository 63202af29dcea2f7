import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { MintedToken, TokenPreview } from '#identity'
import type { Address } from '../../client/address.ts'
import { useManner, useSession } from '../../client/session.tsx'
import { failureOf } from '../../client/use-resource.ts'
import { FactList } from '../../parts/fact-list.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { Page } from '../../parts/page.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { Preview } from './preview.tsx'
import { usePreview, useWish } from './use-wish.ts'
import { useTokenWords } from './words.ts'

const MONTHS = [0, 1, 3, 6, 11]

/** Minting: for whom and for what on the left, what they would get on the right, and the token once it is made. */
export function MintPage({ address }: { address: Address }) {
  const { words } = useManner()
  const { t } = useTokenWords()
  const { api } = useSession()
  const queries = useQueryClient()
  const form = useWish(address.query.get('client') ?? '')
  const { preview, error } = usePreview(form.body)
  const minting = useMutation({
    mutationFn: () =>
      form.alone
        ? api.post<{ minted: MintedToken }>('/api/tokens/client', form.alone)
        : api.post<{ minted: MintedToken }>('/api/tokens', form.body),
    onSuccess: () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== '/api/tokens/preview' }),
  })
  const minted = minting.data?.minted
  return (
    <Page title={t('mint')} back={{ href: '/tokens', label: words.say('tokens.title') }}>
      {form.ready?.length === 0 ? (
        <EmptyState icon="app" title={t('wish.noApps')}>
          <Link className="button" href="/applications">
            {words.say('applications.title')}
          </Link>
        </EmptyState>
      ) : (
        <div className="mint">
          <section className="mint-form" aria-labelledby="wish-title">
            <h2 id="wish-title" className="section-title">
              {t('wish.title')}
            </h2>
            <Form form={form} preview={preview} />
          </section>
          <section className="mint-result" aria-labelledby="result-title">
            <h2 id="result-title" className="section-title">
              {t(minted ? 'token' : 'preview.title')}
            </h2>
            <div role="status" className="mint-status">
              {minted ? (
                <Minted minted={minted} again={minting.reset} />
              ) : (
                <Ready form={form} preview={preview} refusal={error?.detail} />
              )}
              {minting.error && (
                <p className="notice">
                  <Icon name="alert" size={14} /> {failureOf(minting.error).detail}
                </p>
              )}
            </div>
            {!minted && (
              <p className="mint-act">
                <Button
                  variant="filled"
                  disabled={!preview && !form.alone}
                  loading={minting.isPending}
                  onClick={() => minting.mutate()}
                >
                  {t('mint.act')}
                </Button>
              </p>
            )}
            {!minted && preview && <Preview preview={preview} />}
          </section>
        </div>
      )}
    </Page>
  )
}

type FormOf = ReturnType<typeof useWish>

function Form({ form, preview }: { form: FormOf; preview: TokenPreview | undefined }) {
  const { words } = useManner()
  const { facts } = useSession()
  const { t, n, language } = useTokenWords()
  const { wish, change, ready = [], groups, customers } = form
  /** An app of a lane says which, as another may have its name. */
  const laneOf = (market: string) => {
    const lane = facts?.markets.find(({ id }) => id === market)?.lane
    return lane ? ` · ${words.sayOr(`lane.${lane.id}`, lane.id)}` : ''
  }
  const chosen = wish.accounts ?? preview?.accounts.map(({ id }) => id) ?? []
  return (
    <div className="mint-fields">
      <NativeSelect
        label={t('wish.app')}
        value={wish.clientId}
        onChange={(event) => change({ clientId: event.currentTarget.value, accounts: undefined })}
        data={[
          { value: '', label: '—' },
          ...ready.map(({ clientId, name, market }) => ({ value: clientId, label: `${name}${laneOf(market)}` })),
        ]}
      />
      <NativeSelect
        label={t('wish.customer')}
        value={wish.customer}
        onChange={(event) => change({ customer: event.currentTarget.value, accounts: undefined })}
        data={[
          { value: '', label: t('wish.customerNone') },
          ...customers.map(({ login, name }) => ({ value: login, label: `${name} (${login})` })),
        ]}
      />
      {wish.customer !== '' && (
        <>
          <TextInput
            label={t('wish.company')}
            value={wish.company}
            autoComplete="off"
            onChange={(event) => change({ company: event.currentTarget.value, accounts: undefined })}
          />
          <NativeSelect
            label={t('wish.expires')}
            value={String(wish.months)}
            onChange={(event) => change({ months: Number(event.currentTarget.value) })}
            data={MONTHS.map((months) => ({
              value: String(months),
              label: months === 0 ? t('wish.never') : n('wish.months', months),
            }))}
          />
          <fieldset className="mint-choices">
            <legend>{t('wish.groups')}</legend>
            {groups.map(({ id, title }) => (
              <Choice
                key={id}
                label={title[language]}
                checked={wish.groups.includes(id)}
                onChange={() => change({ groups: toggled(wish.groups, id), accounts: undefined })}
              />
            ))}
          </fieldset>
          {preview?.choosesAccounts && (
            <fieldset className="mint-choices">
              <legend>{t('wish.accounts')}</legend>
              {preview.accounts.map(({ id, label, number }) => (
                <Choice
                  key={id}
                  label={`${label[language]} ${number}`}
                  checked={chosen.includes(id)}
                  onChange={() => change({ accounts: toggled(chosen, id) })}
                />
              ))}
            </fieldset>
          )}
        </>
      )}
    </div>
  )
}

function Choice({ label, checked, onChange }: { label: string; checked: boolean; onChange: () => void }) {
  return (
    <label className="mint-choice">
      <input type="checkbox" checked={checked} onChange={onChange} />
      <span>{label}</span>
    </label>
  )
}

const toggled = (list: readonly string[], id: string) =>
  list.includes(id) ? list.filter((one) => one !== id) : [...list, id]

/** What stands where nothing was minted yet: what is still missing, or why it can't be. */
function Ready({
  form,
  preview,
  refusal,
}: {
  form: FormOf
  preview: TokenPreview | undefined
  refusal: string | undefined
}) {
  const { t } = useTokenWords()
  if (form.alone) return <p className="muted">{t('preview.appOnly')}</p>
  if (!form.body) return <p className="muted">{t('preview.waiting')}</p>
  if (refusal !== undefined) {
    return (
      <p className="notice">
        <Icon name="alert" size={14} />
        <span>
          <strong>{t('preview.refused')}.</strong> {refusal}
        </span>
      </p>
    )
  }
  return <p className="muted">{t(preview ? 'preview.note' : 'preview.loading')}</p>
}

function Minted({ minted, again }: { minted: MintedToken; again: () => void }) {
  const { t } = useTokenWords()
  const { accessToken, refreshToken, scope, token, consentId } = minted
  return (
    <>
      <p className="notice mint-done">
        <Icon name="check" size={14} /> {t('mint.done')}
      </p>
      <FactList
        facts={[
          { label: t('mint.access'), value: accessToken, copy: accessToken, mono: true },
          { label: t('mint.refresh'), value: refreshToken, copy: refreshToken ?? undefined, mono: true },
          { label: t('scopes'), value: scope, mono: true },
        ]}
      />
      <p className="object-links">
        <Link className="button" href={`/tokens/${encodeURIComponent(token.id)}`}>
          <Icon name="key" size={14} /> {t('token')}
        </Link>
        {consentId && (
          <Link className="button" href={`/consents/${encodeURIComponent(consentId)}`}>
            <Icon name="shield" size={14} /> {t('consent')}
          </Link>
        )}
        <button type="button" className="button" onClick={again}>
          {t('mint.again')}
        </button>
      </p>
    </>
  )
}
