import type { Context } from 'koa'
import mount from 'koa-mount'
import type { Provider } from 'oidc-provider'

export type EngineDeps = {
  build: () => Provider
  /** One of them changes whenever the engine must be built anew: it takes keys and profile once, when it is built. */
  version: () => readonly unknown[]
  /** The path below which it answers. */
  path: string
}

/**
 * The market's OpenID provider, built when it is first asked for, and anew when its keys or its profile change: an idle
 * bank has none. It keeps nothing in itself: a call under way ends with the one it began with, and the next finds
 * everything in the store.
 */
export function openEngine({ build, version, path }: EngineDeps) {
  let made: ReturnType<typeof make> | undefined

  function make() {
    const provider = build()
    return { provider, version: version(), handle: mount(path, provider) }
  }

  function now() {
    const wanted = version()
    if (!made || made.version.some((part, at) => part !== wanted[at])) made = make()
    return made
  }

  return {
    provider: (): Provider => now().provider,
    engine: (ctx: Context): Promise<void> => now().handle(ctx, noNext) as Promise<void>,
  }
}

const noNext = async (): Promise<void> => undefined
