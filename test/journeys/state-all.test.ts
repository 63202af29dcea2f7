import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'
import { rawCall } from '../support/raw-call.ts'

let bank: TestBank
let api: ReturnType<typeof consoleApi>
beforeAll(async () => {
  bank = await openTestBank({ sampleApp: true })
  api = consoleApi(bank)
})
afterAll(() => bank?.close())

test('`reset --all` makes a new authority, at the same addresses, and everything works under it', async () => {
  const old = await bank.app('Antiga')
  const { accessToken } = await old.connect('ana')
  await api.call('POST', '/api/snapshots', { name: 'gone' })
  const before = {
    urls: bank.urls,
    fingerprint: bank.rooms.directory.authority.fingerprint256,
    sampleApp: bank.rooms.marketplace.applications({})[0]?.id,
  }

  expect((await api.call('POST', '/api/reset', { all: true })).status).toBe(200)

  expect(bank.urls).toEqual(before.urls)
  expect(bank.rooms.directory.authority.fingerprint256).not.toBe(before.fingerprint)
  expect(readdirSync(bank.dataDir).filter((name) => name.startsWith('cleared-'))).toEqual([])
  expect(existsSync(path.join(bank.dataDir, 'snapshots', 'gone.db'))).toBe(false)
  // A connection from before stays open, but the certificate it showed is nobody's any more; so on a new one.
  const url = `${bank.urls.mutual}/open-banking/accounts/v2/accounts`
  expect((await old.request('GET', url, accessToken)).status).toBe(401)
  const stranger = await rawCall(url, bank.rooms.directory.authority.certificatePem, {
    tls: { key: old.credentials.transport.keyPem, cert: old.credentials.transport.chainPem },
    headers: { authorization: `Bearer ${accessToken}` },
  })
  expect(stranger.status).toBe(401)
  await old.close()

  const app = await bank.app('Nova')
  const { accessToken: fresh } = await app.connect('ana')
  expect((await app.request('GET', await app.endpoint('accounts', '/accounts'), fresh)).status).toBe(200)
  await app.close()
  expect(bank.sampleAppFault).toBeUndefined()
  const ids = bank.rooms.marketplace.applications({}).map(({ id }) => id)
  expect(ids).not.toContain(before.sampleApp)
  const page = await rawCall(`${bank.urls.app}/obb`, bank.rooms.directory.authority.certificatePem)
  expect(page.status).toBe(200)
  expect(bank.log.errors).toEqual([])
})
