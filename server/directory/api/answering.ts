import { demandUncoded, Problem, problem } from '#kernel'
import type { DirectoryAnswer, DirectoryCall, DirectoryRoute } from './call.ts'
import type { Tokens } from './tokens.ts'
import { refusalOf } from './wordings.ts'

export type { DirectoryAnswer, DirectoryCall, DirectoryRoute } from './call.ts'

type Found = { route: DirectoryRoute; params: Record<string, string> }

/** The rules behind what the directory's own verbs refuse; all else is that what was named must be there. */
const RULES: Readonly<Record<string, string>> = { 'certificate-request-invalid': 'body-valid' }

/** The methods whose bodies are read. */
const READ: ReadonlySet<string> = new Set(['POST', 'PUT'])

/** Answers calls from a table of routes; what a caller did wrong is answered, everything else thrown. */
export function openDirectoryApi(routes: readonly DirectoryRoute[], tokens: Pick<Tokens, 'clientOf'>) {
  const table = routes.map((route) => ({ route, pattern: route.path.split('/') }))

  return {
    /** Names the operation of a call; undefined where the path is none of the table's. */
    operationOf: (method: string, path: string): string | undefined => matching(path, method)[0]?.route.operation,

    /** Undefined where the path is none of the table's. */
    async answer(call: DirectoryCall): Promise<DirectoryAnswer | undefined> {
      const found = matching(call.path)
      if (found.length === 0) return undefined
      try {
        return await act(call, found)
      } catch (error) {
        if (error instanceof Problem) error.rule ??= RULES[error.type] ?? 'directory-resource'
        const refusal = error instanceof Problem ? refusalOf(error) : undefined
        if (!refusal) throw error
        return refusal
      }
    },
  }

  async function act(call: DirectoryCall, found: Found[]): Promise<DirectoryAnswer> {
    // HEAD is GET without the body, which the listener leaves out.
    const method = call.method === 'HEAD' ? 'GET' : call.method
    const one = found.find(({ route }) => route.method === method)
    if (!one) {
      const allowed = [...new Set(found.map(({ route }) => route.method))]
      throw problem('method-not-allowed', { method: call.method, path: call.path, allowed }, 'route-known')
    }
    const client = one.route.token ? tokens.clientOf(call) : undefined
    if (READ.has(method)) demandUncoded(call.headers, call.body)
    return one.route.act({ params: one.params, call, client })
  }

  function matching(path: string, method?: string): Found[] {
    const parts = path.split('/')
    return table.flatMap(({ route, pattern }) => {
      if (method !== undefined && route.method !== (method === 'HEAD' ? 'GET' : method)) return []
      const params = paramsOf(pattern, parts)
      return params ? [{ route, params }] : []
    })
  }
}

function paramsOf(pattern: string[], parts: string[]): Record<string, string> | undefined {
  const open = pattern.at(-1)?.startsWith('*') ? pattern.length - 1 : undefined
  if (open === undefined ? parts.length !== pattern.length : parts.length <= open) return undefined
  const params: Record<string, string> = {}
  for (const [index, wanted] of pattern.entries()) {
    const part = parts[index] as string
    if (wanted.startsWith('*')) params[wanted.slice(1)] = parts.slice(index).join('/')
    else if (wanted.startsWith(':') && part !== '') params[wanted.slice(1)] = part
    else if (wanted !== part) return undefined
  }
  return params
}
