import { hash } from 'node:crypto'

/** An id that looks random and is the same for the same name: the shape of a version 8 UUID (RFC 9562), made by hash. */
export function uuidOf(name: string): string {
  const hex = hash('sha256', name)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
