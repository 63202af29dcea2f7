import { NativeSelect, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import type { RegistrationField } from '#markets'
import { type Language, wordsOf } from '../../words/words.ts'
import type { Filled } from './filled.ts'
import en from './words/en.json' with { type: 'json' }
import ptBR from './words/pt-BR.json' with { type: 'json' }
import './market-fields.css'

const BOOKS = { en, 'pt-BR': ptBR }

type Props = {
  fields: readonly RegistrationField[]
  filled: Filled
  /** Handed in: the console and the marketplace each keep their own. */
  language: Language
  onChange: (id: string, value: string | readonly string[]) => void
}

/** What a market asks of an application besides, group by group; each may be left as it is. */
export function MarketFields({ fields, filled, language, onChange }: Props) {
  const groups = [...new Set(fields.map(({ group }) => group?.[language] ?? ''))]
  return groups.map((group) => (
    <details key={group} className="market-fields">
      <summary>{group}</summary>
      <div className="market-fields-group">
        {fields
          .filter((field) => (field.group?.[language] ?? '') === group)
          .map((field) => (
            <Field
              key={field.id}
              field={field}
              value={filled[field.id]}
              language={language}
              onChange={(value) => onChange(field.id, value)}
            />
          ))}
      </div>
    </details>
  ))
}

type FieldProps = {
  field: RegistrationField
  value: Filled[string] | undefined
  language: Language
  onChange: (value: string | readonly string[]) => void
}

function Field({ field, value, language, onChange }: FieldProps) {
  const { say: t } = useMemo(() => wordsOf(language, BOOKS[language]), [language])
  if (field.kind === 'choices') {
    const chosen = (value as readonly string[] | undefined) ?? []
    return <Choices field={field} chosen={chosen} language={language} onChange={onChange} />
  }
  const shared = {
    label: field.label[language],
    value: (value as string | undefined) ?? '',
    ...(field.hint ? { description: field.hint[language] } : {}),
  }
  if (field.kind === 'choice') {
    return (
      <NativeSelect
        {...shared}
        data={[
          { value: '', label: t('none') },
          ...field.options.map((option) => ({ value: option.value, label: option.label[language] })),
        ]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  const days = field.kind === 'days' && {
    ...{ type: 'number', min: field.least, max: field.most, step: 1 },
    description: t('days', { least: field.least, most: field.most }),
  }
  return (
    <TextInput
      {...shared}
      {...(field.kind === 'address' ? { type: 'url', placeholder: 'https://', maxLength: 2000 } : { maxLength: 500 })}
      {...days}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

type ChoicesProps = Omit<FieldProps, 'value' | 'field'> & {
  field: Extract<RegistrationField, { kind: 'choice' | 'choices' }>
  chosen: readonly string[]
}

function Choices({ field, chosen, language, onChange }: ChoicesProps) {
  return (
    <fieldset className="market-choices">
      <legend>{field.label[language]}</legend>
      {field.hint && <p>{field.hint[language]}</p>}
      {field.options.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            value={value}
            checked={chosen.includes(value)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
          <span>
            {label[language]} <small>{value}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
