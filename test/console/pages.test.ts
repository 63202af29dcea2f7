import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { serve } from './serve.ts'

let bank: Awaited<ReturnType<typeof serve>>
beforeEach(async () => {
  bank = await serve([])
})
afterEach(() => bank.close())

function build(script = 'one'): void {
  mkdirSync(join(bank.distDir, 'assets'), { recursive: true })
  const html = `<html><script nonce="__NONCE__" src="/assets/${script}.js"></script><style nonce="__NONCE__"></style></html>`
  writeFileSync(join(bank.distDir, 'index.html'), html)
  writeFileSync(join(bank.distDir, 'assets', `${script}.js`), `'${script}'`)
  writeFileSync(join(bank.distDir, 'theme.js'), 'theme')
  writeFileSync(join(bank.distDir, '.stamp'), 'stamp')
}

describe('the pages', () => {
  it('say how to build them while they are not built', async () => {
    const page = await bank.ask({ path: '/' })
    expect(page.status).toBe(503)
    expect(page.headers['content-type']).toMatch(/^text\/html/)
    expect(page.text).toContain('npm start')
  })

  it('are served for every path that names no file', async () => {
    build()
    for (const path of ['/', '/journeys', '/journeys/consent-urn%3Abancada%3A1?step=2']) {
      const page = await bank.ask({ path })
      expect(page.status).toBe(200)
      expect(page.headers['cache-control']).toBe('no-store')
      expect(page.text).toContain('/assets/one.js')
    }
  })

  it('of an entry with a folder of its own are served below that folder, and only there', async () => {
    build()
    mkdirSync(join(bank.distDir, 'portal'))
    writeFileSync(join(bank.distDir, 'portal', 'index.html'), '<html>portal<script nonce="__NONCE__"></script></html>')
    for (const path of ['/portal', '/portal/', '/portal/apps/1?step=2']) {
      const page = await bank.ask({ path })
      expect([page.status, page.text.includes('<html>portal')]).toEqual([200, true])
      expect(page.text).not.toContain('__NONCE__')
    }
    expect((await bank.ask({ path: '/portals' })).text).toContain('/assets/one.js')
    expect((await bank.ask({ path: '/portal/index.html' })).status).toBe(404)
  })

  it('carry a nonce of their own, the one their policy names', async () => {
    build()
    const nonces = new Set<string>()
    for (let page = 0; page < 2; page += 1) {
      const { text, headers } = await bank.ask({ path: '/' })
      const nonce = /nonce="([^"]+)"/.exec(text)?.[1] ?? ''
      expect(text).not.toContain('__NONCE__')
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`)
      expect(policy).not.toContain('unsafe')
      expect(policy).toContain("connect-src 'self'")
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(2)
  })

  it('let hashed files be kept for ever and ask after the others', async () => {
    build()
    const hashed = await bank.ask({ path: '/assets/one.js' })
    expect(hashed.text).toBe("'one'")
    expect(hashed.headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    const named = await bank.ask({ path: '/theme.js' })
    expect(named.headers['cache-control']).toBe('no-cache')
    const again = await bank.ask({ path: '/theme.js', headers: { 'if-none-match': String(named.headers.etag) } })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  it('answer HEAD without a body', async () => {
    build()
    const reply = await bank.ask({ method: 'HEAD', path: '/' })
    expect([reply.status, reply.text]).toEqual([200, ''])
  })

  it.each([
    ['/assets/missing.js'],
    ['/../bank.db'],
    ['/assets/../../bank.db'],
    ['/assets/..%2f..%2fbank.db'],
    ['/%2e%2e/bank.db'],
    ['/.stamp'],
    ['/index.html'],
  ])('answer %s with 404: a request names an entry of the build, never a file', async (path) => {
    build()
    await bank.ask({ path: '/' })
    expect((await bank.ask({ path })).status).toBe(404)
  })

  it('are the new ones after a build under a running bank', async () => {
    build('one')
    await bank.ask({ path: '/' })
    build('two')
    utimesSync(join(bank.distDir, 'index.html'), new Date(), new Date(Date.now() + 5000))
    expect((await bank.ask({ path: '/' })).text).toContain('/assets/two.js')
    expect((await bank.ask({ path: '/assets/two.js' })).text).toBe("'two'")
  })
})
