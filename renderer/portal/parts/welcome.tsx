import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../client/words.tsx'

const STEPS = ['enrol', 'create', 'run', 'connect'] as const

/** Signing up or in, beside what the marketplace is for. */
export function Welcome({ children }: { children: ReactNode }) {
  const { t } = useWords()
  return (
    <div className="portal-welcome">
      <section className="portal-pitch" aria-labelledby="pitch">
        <Title order={2} id="pitch">
          {t('pitch.title')}
        </Title>
        <p>{t('pitch.body')}</p>
        <ol>
          {STEPS.map((step) => (
            <li key={step}>
              <Text fw={600}>{t(`pitch.${step}.title`)}</Text>
              <Text size="sm">{t(`pitch.${step}.body`)}</Text>
            </li>
          ))}
        </ol>
      </section>
      <section className="portal-form">{children}</section>
    </div>
  )
}
