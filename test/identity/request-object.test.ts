import type { Context } from 'koa'
import { errors, type Provider } from 'oidc-provider'
import { describe, expect, test } from 'vitest'
import { markets } from '#markets'
import { tellLife } from '../../server/identity/engine-edges.ts'
import { lengthenPushedRequests, pushedLife } from '../../server/identity/pushed-life.ts'
import { checkRequestObject } from '../../server/identity/request-object.ts'

const NOW = 1_800_000_000
const market = markets[0] as (typeof markets)[number]
const good = {
  nbf: NOW,
  exp: NOW + 300,
  response_type: 'code id_token',
  nonce: 'n',
  redirect_uri: 'https://127.0.0.1/cb',
  scope: 'openid consent:x',
}

function check(changes: Record<string, unknown>, header: Record<string, unknown> = { kid: 'k' }, pushed = true) {
  const wireNow = NOW * 1000
  const asked: string[] = []
  const consentOfRequest = (_clientId: string, scope: string) => {
    asked.push(scope)
    return {} as never
  }
  const claims = { ...good, ...changes }
  checkRequestObject({ market, claims, header, clientId: 'c', wireNow, pushed, consentOfRequest })
  return asked
}

describe('A request object', () => {
  test('lives at most 60 minutes, counted from nbf, which is at most 60 minutes ago (FAPI 1.0 Advanced 5.2.2-13, -17)', () => {
    expect(check({ exp: NOW + 3600 })).toEqual(['openid consent:x'])
    expect(check({ nbf: NOW - 3600, exp: NOW }, undefined, false)).toHaveLength(1)
    for (const wrong of [
      { exp: NOW + 3601 },
      { nbf: NOW - 3601, exp: NOW - 1 },
      { exp: undefined },
      { nbf: undefined },
      { exp: String(NOW + 300) },
    ]) {
      expect(() => check(wrong)).toThrow(errors.InvalidRequestObject)
    }
  })

  test('that has ended, or has less left than a pushed request lives, is refused when it is pushed (RFC 9126 2.2)', () => {
    expect(check({ exp: NOW + 45 })).toHaveLength(1)
    for (const exp of [NOW + 44, NOW + 30, NOW, NOW - 8]) {
      expect(() => check({ nbf: NOW - 60, exp })).toThrow(errors.InvalidRequestObject)
      expect(check({ nbf: NOW - 60, exp }, undefined, false)).toHaveLength(1)
    }
  })

  test('names its key, and says nothing of the user (FAPI-BR 9.3)', () => {
    expect(() => check({}, {})).toThrow(errors.InvalidRequestObject)
    expect(() => check({ id_token_hint: 'a.b.c' })).toThrow(errors.InvalidRequest)
  })

  test.each(['response_type', 'nonce', 'redirect_uri', 'scope'])(
    'must say %s itself: outside it counts for nothing (FAPI-BR 9.3)',
    (member) => {
      expect(() => check({ [member]: undefined })).toThrow(errors.InvalidRequest)
      expect(() => check({ [member]: 5 })).toThrow(errors.InvalidRequest)
      expect(() => check({ [member]: '' })).toThrow(errors.InvalidRequest)
    },
  )

  test('asks for no response mode but the one of the profile (FAPI-BR 9.1)', () => {
    expect(check({ response_mode: 'fragment' })).toHaveLength(1)
    for (const response_mode of ['query', 'form_post', 'jwt', 5, null]) {
      expect(() => check({ response_mode })).toThrow(errors.InvalidRequest)
    }
  })
})

test('a pushed request lives as the market says, or as long as its object but a minute at least (FAPI-BR 9.3)', () => {
  const life = (left: unknown) => pushedLife(left, 120, NOW * 1000)
  expect(life(NOW + 300)).toBe(120)
  expect(life(NOW + 80.7)).toBe(80)
  expect(life(NOW + 60)).toBe(60)
  expect(life(NOW + 59)).toBe(60)
  expect(pushedLife(NOW + 50, 45, NOW * 1000)).toBe(45)
  expect(pushedLife(NOW + 40, 45, NOW * 1000)).toBe(45)
  expect(life('x')).toBeUndefined()
})

test('an app is told the life that its request was given, also when a second ends before the answer (RFC 9126 2.2)', async () => {
  const kept: number[] = []
  class Pushed {
    request = `.${Buffer.from(JSON.stringify({ exp: NOW + 300 })).toString('base64url')}.`
    remainingTTL = 59
    async save(ttl: number) {
      kept.push(ttl)
    }
  }
  lengthenPushedRequests({ PushedAuthorizationRequest: Pushed } as unknown as Provider, 60, () => NOW * 1000 + 999)
  const pushed = new Pushed()
  await pushed.save(60)
  const ctx = { status: 201, body: { expires_in: 1 }, oidc: { entities: { PushedAuthorizationRequest: pushed } } }
  tellLife(ctx as unknown as Context)
  expect([kept, ctx.body]).toEqual([[60], { expires_in: 60 }])
})
