import { expect, test } from 'vitest'
import { opening } from './opening.ts'

const obb = { market: 'obb', clientId: 'client-1' }
const A = 'consent-urn:a'
const B = 'consent-urn:b'

test('a call that names its consent belongs to that consent', () => {
  const { pass, steps, journey } = opening()
  const call = pass({ ...obb, consentId: 'urn:a' })
  expect(steps(A)).toEqual([call])
  expect(journey.find(A).journey).toMatchObject({
    kind: 'consent',
    consentId: 'urn:a',
    clientId: 'client-1',
    market: 'obb',
  })
})

test('a client-credentials call is provisional until a consent is lodged with its token, then it is the consent’s', () => {
  const { pass, steps, journey } = opening()
  const token = pass({ ...obb, tokenId: 'cc-token' })
  journey.flush()
  expect(journey.loose({ clientId: 'client-1', limit: 9 }).exchanges.map(({ id }) => id)).toEqual([token])
  const refused = pass({ ...obb, tokenId: 'cc-token' })
  const lodged = pass({ ...obb, tokenId: 'cc-token', consentId: 'urn:a' })
  expect(steps(A)).toEqual([token, refused, lodged])
  expect(journey.find(A).journey.exchanges).toBe(3)
  expect(journey.loose({ clientId: 'client-1', limit: 9 }).exchanges).toEqual([])
})

test('a second consent lodged with the same token takes nothing from the first', () => {
  const { pass, steps } = opening()
  const token = pass({ ...obb, tokenId: 'cc-token' })
  const first = pass({ ...obb, tokenId: 'cc-token', consentId: 'urn:a' })
  const second = pass({ ...obb, tokenId: 'cc-token', consentId: 'urn:b' })
  expect(steps(A)).toEqual([token, first])
  expect(steps(B)).toEqual([second])
})

test('a call that names only a token of two consents is neither’s, also after a restart', () => {
  const { pass, steps, journey, reopen, exchanges } = opening()
  pass({ ...obb, tokenId: 'cc-token', consentId: 'urn:a' })
  pass({ ...obb, tokenId: 'cc-token', consentId: 'urn:b' })
  journey.close()
  const again = reopen()
  exchanges.install({ recorder: again.recorder })
  const unclear = pass({ ...obb, tokenId: 'cc-token' })
  expect(again.loose({ clientId: 'client-1', limit: 9 }).exchanges.map(({ id }) => id)).toEqual([unclear])
  expect(steps(A)).toHaveLength(1)
  expect(steps(B)).toHaveLength(1)
})

test('the calls of two consents that run at the same time never mix', () => {
  const { pass, steps } = opening()
  const of = { a: [] as string[], b: [] as string[] }
  for (const turn of [1, 2, 3]) {
    for (const name of ['a', 'b'] as const) {
      const own = { ...obb, consentId: `urn:${name}` }
      of[name].push(pass({ ...obb, tokenId: `cc-${name}-${turn}` }))
      of[name].push(pass({ ...own, tokenId: `cc-${name}-${turn}` }))
      of[name].push(pass({ ...own, grantId: `grant-${name}` }))
      of[name].push(pass({ ...obb, grantId: `grant-${name}`, tokenId: `token-${name}-${turn}` }))
      of[name].push(pass({ ...obb, tokenId: `token-${name}-${turn}` }))
    }
  }
  expect(steps(A).sort()).toEqual(of.a.sort())
  expect(steps(B).sort()).toEqual(of.b.sort())
})

test('a call that names its grant belongs to the consent the grant was made for, also when that is learned later', () => {
  const { pass, steps } = opening()
  const early = pass({ ...obb, grantId: 'grant-1' })
  const login = pass({ ...obb, grantId: 'grant-1', consentId: 'urn:a' })
  const late = pass({ ...obb, grantId: 'grant-1' })
  expect(steps(A)).toEqual([early, login, late])
})

