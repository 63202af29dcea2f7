import { NativeSelect, TextInput } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { typesText } from '../client/keys.ts'
import { Icon } from './icon.tsx'

/** A page's filters in one line. */
export function FilterBar({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a search element would not tell more, and styles as a block of its own
    <div className="filter-bar" role="search">
      {children}
    </div>
  )
}

const TYPED_MS = 220

/** Narrows a list by text; `/` goes to it. What is typed is told after a moment's rest. */
export function TextFilter({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (text: string) => void
}) {
  const box = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(value)
  const told = useRef(value)
  const tell = useRef(onChange)
  tell.current = onChange

  // The address may change by other hands: a link, the way back, a filter taken away.
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setTyped(value)
  }, [value])
  useEffect(() => {
    if (typed === told.current) return
    const timer = setTimeout(() => {
      told.current = typed
      tell.current(typed)
    }, TYPED_MS)
    return () => clearTimeout(timer)
  }, [typed])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || typesText(event.target) || event.metaKey || event.ctrlKey || event.altKey) return
      event.preventDefault()
      box.current?.focus()
      box.current?.select()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  return (
    <TextInput
      ref={box}
      className="filter-text"
      type="search"
      aria-label={label}
      placeholder={label}
      value={typed}
      autoComplete="off"
      spellCheck={false}
      leftSection={<Icon name="search" size={14} />}
      rightSection={
        <span className="kbd" aria-hidden="true">
          /
        </span>
      }
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}

/** Narrows a list to one of several; `all` stands for not narrowing. */
export function ChoiceFilter({
  label,
  all,
  value,
  options,
  onChange,
}: {
  label: string
  all: string
  value: string
  options: { value: string; text: string }[]
  onChange: (value: string) => void
}) {
  // What the address asks for stays choosable where it is not known (yet).
  const known = value === '' || options.some((option) => option.value === value)
  return (
    <NativeSelect
      className="filter-choice"
      aria-label={label}
      data-set={value !== ''}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: all },
        ...(known ? [] : [{ value, label: value }]),
        ...options.map((option) => ({ value: option.value, label: option.text })),
      ]}
    />
  )
}
