import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyText, jsonTokens, rawMessage } from '../../renderer/client/message.ts'

describe('a raw message', () => {
  it('is its start line, its headers, a blank line and its body', () => {
    const message = { method: 'POST', url: '/token', headers: { 'content-type': 'application/json' }, body: { a: 1.5 } }
    expect(rawMessage(message)).toBe('POST /token\ncontent-type: application/json\n\n{\n  "a": 1.5\n}')
    expect(rawMessage({ status: 204 })).toBe('HTTP 204')
  })

  it('shows a form as its one line went over the wire, not as the fields that the record has (WHATWG URL 5.2)', () => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' }
    const body = { scope: 'openid accounts', request: 'eyJhbG...', to: 'https://a.example/?b', password: '[removed]' }
    expect(rawMessage({ method: 'POST', url: '/par', headers, body })).toMatch(
      /\n\nscope=openid\+accounts&request=eyJhbG\.\.\.&to=https%3A%2F%2Fa\.example%2F%3Fb&password=\[removed\]$/,
    )
    expect(rawMessage({ headers, body: { accounts: ['1', '2'], all: 'on' } })).toMatch(
      /\n\naccounts=1&accounts=2&all=on$/,
    )
    expect(rawMessage({ headers, body: 'a=cut' })).toMatch(/\n\na=cut$/)
  })

  it('of an operation is its arguments alone, and a text body is shown as it came', () => {
    expect(rawMessage({ body: { id: 'x' } })).toBe('{\n  "id": "x"\n}')
    expect(bodyText('<html>')).toBe('<html>')
    expect(bodyText(null)).toBe('')
    expect(bodyText(0)).toBe('0')
    expect(bodyText(false)).toBe('false')
  })
})

describe('the tokens of a JSON text', () => {
  it('tell names, strings, numbers and words apart', () => {
    const tokens = jsonTokens('{"a": "b: \\"1\\"", "n": [-1.5e3, true, null]}').filter(({ kind }) => kind !== 'mark')
    expect(tokens).toEqual([
      { kind: 'name', text: '"a"' },
      { kind: 'string', text: '"b: \\"1\\""' },
      { kind: 'name', text: '"n"' },
      { kind: 'number', text: '-1.5e3' },
      { kind: 'word', text: 'true' },
      { kind: 'word', text: 'null' },
    ])
  })

  it('joined again are the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(
          jsonTokens(text)
            .map((token) => token.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })
})
