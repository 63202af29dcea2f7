import { useManner } from '../client/session.tsx'
import { ChoiceFilter } from './filters.tsx'

/** Narrows a list to what happened or to what was generated. */
export function OriginFilter({ value, onChange }: { value: string; onChange: (origin: string) => void }) {
  const { words } = useManner()
  return (
    <ChoiceFilter
      label={words.say('origin.label')}
      all={words.say('origin.all')}
      value={value}
      options={['live', 'generated'].map((origin) => ({ value: origin, text: words.say(`origin.${origin}`) }))}
      onChange={onChange}
    />
  )
}
