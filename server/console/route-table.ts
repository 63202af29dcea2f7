import type { ConsoleRoute } from '#kernel'

export type FoundRoute = { route: ConsoleRoute; params: Record<string, string> }

/** What a path and method come to: a route, the methods the path does answer, or nothing. */
export type Lookup = FoundRoute | { allow: string[] } | undefined

export type RouteTable = {
  /** Finds the route of a request. `params` are decoded; undefined where the path is unknown or badly encoded. */
  find(method: string, path: string): Lookup
}

type Leaf = { route: ConsoleRoute; names: string[] }
type Node = { fixed: Map<string, Node>; open: Node | undefined; leaves: Map<string, Leaf> }

/** Compiles routes into a tree of path segments. Throws when two routes claim the same method and path. */
export function compileRoutes(routes: readonly ConsoleRoute[]): RouteTable {
  const root = emptyNode()
  for (const route of routes) plant(root, route)

  return {
    find(method, path) {
      const values: string[] = []
      const node = walk(root, segmentsOf(path), 0, values)
      if (!node) return undefined
      const leaf = node.leaves.get(method)
      if (!leaf) return { allow: [...node.leaves.keys()].sort() }
      const params: Record<string, string> = {}
      for (const [index, name] of leaf.names.entries()) {
        const value = decoded(values[index] ?? '')
        if (value === undefined) return undefined
        params[name] = value
      }
      return { route: leaf.route, params }
    },
  }
}

function plant(root: Node, route: ConsoleRoute): void {
  if (!route.path.startsWith('/api/')) throw new Error(`a console route lies under /api: ${route.path}`)
  const names: string[] = []
  let node = root
  for (const segment of segmentsOf(route.path)) {
    let next: Node | undefined
    if (segment.startsWith(':')) {
      names.push(segment.slice(1))
      node.open ??= emptyNode()
      next = node.open
    } else {
      next = node.fixed.get(segment) ?? emptyNode()
      node.fixed.set(segment, next)
    }
    node = next
  }
  if (node.leaves.has(route.method)) throw new Error(`two console routes for ${route.method} ${route.path}`)
  node.leaves.set(route.method, { route, names })
}

/** A fixed segment wins over an open one; an open one is tried where the fixed one leads nowhere. */
function walk(node: Node, segments: string[], depth: number, values: string[]): Node | undefined {
  const segment = segments[depth]
  if (segment === undefined) return node.leaves.size > 0 ? node : undefined
  const fixed = node.fixed.get(segment)
  const found = fixed && walk(fixed, segments, depth + 1, values)
  if (found) return found
  if (!node.open || segment === '') return undefined
  values.push(segment)
  const beyond = walk(node.open, segments, depth + 1, values)
  if (!beyond) values.pop()
  return beyond
}

function segmentsOf(path: string): string[] {
  return path.slice(1).split('/')
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

function emptyNode(): Node {
  return { fixed: new Map(), open: undefined, leaves: new Map() }
}
