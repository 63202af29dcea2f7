import type { ComponentProps } from 'react'
import { Link as RouterLink } from 'react-router'

/** A link within the console: a real address, opened without loading the page anew. */
export function Link({ href, ...rest }: Omit<ComponentProps<'a'>, 'href'> & { href: string }) {
  return <RouterLink {...rest} to={href} />
}
