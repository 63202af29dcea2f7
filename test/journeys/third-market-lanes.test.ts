import { afterAll, beforeAll, expect, test } from 'vitest'
import { markets } from '#markets'
import { obbPersonas } from '../../mock-data/index.ts'
import { visitBank } from '../../server/cli/customer.ts'
import { openGuidedRecipient } from '../../server/cli/guided-recipient.ts'
import type { SecretPack } from '../../server/marketplace/index.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { ilha, ilhaPersonas, NILO } from '../support/third-market/index.ts'
import { openWire, type Wire } from '../support/wire.ts'

const ISLE = 'application/vnd.ilha+json'

let bank: TestBank
let wire: Wire
let pack: SecretPack

beforeAll(async () => {
  bank = await openTestBank({
    markets: [...markets, ilha],
    personas: (lastDay) => [obbPersonas({ lastDay }), ilhaPersonas()],
  })
  const { marketplace } = bank.rooms
  const { developer } = await marketplace.signUp({
    organisation: { name: 'Boats of the Cove', registrationNumber: 'ISLE-0042', roles: ['READER'] },
    developer: { name: 'Bia', email: 'bia@cove.example', password: 'a long password' },
  })
  const asked = { market: 'ilha', lane: 'beach', name: 'Raft', redirectUris: ['http://localhost:8445/land'] }
  const { id } = await marketplace.createApplication({ developerId: developer.id, ...asked })
  await marketplace.whenProvisioned(id, { timeoutMs: 20_000 })
  pack = marketplace.pack(id) as SecretPack
  wire = openWire({ caPem: pack.caPem })
}, 60_000)
afterAll(async () => {
  expect(bank.log.errors).toEqual([])
  wire?.close()
  await bank?.close()
})

test('a market that no room knows has a lane without certificates, as data: consent, customer, token, read, refusal', async () => {
  const raft = await openGuidedRecipient(pack)
  expect(raft.server.issuer).toBe(`${bank.urls.public}/ilha-beach`)
  const { access_token: own } = await client(raft)
  const drafted = await wire.call({
    ...{ method: 'POST', url: `${pack.apiBase}/agreements`, token: own, body: { wants: ['SEE_POTS'], days: 40 } },
    headers: { accept: ISLE, 'content-type': ISLE },
  })
  expect(drafted.headers.get('x-bancada-lane')).toBe('beach')
  const { agreement } = JSON.parse(drafted.body).cargo
  const pending = await raft.authorize('', { scope: `openid agreement/${agreement} pots` })
  const end = await visitBank({ url: pending.url, caPem: pack.caPem, ...NILO, decision: 'approve' })
  if (end.kind !== 'redirected') throw new Error(end.page)
  const { access_token: token } = await raft.redeem(end.url, pending)

  const pots = await wire.call({ url: `${pack.apiBase}/pots`, token, headers: { accept: ISLE } })
  expect(JSON.parse(pots.body)).toMatchObject({ ok: true, cargo: [{ pot: '1' }, { pot: '2' }] })
  const harbour = await wire.call({ url: `${bank.urls.mutual}/ilha/v1/pots`, token, headers: { accept: ISLE } })
  expect(harbour.status).toBe(401)
  // A route's own steps stay where a lane leaves others out.
  const mispacked = await wire.call({
    ...{ method: 'POST', url: `${pack.apiBase}/agreements`, token: own, body: { wants: [] } },
    headers: { accept: ISLE, 'content-type': ISLE },
  })
  expect(mispacked.status).toBe(400)
  await raft.close()
})

const client = async (raft: { call: typeof fetch; server: { token_endpoint?: string } }) => {
  const answer = await raft.call(raft.server.token_endpoint as string, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${pack.clientId}:${pack.clientSecret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials&scope=agreements',
  })
  return (await answer.json()) as { access_token: string }
}

test('two markets’ open lanes stand side by side under one path, each with a customer of its own book', async () => {
  const look = () => wire.call({ url: `${bank.urls.public}/open/ilha/v1/pots`, headers: { accept: ISLE } })
  const brazilian = () => wire.call({ url: `${bank.urls.public}/open/open-banking/accounts/v2/accounts` })
  expect((await look()).status).toBe(403)
  const { openLane } = bank.rooms
  const nilo = bank.rooms.bank.customers.byDocument('ilha-book', 'cove-17')?.id as string
  const ana = bank.rooms.bank.customers.byDocument('obb', bank.customer('ana').document)?.id as string
  expect(() => openLane.choose('ilha', ana)).toThrow(expect.objectContaining({ type: 'customer-not-found' }))
  openLane.choose('ilha', nilo)
  const shown = await look()
  expect(JSON.parse(shown.body)).toMatchObject({ ok: true, cargo: [{ pot: '1' }, { pot: '2' }] })
  expect(shown.headers.get('x-bancada-lane')).toBe('cliff')
  expect((await brazilian()).status).toBe(403)
  openLane.choose('obb', ana)
  expect((await brazilian()).status).toBe(200)
  openLane.close('ilha')
  expect((await look()).status).toBe(403)
  expect((await brazilian()).status).toBe(200)
})
