import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, it } from 'vitest'
import { readTarget } from '../../server/start/request-target.ts'

describe('The target of a request (RFC 9112 3.2)', () => {
  it.each([
    ['/a?b=c', '/a?b=c', 'sent'],
    ['https://bank.test:1/a?b=https://c', '/a?b=https://c', 'bank.test:1'],
    ['HTTP://bank.test', '/', 'bank.test'],
    ['https://bank.test?b=c', '/?b=c', 'bank.test'],
    ['https://me@bank.test/a', '/a', 'bank.test'],
    ['https://bank.test//a', '//a', 'bank.test'],
    ['//bank.test/a', '//bank.test/a', 'sent'],
    ['*', '*', 'sent'],
    ['ftp://bank.test/a', 'ftp://bank.test/a', 'sent'],
  ])('%s is %s, of the host %s', (url, path, host) => {
    const req = { url, headers: { host: 'sent' } as IncomingHttpHeaders }
    readTarget(req)
    expect([req.url, req.headers.host]).toEqual([path, host])
  })
})
