import type { DataFolder } from './data-folder.ts'

/** A secret of this install that is a file of the keys folder; made where there is none yet. */
export function keptSecret(secrets: DataFolder['secrets'], name: string, make: () => string): string {
  const kept = secrets.read(name)
  if (kept !== undefined) return kept
  const made = make()
  secrets.save(name, made)
  return made
}
