import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestBank, stepsOf, type TestApp, type TestBank } from '../support/bank.ts'

let bank: TestBank
let app: TestApp

beforeAll(async () => {
  bank = await openTestBank()
  app = await bank.app('Contas em Dia')
})

afterAll(async () => {
  await app?.close()
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

test.each([
  ['identity', false],
  ['identity', true],
  ['provider', false],
  ['provider', true],
] as const)('a customer consents with login at %s and second factor %s', async (way, secondFactor) => {
  bank.rooms.identity.loginSettings.set('obb', { way, secondFactor })
  const { consentId, accessToken } = await app.connect('ana')
  expect(accessToken).toBeTruthy()
  const steps = stepsOf(bank, consentId)
  console.log(
    steps.map((s) => `${s.arrow} ${s.from}>${s.to} ${s.operation} ${s.status} ${s.problem?.type ?? ''}`).join('\n'),
  )
})
