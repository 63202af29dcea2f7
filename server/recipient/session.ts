import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'koa'
import type { World } from '#kernel'

/** A browser's session: `key` owns its connections, `formToken` proves that a form came from one of our pages. */
export type Session = { key: string; formToken: string }

const SECRET = /^[\w-]{43}$/
const AGE_MS = 400 * 24 * 60 * 60 * 1000

/**
 * Reads a browser's session from its cookie, or begins one. The cookie's secret is kept nowhere: the store knows its
 * hash, and the form token is another hash of it. Lax, because the return from the bank is a cross-site navigation.
 */
export function openSessions({ world }: { world: World }) {
  return {
    of(ctx: Context): Session {
      const name = cookieName(ctx, 'session')
      const known = ctx.cookies.get(name)
      const secret = known !== undefined && SECRET.test(known) ? known : world.ids.token(32)
      if (secret !== known) setCookie(ctx, name, secret)
      return { key: digest('session', secret), formToken: digest('form', secret) }
    },
    /** Compares in constant time. */
    ownsForm(session: Session, token: string | null): boolean {
      const given = Buffer.from(digest('compare', token ?? ''))
      return timingSafeEqual(given, Buffer.from(digest('compare', session.formToken)))
    },
  }
}

/** Cookies are shared by every port of a host, so the port is in the name: two installs stay apart. */
export const cookieName = (ctx: Context, purpose: string): string =>
  `__Host-contas-juntas-${purpose}-${ctx.socket.localPort}`

export function setCookie(ctx: Context, name: string, value: string): void {
  ctx.cookies.set(name, value, { httpOnly: true, secure: true, sameSite: 'lax', path: '/', maxAge: AGE_MS })
}

const digest = (purpose: string, secret: string): string =>
  createHash('sha256').update(`${purpose}:${secret}`).digest('base64url')
