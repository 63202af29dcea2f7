import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { markets } from '#markets'
import { obbPersonas } from '../../mock-data/index.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { METADATA_SCHEMA } from '../support/metadata-schema.ts'
import { type RawAnswer, rawCall } from '../support/raw-call.ts'
import { ilha, ilhaPersonas } from '../support/third-market/index.ts'

let bank: TestBank
let answers: Record<string, RawAnswer>

beforeAll(async () => {
  bank = await openTestBank({
    markets: [...markets, ilha],
    personas: (lastDay) => [obbPersonas({ lastDay }), ilhaPersonas()],
  })
  const ids = [...markets, ilha].map(({ id }) => id)
  answers = Object.fromEntries(
    await Promise.all(
      ids.map(async (id) => {
        const { issuer } = bank.rooms.identity.server(id)
        const ca = bank.rooms.directory.authority.certificatePem
        return [id, await rawCall(`${issuer}/.well-known/openid-configuration`, ca)] as const
      }),
    ),
  )
})
afterAll(() => bank?.close())

const each = () => Object.entries(answers).map(([id, answer]) => ({ id, answer, metadata: answer.json as Metadata }))
const CIBA = 'urn:openid:params:grant-type:ciba'
type Metadata = Record<string, unknown> & Record<'scopes_supported' | 'grant_types_supported', string[]>

// covers: 1, 5, 6
it('the document is JSON, and its issuer is its own address without the suffix (RFC 8414 3.3)', () => {
  for (const { id, answer, metadata } of each()) {
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toMatch(/^application\/json/)
    expect(metadata.issuer).toBe(bank.rooms.identity.server(id).issuer)
    const { protocol, search, hash, pathname } = new URL(metadata.issuer as string)
    expect([protocol, search, hash, pathname.endsWith('/')]).toEqual(['https:', '', '', false])
    for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri']) expect(metadata).toHaveProperty(name)
  }
})

// covers: 2, 7, 12, 13, 14, 114
it('every member has the type that its standard gives it, and there is no other (RFC 8414 2; RFC 8705 5)', () => {
  const ajv = new Ajv.default({ allErrors: true })
  addFormats.default(ajv)
  const valid = ajv.compile(METADATA_SCHEMA)
  for (const { id, metadata } of each()) {
    valid(metadata)
    expect(valid.errors ?? [], id).toEqual([])
  }
  expect(valid({ ...each()[0]?.metadata, require_pushed_authorization_requests: 'true' })).toBe(false)
  expect(valid({ ...each()[0]?.metadata, invented: [] })).toBe(false)
})

// covers: 12, 15, 21, 9.1/10
it('a market announces its own modes, lives and algorithms and none of another’s (house: switches never leak)', () => {
  for (const { id, metadata } of each()) {
    const { security } = [...markets, ilha].find((market) => market.id === id) as (typeof markets)[number]
    expect(metadata).toMatchObject({
      response_types_supported: security.responseTypes,
      response_modes_supported: security.responseModes,
      grant_types_supported: [...security.grantTypes, ...(security.backchannel ? [CIBA] : [])],
      scopes_supported: security.scopes,
      acr_values_supported: security.acrValues,
      claims_supported: security.claims,
      token_endpoint_auth_methods_supported: security.clientAuthMethods,
    })
    expect('id_token_encryption_alg_values_supported' in metadata).toBe(security.encryption !== null)
    expect('backchannel_authentication_endpoint' in metadata).toBe(security.backchannel !== undefined)
    expect(metadata.userinfo_signing_alg_values_supported).toEqual(
      security.signsUserinfo ? [security.signingAlg] : undefined,
    )
  }
  const [first, island] = each().map(({ metadata }) => metadata) as [Metadata, Metadata]
  expect(island.scopes_supported.filter((scope) => first.scopes_supported.includes(scope))).toEqual(['openid'])
})
