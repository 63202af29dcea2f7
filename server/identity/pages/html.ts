/** A piece of HTML that is safe to send. */
export type Html = { html: string }

/** Escapes every value that isn't already HTML: nothing from outside reaches a page as markup. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): Html {
  return { html: strings.reduce((out, text, i) => out + piece(values[i - 1]) + text) }
}

function piece(value: unknown): string {
  if (value === undefined || value === null || value === false) return ''
  if (Array.isArray(value)) return value.map(piece).join('')
  if (typeof value === 'object' && 'html' in value) return String(value.html)
  return escapeHtml(String(value))
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] as string)
}
