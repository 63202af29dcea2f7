/** An account as a page or a phone offers it. */
export type Offered = { id: string; number: string }

/** An account goes by its id, or by its number with or without the branch before it. */
export function fits({ id, number }: Offered, name: string): boolean {
  return id === name || number === name || number.split(' / ').at(-1) === name
}
