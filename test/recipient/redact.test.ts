import { CompactEncrypt, generateKeyPair, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { cut, shownBody, shownHeaders } from '../../server/recipient/redact.ts'

const { publicKey, privateKey } = await generateKeyPair('RSA-OAEP')
const decryption = async () => privateKey

const FORM = 'application/x-www-form-urlencoded'

test('secrets of forms and OAuth answers are cut to their first characters', async () => {
  const form = await shownBody(FORM, 'grant_type=refresh_token&refresh_token=abcdefghijklmnopqrstuvwxyz', decryption)
  expect(form.text).toBe('grant_type = refresh_token\nrefresh_token = abcdefgh…')
  const json = await shownBody('application/json', '{"access_token":"abcdefghijklmnopqrstuvwxyz"}', decryption)
  expect(json.text).toContain('"abcdefgh…"')
})

test('a short secret shows at most half of itself', () => {
  expect(cut('abcd')).toBe('ab…')
  expect(cut('')).toBe('…')
})

test('the code of an error body is no secret', async () => {
  const body = '{"errors":[{"code":"RESOURCE_FORBIDDEN"}]}'
  expect((await shownBody('application/json; charset=utf-8', body, decryption)).text).toContain('RESOURCE_FORBIDDEN')
})

test('the claims of signed tokens, and of those encrypted to us, are shown', async () => {
  const signed = await new SignJWT({ acr: 'loa2' }).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32))
  const encrypted = await new CompactEncrypt(new TextEncoder().encode(signed))
    .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A256GCM' })
    .encrypt(publicKey)
  for (const token of [signed, encrypted]) {
    const { text, tokens } = await shownBody(FORM, new URLSearchParams({ id_token: token }).toString(), decryption)
    const sealed = token === signed ? null : { alg: 'RSA-OAEP', enc: 'A256GCM' }
    expect(tokens).toEqual([{ name: 'id_token', sealed, header: { alg: 'HS256' }, payload: { acr: 'loa2' } }])
    expect(text).not.toContain(token)
  }
})

test.each([
  ['application/json', '{broken'],
  ['application/json', '[1]'],
  ['application/json', 'null'],
  [FORM, 'id_token=a.b.c'],
  ['text/html', '<p>'],
  ['', ''],
])('a body of %s that is %j is shown without failing', async (type, body) => {
  expect((await shownBody(type, body, decryption)).tokens).toEqual([])
})

test('a long body is cut', async () => {
  expect((await shownBody('text/plain', 'x'.repeat(50_000), decryption)).text).toHaveLength(20_001)
})

test('secret headers keep their scheme and their first characters, the others are shown whole', () => {
  const headers = new Headers({ authorization: 'Bearer abcdefghijklmnopqrstuvwxyz', accept: 'application/json' })
  expect(shownHeaders(headers)).toEqual([
    ['accept', 'application/json'],
    ['authorization', 'Bearer abcdefgh…'],
  ])
})
