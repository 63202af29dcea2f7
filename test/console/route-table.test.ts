import { describe, expect, it } from 'vitest'
import type { ConsoleRoute } from '#kernel'
import { compileRoutes } from '../../server/console/route-table.ts'

const route = (method: ConsoleRoute['method'], path: string): ConsoleRoute => ({
  method,
  path,
  roles: ['owner'],
  act: () => undefined,
})

describe('the route table', () => {
  const table = compileRoutes([
    route('GET', '/api/apps/:id'),
    route('GET', '/api/apps/new'),
    route('GET', '/api/apps/:app/keys/:key'),
    route('POST', '/api/apps/new/keys'),
  ])
  const found = (method: string, path: string) => {
    const lookup = table.find(method, path)
    return lookup && 'route' in lookup ? [lookup.route.path, lookup.params] : lookup
  }

  it('prefers a fixed segment and falls back to an open one where it leads nowhere', () => {
    expect(found('GET', '/api/apps/new')).toEqual(['/api/apps/new', {}])
    expect(found('GET', '/api/apps/7')).toEqual(['/api/apps/:id', { id: '7' }])
    expect(found('GET', '/api/apps/new/keys/2')).toEqual(['/api/apps/:app/keys/:key', { app: 'new', key: '2' }])
  })

  it('decodes parameters and takes none that is empty or badly encoded', () => {
    expect(found('GET', '/api/apps/a%2Fb%20c')).toEqual(['/api/apps/:id', { id: 'a/b c' }])
    expect(found('GET', '/api/apps/')).toBeUndefined()
    expect(found('GET', '/api/apps/%ff')).toBeUndefined()
  })

  it('names the methods of a path that is asked with another', () => {
    expect(found('POST', '/api/apps/7')).toEqual({ allow: ['GET'] })
  })

  it('refuses two routes for the same call, and a route outside of /api', () => {
    expect(() => compileRoutes([route('GET', '/api/a/:x'), route('GET', '/api/a/:y')])).toThrow(/two console routes/)
    expect(() => compileRoutes([route('GET', '/pages')])).toThrow(/under \/api/)
  })
})
