/** Markup that is safe to send: made by `html`, never from outside text. */
export type Html = { readonly [MARKUP]: string }

/** A symbol, so that nothing parsed from a bank's JSON can pass for markup. */
const MARKUP: unique symbol = Symbol('markup')

export type Child = Html | string | number | null | undefined | false | readonly Child[]

/** Builds markup; every interpolated text is escaped, whoever it comes from. */
export function html(strings: TemplateStringsArray, ...children: Child[]): Html {
  return trusted(strings.reduce((made, string, index) => made + render(children[index - 1]) + string))
}

/** Takes a text of our own, such as the style sheet, as markup. */
export const trusted = (markup: string): Html => ({ [MARKUP]: markup })

/** The markup as text, to be sent. */
export const markupOf = (made: Html): string => made[MARKUP]

function render(child: Child): string {
  if (child === null || child === undefined || child === false) return ''
  if (typeof child === 'string') return escaped(child)
  if (typeof child === 'number') return String(child)
  return isHtml(child) ? child[MARKUP] : child.map(render).join('')
}

const isHtml = (child: Html | readonly Child[]): child is Html => MARKUP in child

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string)
