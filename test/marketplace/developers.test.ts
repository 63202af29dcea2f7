import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type MarketplaceBench, openMarketplaceBench } from './bench.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

let bench: MarketplaceBench
beforeAll(async () => {
  bench = await openMarketplaceBench()
})
// Each test begins with no failure left in the window.
beforeEach(() => bench.world.clock.advance(HOUR_MS))
afterAll(() => bench.close())

test('a sign-up enrols the organisation and the developer and opens a session', async () => {
  const input = bench.newcomer()
  const { developer, organisation, sessionToken } = await bench.marketplace.signUp(input)
  expect(organisation).toMatchObject({ name: input.organisation.name, roles: ['DATA'] })
  expect(developer).toMatchObject({ name: input.developer.name, organisationId: organisation.organisationId })
  expect(bench.marketplace.developerOf(sessionToken)).toEqual(developer)
  expect(bench.seen().slice(-2)).toMatchObject([
    { type: 'directory.organisation-enrolled' },
    { type: 'developer.signed-up', data: { developerId: developer.id } },
  ])
})

test('passwords and session tokens are kept only as hashes', async () => {
  const input = bench.newcomer({ password: 'plain words 123' })
  const { sessionToken } = await bench.marketplace.signUp(input)
  const tables = ['developers', 'developer_sessions', 'events'].map((name) =>
    bench.db.prepare(`SELECT * FROM ${name}`).all(),
  )
  expect(JSON.stringify(tables)).not.toContain('plain words 123')
  expect(JSON.stringify(tables)).not.toContain(sessionToken)
})

test('a password of fewer than 8 characters is refused and nothing is enrolled', async () => {
  const input = bench.newcomer({ password: '1234567' })
  await expect(bench.marketplace.signUp(input)).rejects.toMatchObject({
    type: 'password-too-short',
    facts: { minLength: 8 },
  })
  await bench.marketplace.signUp({ ...input, developer: { ...input.developer, password: '12345678' } })
})

test('an e-mail is taken once, whatever its letters’ case', async () => {
  await bench.marketplace.signUp(bench.newcomer({ email: 'Once@Example.test' }))
  await expect(bench.marketplace.signUp(bench.newcomer({ email: 'once@example.TEST' }))).rejects.toMatchObject({
    type: 'email-taken',
  })
})

test('of two sign-ups with one e-mail at the same time one succeeds and the other leaves nothing', async () => {
  const inputs = [bench.newcomer({ email: 'race@example.test' }), bench.newcomer({ email: 'race@example.test' })]
  const results = await Promise.allSettled(inputs.map((input) => bench.marketplace.signUp(input)))
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const lost = inputs[results.findIndex(({ status }) => status === 'rejected')] as (typeof inputs)[number]
  await bench.marketplace.signUp({ ...lost, developer: { ...lost.developer, email: 'second@example.test' } })
})

test('an organisation that somebody else enrolled is refused without telling whose it is', async () => {
  const first = bench.newcomer()
  await bench.marketplace.signUp(first)
  const { registrationNumber } = first.organisation
  await expect(bench.marketplace.signUp(bench.newcomer({ registrationNumber }))).rejects.toMatchObject({
    type: 'organisation-taken',
    facts: { registrationNumber },
  })
})

test('a registration number with wrong check digits and an unknown role are refused', async () => {
  await expect(
    bench.marketplace.signUp(bench.newcomer({ registrationNumber: '99.777.555/0001-02' })),
  ).rejects.toMatchObject({ type: 'registration-number-invalid' })
  await expect(bench.marketplace.signUp(bench.newcomer({ roles: ['KING'] }))).rejects.toMatchObject({
    type: 'role-unknown',
  })
})

test('a sign-in opens a session that ends after 12 hours of bank time', async () => {
  const { developer } = bench.newcomer()
  const signedUp = await bench.marketplace.signUp({ ...bench.newcomer(), developer })
  const { sessionToken } = await bench.marketplace.signIn({ ...developer, email: ` ${developer.email.toUpperCase()} ` })
  bench.world.clock.advance(12 * HOUR_MS - 1)
  expect(bench.marketplace.developerOf(sessionToken)).toEqual(signedUp.developer)
  bench.world.clock.advance(1)
  expect(bench.marketplace.developerOf(sessionToken)).toBeUndefined()
  expect(bench.marketplace.developerOf('made up')).toBeUndefined()
})

test('a wrong password and an unknown e-mail are answered alike', async () => {
  const { developer } = await bench.marketplace.signUp(bench.newcomer())
  const email = developer.email as string
  const refused = { type: 'sign-in-refused', facts: {} }
  await expect(bench.marketplace.signIn({ email, password: 'wrong one' })).rejects.toMatchObject(refused)
  await expect(bench.marketplace.signIn({ email: 'nobody@example.test', password: 'x' })).rejects.toMatchObject(refused)
})

test('five failures within 15 minutes lock sign-in, also for the right password, until the first is 15 minutes old', async () => {
  const { developer } = bench.newcomer()
  await bench.marketplace.signUp({ ...bench.newcomer(), developer })
  const begun = bench.world.clock.now()
  for (let failure = 0; failure < 5; failure += 1) {
    await expect(bench.marketplace.signIn({ ...developer, password: 'wrong' })).rejects.toThrow()
    bench.world.clock.advance(MINUTE_MS)
  }
  await expect(bench.marketplace.signIn(developer)).rejects.toMatchObject({
    type: 'login-locked',
    facts: { until: begun + 15 * MINUTE_MS, retryAfterSeconds: 600 },
  })
  bench.world.clock.advance(10 * MINUTE_MS)
  await bench.marketplace.signIn(developer)
})

test('guessing in parallel gains no sixth guess', async () => {
  const { developer } = bench.newcomer()
  await bench.marketplace.signUp({ ...bench.newcomer(), developer })
  const guesses = Array.from({ length: 8 }, () => bench.marketplace.signIn({ ...developer, password: 'guess' }))
  const results = await Promise.allSettled(guesses)
  const types = results.map((result) => (result.status === 'rejected' ? result.reason.type : 'in'))
  expect(types.filter((type) => type === 'sign-in-refused')).toHaveLength(5)
  expect(types.filter((type) => type === 'login-locked')).toHaveLength(3)
})

test('a sign-in clears the failures before it', async () => {
  const { developer } = bench.newcomer()
  await bench.marketplace.signUp({ ...bench.newcomer(), developer })
  for (let round = 0; round < 2; round += 1) {
    for (let failure = 0; failure < 4; failure += 1) {
      await expect(bench.marketplace.signIn({ ...developer, password: 'wrong' })).rejects.toThrow()
    }
    await bench.marketplace.signIn(developer)
  }
})

test('the install’s own developer is made once and can’t sign in', async () => {
  const owner = bench.marketplace.ownerDeveloper()
  expect(bench.marketplace.ownerDeveloper()).toEqual(owner)
  expect(owner.email).toBeNull()
  expect(bench.directory.organisation(owner.organisationId)?.roles).toEqual(['DATA'])
  await expect(
    bench.marketplace.signUp(bench.newcomer({ registrationNumber: '99.777.555/0001-01' })),
  ).rejects.toMatchObject({ type: 'organisation-taken' })
})
