import type { Api, Market, Route } from '#markets'

/** A place in the table: where an address leads. */
export type Found = { market: Market; api: Api; route: Route; params: Record<string, string> }

type Node = {
  fixed: Map<string, Node>
  parameter: { name: string; node: Node } | undefined
  routes: Map<string, { market: Market; api: Api; route: Route }>
}

const node = (): Node => ({ fixed: new Map(), parameter: undefined, routes: new Map() })

/** Compiles the routes of all markets into a tree of path segments. */
export function routeTable(markets: readonly Market[]) {
  const root = node()
  /** Paths without parameters, which need no walk. */
  const whole = new Map<string, Node>()
  for (const market of markets) {
    for (const api of market.apis) {
      for (const base of [api.basePath, ...(api.aliases ?? [])]) {
        for (const route of api.routes) {
          const path = `${base}${route.path}`
          const at = place(root, path, route.method, { market, api, route })
          if (!path.includes('/:')) whole.set(path, at)
        }
      }
    }
  }

  /** Where a path ends, with what its parameters are. */
  function walk(path: string): { at: Node; params: Record<string, string> } | undefined {
    const params: Record<string, string> = {}
    let at: Node = root
    for (const segment of path.split('/')) {
      const next = at.fixed.get(segment)
      if (next) {
        at = next
      } else if (at.parameter && segment !== '') {
        params[at.parameter.name] = decoded(segment)
        at = at.parameter.node
      } else {
        return undefined
      }
    }
    return { at, params }
  }

  return {
    /** The route at a path, or the methods that the path does offer; undefined where there is nothing. */
    find(method: string, path: string): Found | { allowed: string[] } | undefined {
      const known = whole.get(path)
      const end = known ? { at: known, params: {} } : walk(path)
      if (!end || end.at.routes.size === 0) return undefined
      const { at, params } = end
      const found = at.routes.get(method)
      return found ? { ...found, params } : { allowed: [...at.routes.keys()] }
    },
  }
}

function place(root: Node, path: string, method: string, target: { market: Market; api: Api; route: Route }): Node {
  let at = root
  for (const segment of path.split('/')) {
    if (segment.startsWith(':')) {
      at.parameter ??= { name: segment.slice(1), node: node() }
      at = at.parameter.node
    } else {
      const next = at.fixed.get(segment) ?? node()
      at.fixed.set(segment, next)
      at = next
    }
  }
  at.routes.set(method, target)
  return at
}

/** A segment with its escapes undone; a broken escape stays as it is and fails the parameter's pattern. */
function decoded(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
