import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { rawCall } from '../support/raw-call.ts'

let bank: TestBank

beforeAll(async () => {
  bank = await openTestBank()
})
afterAll(async () => {
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

const ID = '47fc8e84-79f0-4003-8f25-73e9be74281c'
const call = (path: string, at: 'public' | 'mutual' = 'mutual') =>
  rawCall(bank.urls[at] + path, bank.rooms.directory.authority.certificatePem, {
    headers: { 'x-fapi-interaction-id': ID },
  })

describe('An address of FDX that is not of the version served', () => {
  it.each([
    ['/fdx/v5/accounts', 'mutual', 'v5', 'certified'],
    ['/fdx/v7/core/accounts?limit=5', 'mutual', 'v7', 'certified'],
    ['/fdx/v6.4/accounts', 'public', 'v6.4', 'certified'],
    ['/fdx/v66', 'public', 'v66', 'certified'],
    ['/fdx-guided/fdx/v5/accounts', 'public', 'v5', 'guided'],
    ['/fdx-open/fdx/v7/accounts', 'public', 'v7', 'open'],
  ] as const)('%s is 501 with 1106, which names the version (FDX 6.4, error 1106)', async (path, at, sent, lane) => {
    const answer = await call(path, at)
    expect(answer, answer.text).toMatchObject({
      status: 501,
      json: { code: '1106', debugMessage: `This bank does not speak ${sent} but v6.` },
    })
    expect(answer.headers).toMatchObject({ 'x-fapi-interaction-id': ID, 'x-bancada-lane': lane })
  })

  it.each(['/fdx', '/fdx/', '/fdx/accounts', '/fdx/v6/nothing', '/fdx/vx/accounts', '/fdx/auth/v2/token'])(
    '%s is 404 in FDX’s own words, with the interaction id (FDX 6.4, errors)',
    async (path) => {
      const answer = await call(path)
      expect(answer, answer.text).toMatchObject({ status: 404, json: { code: '404', message: 'Not found' } })
      expect(answer.headers['x-fapi-interaction-id']).toBe(ID)
    },
  )

  it('leaves the authorization server below the same path its own', async () => {
    const metadata = await call('/fdx/auth/v1/well-known')
    expect(metadata).toMatchObject({ status: 200, json: { issuer: `${bank.urls.mutual}/fdx/auth/v1` } })
    expect((await call('/fdx-guided/.well-known/openid-configuration', 'public')).status).toBe(200)
  })
})
