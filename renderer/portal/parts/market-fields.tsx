import { Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core'
import type { RegistrationDetails, RegistrationField } from '#markets'
import { useWords } from '../client/words.tsx'

/** What was filled in so far, as text; of several choices their values. */
export type Filled = Readonly<Record<string, string | readonly string[]>>

type Props = {
  fields: readonly RegistrationField[]
  filled: Filled
  onChange: (id: string, value: string | readonly string[]) => void
}

/** What a market asks of an application besides, group by group; each may be left as it is. */
export function MarketFields({ fields, filled, onChange }: Props) {
  const { language } = useWords()
  const groups = [...new Set(fields.map(({ group }) => group?.[language] ?? ''))]
  return groups.map((group) => (
    <details key={group} className="portal-group">
      <summary>{group}</summary>
      <Stack gap="sm" mt="sm">
        {fields
          .filter((field) => (field.group?.[language] ?? '') === group)
          .map((field) => (
            <Field
              key={field.id}
              field={field}
              value={filled[field.id]}
              onChange={(value) => onChange(field.id, value)}
            />
          ))}
      </Stack>
    </details>
  ))
}

function Field({
  field,
  value,
  onChange,
}: {
  field: RegistrationField
  value: string | readonly string[] | undefined
  onChange: (value: string | readonly string[]) => void
}) {
  const { t, language } = useWords()
  const label = field.label[language]
  const shared = { label, ...(field.hint ? { description: field.hint[language] } : {}) }
  if (field.kind === 'choices') {
    return (
      <Checkbox.Group {...shared} value={[...((value as readonly string[] | undefined) ?? [])]} onChange={onChange}>
        <div className="portal-choices">
          {field.options.map((option) => (
            <Checkbox
              key={option.value}
              value={option.value}
              label={option.label[language]}
              description={option.value}
            />
          ))}
        </div>
      </Checkbox.Group>
    )
  }
  if (field.kind === 'choice') {
    return (
      <NativeSelect
        {...shared}
        value={(value as string | undefined) ?? ''}
        data={[
          { value: '', label: t('new.field.none') },
          ...field.options.map((option) => ({ value: option.value, label: option.label[language] })),
        ]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  const limits = field.kind === 'days' ? { type: 'number', min: field.least, max: field.most, step: 1 } : {}
  return (
    <TextInput
      {...shared}
      {...limits}
      {...(field.kind === 'address' ? { type: 'url', placeholder: 'https://' } : {})}
      {...(field.kind === 'days'
        ? { description: t('new.field.days', { least: field.least, most: field.most }) }
        : { maxLength: field.kind === 'address' ? 2000 : 500 })}
      value={(value as string | undefined) ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** What the bank is told of them: nothing of what was left empty. */
export function detailsOf(fields: readonly RegistrationField[], filled: Filled): RegistrationDetails {
  return Object.fromEntries(
    fields.flatMap(({ id, kind }) => {
      const value = filled[id]
      if (value === undefined || value.length === 0 || (typeof value === 'string' && value.trim() === '')) return []
      return [[id, kind === 'days' ? Number(value) : typeof value === 'string' ? value.trim() : value]]
    }),
  )
}
