import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Link, Navigate, useLocation } from 'react-router'
import { useSignIn } from '../client/queries.ts'
import { usePortalSession } from '../client/session.tsx'
import { useTitle, useWords } from '../client/words.tsx'
import { Refusal } from '../parts/states.tsx'
import { Welcome } from '../parts/welcome.tsx'

export function SignInPage() {
  const { t } = useWords()
  const { signedIn, ended } = usePortalSession()
  const { state } = useLocation()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useSignIn()
  useTitle(t('signIn.title'))

  const to = typeof state?.to === 'string' ? state.to : '/'
  if (signedIn) return <Navigate to={to} replace />

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate({ email, password })
  }
  return (
    <Welcome>
      <form onSubmit={onSubmit}>
        <Stack>
          <Title order={1} size="h2">
            {t('signIn.title')}
          </Title>
          {ended && !signIn.error && (
            <Alert role="status" variant="default" title={t('signIn.ended.title')}>
              {t('signIn.ended.body')}
            </Alert>
          )}
          {signIn.error && <Refusal error={signIn.error} />}
          <TextInput
            label={t('field.email')}
            type="email"
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('field.password')}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={signIn.isPending}>
            {t('signIn.button')}
          </Button>
          <Text size="sm">
            {t('signIn.new')}{' '}
            <Anchor component={Link} to="/sign-up" state={state} size="sm" underline="always">
              {t('signUp.button')}
            </Anchor>
          </Text>
        </Stack>
      </form>
    </Welcome>
  )
}
