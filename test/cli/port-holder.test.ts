import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freeFirstPort, portHolder } from '../../server/cli/port-holder.ts'

const HEADER = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode'

/** A stand-in for /proc. */
let proc: string

beforeEach(() => {
  proc = mkdtempSync(path.join(tmpdir(), 'bancada-proc-'))
  mkdirSync(path.join(proc, 'net'))
  tables([], [])
})

afterEach(() => rmSync(proc, { recursive: true, force: true }))

describe('who holds a port', () => {
  test('is the process that has the listening socket open, in either family', () => {
    tables([row('0100007F', 4300, '0A', 111)], [row('00000000000000000000000001000000', 4301, '0A', 222)])
    running(41, ['/usr/bin/postgres', '-c', 'password=hidden'], ['/dev/null', 'socket:[111]'])
    running(42, ['/opt/node/bin/node', 'x.js'], ['socket:[222]'])
    expect(portHolder(4300, proc)).toEqual({ pid: 41, command: 'postgres' })
    expect(portHolder(4301, proc)).toEqual({ pid: 42, command: 'node' })
  })

  test('is not a process that is only connected to it', () => {
    tables([row('0100007F', 4300, '01', 111)], [])
    running(41, ['curl'], ['socket:[111]'])
    expect(portHolder(4300, proc)).toBeUndefined()
  })

  test('stays unknown where the process may not be looked at, or the system has no such tables', () => {
    tables([row('0100007F', 4300, '0A', 111)], [])
    expect(portHolder(4300, proc)).toBeUndefined()
    expect(portHolder(4300, path.join(proc, 'nowhere'))).toBeUndefined()
  })

  test.runIf(process.platform === 'linux')('is this process, for a port that it listens on', async () => {
    const { server, port } = await listening()
    expect(portHolder(port)?.pid).toBe(process.pid)
    await new Promise((resolve) => server.close(resolve))
    expect(portHolder(port)).toBeUndefined()
  })
})

test('the first port offered instead is free with the four after it', async () => {
  const free = (await freeFirstPort(42_000)) as number
  expect(free % 10).toBe(0)
  const server = createServer()
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: free + 4 }, resolve))
  expect(await freeFirstPort(free - 10)).toBeGreaterThan(free)
  await new Promise((resolve) => server.close(resolve))
  expect(await freeFirstPort(65_530)).toBeUndefined()
})

function row(address: string, port: number, state: string, inode: number): string {
  const local = `${address}:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0 100 0 0 10 0`
}

function tables(tcp: string[], tcp6: string[]): void {
  writeFileSync(path.join(proc, 'net', 'tcp'), [HEADER, ...tcp, ''].join('\n'))
  writeFileSync(path.join(proc, 'net', 'tcp6'), [HEADER, ...tcp6, ''].join('\n'))
}

function running(pid: number, argv: string[], files: string[]): void {
  mkdirSync(path.join(proc, String(pid), 'fd'), { recursive: true })
  writeFileSync(path.join(proc, String(pid), 'cmdline'), argv.join('\0'))
  for (const [i, file] of files.entries()) symlinkSync(file, path.join(proc, String(pid), 'fd', String(i)))
}

async function listening() {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { server, port: address.port }
}
