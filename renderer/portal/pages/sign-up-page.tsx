import { Anchor, Button, Fieldset, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Link, Navigate, useLocation } from 'react-router'
import { PortalError } from '../client/api.ts'
import { useSignUp } from '../client/queries.ts'
import { fictitiousCnpj } from '../client/registration-number.ts'
import { usePortalSession } from '../client/session.tsx'
import { useTitle, useWords } from '../client/words.tsx'
import { Refusal, useRefusal } from '../parts/states.tsx'
import { Welcome } from '../parts/welcome.tsx'

/** The field that a refusal is about. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'email-taken': 'email',
  'password-too-short': 'password',
  'organisation-taken': 'registrationNumber',
  'registration-number-taken': 'registrationNumber',
  'registration-number-invalid': 'registrationNumber',
  'organisation-name-invalid': 'organisation',
}

const NOTHING = { organisation: '', registrationNumber: '', name: '', email: '', password: '' }

export function SignUpPage() {
  const { t } = useWords()
  const { signedIn } = usePortalSession()
  const { state } = useLocation()
  const [fields, setFields] = useState(NOTHING)
  const signUp = useSignUp()
  const refusal = useRefusal()
  useTitle(t('signUp.title'))

  const to = typeof state?.to === 'string' ? state.to : '/'
  if (signedIn) return <Navigate to={to} replace />

  const type = signUp.error instanceof PortalError ? signUp.error.type : ''
  const faulty = FIELD_OF[type]
  const field = (name: keyof typeof NOTHING) => ({
    label: t(`field.${name}`),
    name,
    required: true,
    withAsterisk: false,
    value: fields[name],
    error: faulty === name ? refusal(signUp.error).detail : undefined,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setFields((before) => ({ ...before, [name]: value }))
    },
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const { organisation, registrationNumber, name, email, password } = fields
    signUp.mutate({ organisation: { name: organisation, registrationNumber }, developer: { name, email, password } })
  }
  const suggest = () => setFields((before) => ({ ...before, registrationNumber: fictitiousCnpj(() => Math.random()) }))

  return (
    <Welcome>
      <form onSubmit={onSubmit}>
        <Stack>
          <Title order={1} size="h2">
            {t('signUp.title')}
          </Title>
          {signUp.error && faulty === undefined && <Refusal error={signUp.error} />}
          <Fieldset legend={t('signUp.organisation')} variant="unstyled">
            <Stack gap="sm">
              <TextInput {...field('organisation')} autoComplete="organization" maxLength={120} autoFocus />
              <div className="portal-with-button">
                <TextInput
                  {...field('registrationNumber')}
                  description={t('field.registrationNumber.hint')}
                  inputMode="numeric"
                  maxLength={40}
                />
                <Button variant="default" onClick={suggest}>
                  {t('signUp.suggest')}
                </Button>
              </div>
            </Stack>
          </Fieldset>
          <Fieldset legend={t('signUp.developer')} variant="unstyled">
            <Stack gap="sm">
              <TextInput {...field('name')} autoComplete="name" maxLength={120} />
              <TextInput {...field('email')} type="email" autoComplete="email" maxLength={254} />
              <PasswordInput
                {...field('password')}
                description={t('field.password.hint')}
                autoComplete="new-password"
                minLength={8}
              />
            </Stack>
          </Fieldset>
          <Button type="submit" loading={signUp.isPending}>
            {t('signUp.button')}
          </Button>
          <Text size="sm">
            {t('signUp.known')}{' '}
            <Anchor component={Link} to="/sign-in" state={state} size="sm" underline="always">
              {t('signIn.button')}
            </Anchor>
          </Text>
        </Stack>
      </form>
    </Welcome>
  )
}
