import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { clientFolder, writeClientFiles } from '../../server/cli/client-files.ts'
import { curlLine } from '../../server/cli/curl.ts'

let dir: string

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'bancada-client-'))
})

afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe("an application's files", () => {
  const pack = { files: { 'transport.key.pem': 'key\n', 'ca.crt.pem': 'ca\n' }, environment: 'A=1\n' }

  test('are written for their owner only, with the environment beside them', () => {
    const folder = path.join(dir, 'a', 'b')
    const paths = writeClientFiles(folder, pack)
    expect(Object.keys(paths)).toEqual(['transport.key.pem', 'ca.crt.pem', 'bancada.env'])
    expect(readFileSync(paths['bancada.env'] as string, 'utf8')).toBe('A=1\n')
    if (process.platform === 'win32') return
    for (const file of Object.values(paths)) expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  test("never overwrite another application's keys unless told to, and the same ones come twice in peace", () => {
    writeClientFiles(dir, pack)
    writeClientFiles(dir, pack)
    const other = { ...pack, files: { ...pack.files, 'transport.key.pem': 'another\n' } }
    expect(() => writeClientFiles(dir, other)).toThrow('files-in-the-way')
    expect(readFileSync(path.join(dir, 'transport.key.pem'), 'utf8')).toBe('key\n')
    writeClientFiles(dir, other, { replace: true })
    expect(readFileSync(path.join(dir, 'transport.key.pem'), 'utf8')).toBe('another\n')
  })

  test('lie in a folder of their own, whatever the application is called', () => {
    const folderOf = (name: string, market = 'obb') =>
      path.relative(dir, clientFolder(dir, { name, market, applicationId: '0123456789' } as never)).split(path.sep)
    expect(folderOf('demo')).toEqual(['clients', 'obb', 'demo'])
    expect(folderOf('demo', 'fdx')).toEqual(['clients', 'fdx', 'demo'])
    expect(folderOf('Minhas Contas')).toEqual(['clients', 'obb', 'minhas-contas-01234567'])
    expect(folderOf('../../etc')).toEqual(['clients', 'obb', 'etc-01234567'])
    expect(folderOf('银行')).toEqual(['clients', 'obb', '01234567'])
  })
})

describe('the curl line', () => {
  const files = { certFile: '/a b/c.pem', keyFile: "/it's/k.pem", caFile: '/ca.pem' }

  test('is quoted for a POSIX shell', () => {
    expect(curlLine({ url: 'https://x/y?a=1&b=2', headers: { authorization: 'Bearer t' }, ...files }, 'linux')).toBe(
      `curl --cacert '/ca.pem' --cert '/a b/c.pem' --key '/it'\\''s/k.pem' -H 'authorization: Bearer t' 'https://x/y?a=1&b=2'`,
    )
  })

  test('names the real curl on Windows, where the word alone may be an alias', () => {
    expect(curlLine({ url: 'https://x/y', headers: {}, ...files }, 'win32')).toBe(
      `curl.exe --cacert "/ca.pem" --cert "/a b/c.pem" --key "/it's/k.pem" "https://x/y"`,
    )
  })
})
