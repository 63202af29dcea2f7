import { expect, test } from 'vitest'
import { trustInstall } from '../../electron/trust.ts'
import { authority, caFile } from './certificates.ts'
import { standInDesktop } from './stand-in.ts'

const TAKE = 0
const REFUSE = -2
const LEAVE = -3

const own = await authority()
const other = await authority()

test.each(['localhost', '127.0.0.1', '::1', '[::1]'])(
  "the install's own certificate is taken for %s",
  async (hostname) => {
    expect(verdict({ hostname, data: await own.issue() })).toBe(TAKE)
  },
)

test("a certificate of another CA of the same name is refused, whatever its issuer's name says", async () => {
  expect(verdict({ hostname: 'localhost', data: await other.issue() })).toBe(REFUSE)
})

test('outside this machine the judgement is left to Chromium, even for a certificate of the install', async () => {
  expect(verdict({ hostname: 'bank.test', data: await own.issue({ names: ['bank.test'] }) })).toBe(LEAVE)
})

test('a certificate for another name, or past its time, is refused', async () => {
  expect(verdict({ hostname: '127.0.0.1', data: await own.issue({ names: ['localhost'] }) })).toBe(REFUSE)
  expect(verdict({ hostname: 'localhost', data: await own.issue({ daysOld: 3 }) })).toBe(REFUSE)
})

test('the CA itself is not a server, and bytes that are no certificate are refused', () => {
  expect(verdict({ hostname: 'localhost', data: own.pem })).toBe(REFUSE)
  expect(verdict({ hostname: 'localhost', data: 'nothing' })).toBe(REFUSE)
})

test('what Chromium already trusts stays its judgement', async () => {
  expect(verdict({ hostname: 'localhost', data: await other.issue(), verificationResult: 'net::OK' })).toBe(LEAVE)
})

function verdict({ hostname, data, verificationResult = 'net::ERR_CERT_AUTHORITY_INVALID' }: Record<string, string>) {
  const { desktop, session } = standInDesktop()
  trustInstall(desktop.session.defaultSession, caFile(own.pem))
  let code: number | undefined
  session.verify({ hostname, certificate: { data }, verificationResult }, (answer) => {
    code = answer
  })
  return code
}
