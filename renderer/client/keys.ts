/** Whether a key pressed there is text, not a command. */
export function typesText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable]') !== null
}

/** Moves the focus to the neighbour among a list's `[data-item]`s for the up and down keys; tells whether it did. */
export function moveAmongItems(list: HTMLElement, key: string): boolean {
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return false
  const items = [...list.querySelectorAll<HTMLElement>('[data-item]')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const next = items[key === 'ArrowDown' ? at + 1 : Math.max(at - 1, 0)]
  next?.focus()
  return next !== undefined
}
