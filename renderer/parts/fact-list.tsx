import type { ReactNode } from 'react'
import { useManner } from '../client/session.tsx'
import { CopyButton } from './copy-button.tsx'

export type Fact = {
  label: string
  value: ReactNode
  /** Given for what is worth copying. */
  copy?: string | undefined
  mono?: boolean | undefined
}

/** Labelled facts, one a line; those without a value are left out. */
export function FactList({ facts }: { facts: Fact[] }) {
  const { words } = useManner()
  return (
    <dl className="facts">
      {facts
        .filter(({ value }) => value !== null && value !== undefined && value !== '')
        .map(({ label, value, copy, mono }) => (
          <div key={label} data-wide={mono}>
            <dt>{label}</dt>
            <dd className={mono ? 'mono' : undefined}>
              {value}
              {copy && <CopyButton text={copy} label={`${words.say('action.copy')}: ${label}`} bare />}
            </dd>
          </div>
        ))}
    </dl>
  )
}
