import { expect, test } from 'vitest'
import { fdxWish } from '../../../server/cli/fdx/wish.ts'
import { CLUSTERS, scopesOf } from '../../../server/markets/fdx/clusters.ts'

test('the command line asks for each data cluster by the scopes that the market has for it (FDX, data clusters)', () => {
  for (const { id } of CLUSTERS)
    expect(fdxWish({ permissions: [id] } as never).scope, id).toBe(scopesOf([id]).join(' '))
})
