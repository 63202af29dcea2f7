import { Button, Group, Radio, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { detailsOf, type Filled } from '../../parts/market-fields/filled.ts'
import { MarketFields } from '../../parts/market-fields/market-fields.tsx'
import { PortalError } from '../client/api.ts'
import { type ProductMarket, useCreateApplication, useProducts } from '../client/queries.ts'
import { useTitle, useWords } from '../client/words.tsx'
import { Failed, Loading, Refusal } from '../parts/states.tsx'

/** Fields keep an id of their own, so that taking one out leaves the others' text and focus. */
type Redirect = { id: number; uri: string }
const MOST_REDIRECTS = 20

export function NewApplicationPage() {
  const { t } = useWords()
  const products = useProducts()
  useTitle(t('new.title'))
  return (
    <div className="portal-narrow">
      <Title order={1} mb="xs">
        {t('new.title')}
      </Title>
      <Text c="dimmed" mb="lg">
        {t('new.body')}
      </Text>
      {products.data ? (
        <NewApplication markets={products.data.markets} />
      ) : products.error ? (
        <Failed error={products.error} onRetry={() => products.refetch()} />
      ) : (
        <Loading />
      )}
    </div>
  )
}

/** What a new application begins with in each lane; any other begins as the certified one. */
const REDIRECTS: Readonly<Record<string, string>> = { guided: 'http://localhost:3000/callback' }
const CERTIFIED_REDIRECT = 'https://127.0.0.1:8443/callback'
const redirectFor = (lane: string) => REDIRECTS[lane] ?? CERTIFIED_REDIRECT

function NewApplication({ markets }: { markets: ProductMarket[] }) {
  const { t, orElse, language } = useWords()
  const navigate = useNavigate()
  const create = useCreateApplication()
  const [market, setMarket] = useState(markets[0]?.id ?? '')
  const [lane, setLane] = useState('certified')
  const lanes = markets.find(({ id }) => id === market)?.lanes ?? []
  const { fields = [] } = markets.find(({ id }) => id === market) ?? {}
  const [filled, setFilled] = useState<Filled>({})
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [redirects, setRedirects] = useState<Redirect[]>([{ id: 0, uri: CERTIFIED_REDIRECT }])

  const refused = create.error instanceof PortalError ? create.error.refused : undefined
  const refusedUri = refused?.type === 'redirect-uri-not-allowed' ? String(refused.facts.uri) : undefined
  const instead = typeof refused?.facts.instead === 'string' ? refused.facts.instead : undefined

  const change = (id: number, uri: string) =>
    setRedirects((before) => before.map((one) => (one.id === id ? { id, uri } : one)))
  /** The address that a lane begins with follows the lane, until somebody has changed it. */
  const changeLane = (next: string) => {
    setRedirects((before) =>
      before.map((one) => (one.uri === redirectFor(lane) ? { ...one, uri: redirectFor(next) } : one)),
    )
    setLane(next)
  }
  const changeMarket = (next: string) => {
    setMarket(next)
    setFilled({})
    changeLane('certified')
  }
  const add = () => setRedirects((before) => [...before, { id: Math.max(...before.map(({ id }) => id)) + 1, uri: '' }])
  const remove = (id: number) => setRedirects((before) => before.filter((one) => one.id !== id))
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const redirectUris = [...new Set(redirects.map(({ uri }) => uri.trim()).filter(Boolean))]
    const details = detailsOf(fields, filled)
    create.mutate(
      {
        ...{ market, lane, name, redirectUris },
        ...(Object.keys(details).length === 0 ? {} : { details }),
        ...(description.trim() === '' ? {} : { description }),
      },
      { onSuccess: ({ application }) => navigate(`/apps/${application.id}`) },
    )
  }

  return (
    <form onSubmit={onSubmit}>
      <Stack>
        {create.error && refusedUri === undefined && <Refusal error={create.error} />}
        <TextInput
          label={t('new.name')}
          description={t('new.name.hint')}
          required
          withAsterisk={false}
          autoFocus
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Radio.Group label={t('new.market')} value={market} onChange={changeMarket}>
          <Stack gap="xs" mt={6}>
            {markets.map(({ id, name: label }) => (
              <Radio key={id} value={id} label={label} />
            ))}
          </Stack>
        </Radio.Group>
        {lanes.length > 1 && (
          <Radio.Group label={t('new.lane')} value={lane} onChange={changeLane}>
            <Stack gap="xs" mt={6}>
              {lanes.map((id) => (
                <Radio
                  key={id}
                  value={id}
                  label={orElse(`lane.${id}`, id)}
                  description={orElse(`lane.${id}.body`, '')}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <fieldset className="portal-fieldset">
          <legend>{t('new.redirects')}</legend>
          <Text size="sm" c="dimmed" mb="xs">
            {t('new.redirects.hint')}
          </Text>
          <Stack gap="xs">
            {redirects.map(({ id, uri }, at) => (
              <div key={id}>
                <Group gap="xs" wrap="nowrap" align="flex-start">
                  <TextInput
                    flex={1}
                    aria-label={t('new.redirect', { number: at + 1 })}
                    type="url"
                    required
                    value={uri}
                    error={
                      uri.trim() === refusedUri
                        ? t(
                            instead
                              ? 'new.localhost'
                              : lane === 'certified'
                                ? 'new.redirect.rule'
                                : 'new.redirect.rule.guided',
                          )
                        : undefined
                    }
                    onChange={(event) => change(id, event.currentTarget.value)}
                  />
                  {redirects.length > 1 && (
                    <Button variant="default" onClick={() => remove(id)}>
                      {t('new.redirect.remove')}
                    </Button>
                  )}
                </Group>
                {uri.trim() === refusedUri && instead !== undefined && (
                  <Group gap="xs" mt={6}>
                    <code>{instead}</code>
                    <Button size="compact-sm" variant="default" onClick={() => change(id, instead)}>
                      {t('new.redirect.use')}
                    </Button>
                  </Group>
                )}
              </div>
            ))}
          </Stack>
          {redirects.length < MOST_REDIRECTS && (
            <Button variant="subtle" size="compact-sm" mt="xs" onClick={add}>
              {t('new.redirect.add')}
            </Button>
          )}
        </fieldset>
        <Textarea
          label={t('new.description')}
          description={t('new.optional')}
          autosize
          minRows={2}
          maxLength={500}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        {fields.length > 0 && (
          <MarketFields
            fields={fields}
            filled={filled}
            language={language}
            onChange={(id, value) => setFilled((before) => ({ ...before, [id]: value }))}
          />
        )}
        <Group>
          <Button type="submit" loading={create.isPending}>
            {t('new.button')}
          </Button>
          <Button variant="default" component={Link} to="/">
            {t('action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
