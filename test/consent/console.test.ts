import { expect, test } from 'vitest'
import { consentRoutes } from '#consent'
import { opening, refusal } from './opening.ts'

function desk(bankEnding: { by: string; reason: string } | undefined = { by: 'bank', reason: 'safety' }) {
  const opened = opening()
  const routes = consentRoutes({
    consents: opened.consents,
    events: { about: () => [] },
    describe: () => ({ shared: [], accounts: [], holder: null, answeredBy: null }),
    nameOf: (_, document) => (document === '123' ? 'Ana' : undefined),
    holderName: (holderId) => (holderId === 'h' ? 'Bia' : undefined),
    namedLike: (text) =>
      text === 'ana' ? [{ id: 'none', document: '123' }] : text === 'bia' ? [{ id: 'h', document: '5' }] : [],
    idsOf: (document) => (document === '5' ? ['p'] : []),
    bankEnding: () => bankEnding,
  })
  const call = (method: string, path: string, query = '', id = '', body: unknown = undefined) => {
    const route = routes.find((one) => one.path === path && one.method === method)
    const input = {
      ...{ params: { id }, query: new URLSearchParams(query), body },
      ...{ caller: { role: 'owner' } as const, tie() {} },
    }
    return route?.act(input) as Record<string, never>
  }
  const ids = (query = '') =>
    (call('GET', '/api/consents', query) as unknown as { consents: { id: string }[] }).consents.map(({ id }) => id)
  const end = (id: string, body: unknown) => call('POST', '/api/consents/:id/revoke', '', id, body)
  return { ...opened, routes, call, ids, end }
}

test('the desk is the owner’s alone', () => {
  expect(desk().routes.every(({ roles }) => roles.length === 1 && roles[0] === 'owner')).toBe(true)
})

test('consents are listed newest first, by app, state and person, each once over its pages', () => {
  const { lodge, authorise, minutes, ids, call } = desk()
  lodge()
  lodge({ clientId: 'other' })
  minutes(1)
  lodge({ personDocument: '9' })
  authorise('c-1')
  expect(ids()).toEqual(['c-3', 'c-2', 'c-1'])
  expect(ids('client=app')).toEqual(['c-3', 'c-1'])
  expect(ids('state=given')).toEqual(['c-1'])
  expect(ids('person=123&client=other')).toEqual(['c-2'])
  const first = call('GET', '/api/consents', 'limit=2') as unknown as { next: string }
  expect(ids(`limit=2&before=${first.next}`)).toEqual(['c-1'])
  expect(call('GET', '/api/consents', 'client=other')).toMatchObject({
    consents: [{ person: 'Ana', standing: 'waiting' }],
    next: null,
  })
})

test('consents are found by a text in their ids and documents, and by what their owners are called', () => {
  const { lodge, ids } = desk()
  lodge({ clientId: 'Other' })
  lodge({ personDocument: '77' })
  lodge({ personDocument: '9', companyDocument: '88' })
  expect(ids('q=C-1')).toEqual(['c-1'])
  expect(ids('q=other')).toEqual(['c-1'])
  expect(ids('q=77')).toEqual(['c-2'])
  expect(ids('q=88')).toEqual(['c-3'])
  expect(ids('q=ana')).toEqual(['c-1'])
  expect(ids('q=bia')).toEqual([])
})

test('consents are listed by where they come from and by whether the bank holds them', () => {
  const { lodge, authorise, ids, call, db } = desk()
  for (const id of [lodge().id, lodge().id]) authorise(id)
  db.prepare(`UPDATE consents SET origin = 'generated' WHERE id = 'c-1'`).run()
  expect([ids('origin=generated'), ids('origin=live')]).toEqual([['c-1'], ['c-2']])
  expect(call('POST', '/api/consents/:id/hold', '', 'c-2')).toMatchObject({
    consent: { standing: 'active', state: 'given', holding: 'release', heldSince: expect.any(Number) },
  })
  expect(ids('held=yes')).toEqual(['c-2'])
  expect(ids('held=yes&client=app')).toEqual(['c-2'])
  expect(refusal(() => call('POST', '/api/consents/:id/hold', '', 'c-2')).type).toBe('consent-held')
  expect(call('POST', '/api/consents/:id/release', '', 'c-2')).toMatchObject({ consent: { holding: 'hold' } })
  expect(ids('held=yes')).toEqual([])
})

test('a consent whose timer is due is listed as ended', () => {
  const { lodge, minutes, call } = desk()
  lodge()
  minutes(61)
  expect(call('GET', '/api/consents')).toMatchObject({ consents: [{ state: 'refused', standing: 'ended' }] })
})

test('ending a consent on the customer’s wish or the bank’s own writes down the market’s reason', () => {
  const { lodge, authorise, end } = desk()
  for (const id of [lodge().id, lodge().id]) authorise(id)
  expect(end('c-1', { wish: 'customer' })).toMatchObject({
    consent: { standing: 'ended', endings: [], ending: { by: 'customer', reason: 'changed mind' } },
  })
  expect(end('c-2', { wish: 'bank' })).toMatchObject({ consent: { ending: { by: 'bank', reason: 'safety' } } })
})

test('a consent ends once, on a known wish, and for the bank only where the market lets it', () => {
  const { lodge, end } = desk()
  const { id } = lodge()
  expect(refusal(() => end(id, { wish: 'nobody' })).type).toBe('request-invalid')
  expect(refusal(() => end(id, {})).type).toBe('request-invalid')
  expect(refusal(() => end('c-9', { wish: 'bank' })).type).toBe('consent-not-found')
  end(id, { wish: 'customer' })
  expect(refusal(() => end(id, { wish: 'customer' })).type).toBe('consent-state-forbids')
})

test('whoever gave a consent is found and named by it, though the application said nothing of them', () => {
  const { lodge, authorise, ids, call } = desk()
  lodge({ personDocument: null })
  lodge({ personDocument: null })
  authorise('c-1')
  expect(ids('person=5')).toEqual(['c-1'])
  expect(ids('q=bia')).toEqual(['c-1'])
  expect(call('GET', '/api/consents', 'person=5')).toMatchObject({ consents: [{ person: 'Bia', standing: 'active' }] })
  expect(call('GET', '/api/consents', 'state=asked')).toMatchObject({ consents: [{ id: 'c-2', person: null }] })
})

test('a market without an ending of the bank’s own refuses one', () => {
  const opened = opening()
  const { id } = opened.lodge()
  const routes = consentRoutes({
    ...{ consents: opened.consents, events: { about: () => [] }, nameOf: () => undefined },
    describe: () => ({ shared: [], accounts: [], holder: null, answeredBy: null }),
    ...{ holderName: () => undefined, namedLike: () => [], idsOf: () => [] },
    bankEnding: () => undefined,
  })
  const route = routes.find(({ method }) => method === 'POST')
  const input = { params: { id }, query: new URLSearchParams(), caller: { role: 'owner' } as const, tie() {} }
  expect(refusal(() => route?.act({ ...input, body: { wish: 'bank' } })).type).toBe('bank-may-not-end')
})

test.each(['limit=0', 'limit=201', 'before=7'])('a bad parameter is refused: %s', (query) => {
  expect(refusal(() => desk().call('GET', '/api/consents', query)).type).toBe('request-invalid')
})