test('ids that an exchange learns while it runs tie it, and those it caused before', () => {
  const { exchanges, steps } = opening()
  let child = ''
  let parent = ''
  exchanges.passNow({ arrow: 5, from: 'app', to: 'gateway', operation: 'lodge', request: {}, ids: {} }, (call) => {
    parent = call.id
    exchanges.passNow(
      { arrow: 6, from: 'gateway', to: 'identity', operation: 'introspect', request: {}, parent: call },
      (inner) => {
        child = inner.id
      },
    )
    call.ids.consentId = 'urn:a'
  })
  expect(steps(A)).toEqual([parent, child])
})

test('a call written before the one that caused it joins it when that one ends', () => {
  const { exchanges, journey, steps } = opening()
  const ids: string[] = []
  exchanges.passNow({ arrow: null, from: 'app', to: 'gateway', operation: 'outer', request: {}, ids: {} }, (outer) => {
    exchanges.passNow(
      { arrow: null, from: 'gateway', to: 'identity', operation: 'middle', request: {}, parent: outer },
      (middle) => {
        exchanges.passNow(
          { arrow: null, from: 'identity', to: 'bank', operation: 'inner', request: {}, parent: middle },
          (inner) => {
            ids.push(outer.id, middle.id, inner.id)
          },
        )
        journey.flush()
      },
    )
    journey.flush()
    outer.ids.consentId = 'urn:a'
  })
  expect(steps(A)).toEqual(ids)
  expect(journey.find(A).steps.map(({ depth }) => depth)).toEqual([0, 1, 2])
})

test('an application’s calls are its registration, and so are its client’s calls on the arrows of a registration', () => {
  const { pass, steps, journey } = opening()
  const create = pass({ market: 'obb', applicationId: 'app-1' }, { arrow: 1 })
  const register = pass(obb, { arrow: 3 })
  const data = pass(obb, { arrow: 9 })
  const provisioned = pass({ ...obb, applicationId: 'app-1' }, { arrow: 2 })
  const read = pass(obb, { arrow: 3 })
  expect(steps('registration-app-1')).toEqual([create, register, provisioned, read])
  expect(journey.loose({ clientId: 'client-1', limit: 9 }).exchanges.map(({ id }) => id)).toEqual([data])
  expect(journey.find('registration-app-1').journey).toMatchObject({
    kind: 'registration',
    applicationId: 'app-1',
    clientId: 'client-1',
    arrows: [1, 2, 3],
  })
})

test('what a registration call caused joins the registration with it', () => {
  const { exchanges, journey, pass, steps } = opening()
  const ids: string[] = []
  const start = { from: 'discovery', to: 'gateway', request: {}, ids: { ...obb } } as const
  exchanges.passNow({ ...start, arrow: 3, operation: 'register client' }, (outer) => {
    exchanges.passNow({ ...start, arrow: null, operation: 'save client', parent: outer }, (inner) => {
      ids.push(outer.id, inner.id)
    })
  })
  journey.flush()
  const learned = pass({ ...obb, applicationId: 'app-1' }, { arrow: 2 })
  expect(steps('registration-app-1')).toEqual([...ids, learned])
})

test('a call without client is listed with those that name none', () => {
  const { pass, journey } = opening()
  const lost = pass({}, { status: 404 })
  expect(journey.loose({ clientId: null, limit: 9 }).exchanges).toMatchObject([
    { id: lost, status: 404, journeyId: null },
  ])
})

test('only the hash of a token’s id is kept', () => {
  const { pass, journey, bytes, db } = opening()
  pass({ ...obb, tokenId: 'opaque-access-token-value-0123456789', consentId: 'urn:a' })
  journey.flush()
  db.pragma('wal_checkpoint(TRUNCATE)')
  expect(bytes()).not.toContain('opaque-access-token-value-0123456789')
})

test('a code or a refresh token names its consent also when the bank no longer knows it', () => {
  const { pass, steps } = opening()
  const given = pass({ ...obb, consentId: 'urn:a', secretIds: ['code-hash', 'refresh-hash'] })
  const other = pass({ ...obb, consentId: 'urn:b' })
  const refused = pass({ ...obb, secretIds: ['refresh-hash'] })
  const reused = pass({ ...obb, tokenId: 'unknown', secretIds: ['code-hash'] })
  pass({ ...obb, secretIds: ['made-up'] })
  expect(steps(A)).toEqual([given, refused, reused])
  expect(steps(B)).toEqual([other])
})
