import { type Visit, visitBank } from '../../server/cli/customer.ts'
import type { Lodging } from '../../server/cli/data-recipient.ts'
import { type GuidedRecipient, openGuidedRecipient } from '../../server/cli/guided-recipient.ts'
import type { SecretPack } from '../../server/marketplace/index.ts'
import type { Connection, TestBank } from './bank.ts'

/** An application of the guided lane, provisioned through arrows 1 to 3, with a recipient that speaks for it. */
export type GuidedApp = GuidedRecipient & {
  pack: SecretPack
  consentFor(login: string, lodging?: Partial<Lodging>): Promise<string>
  visit(url: string, login: string, visit?: Partial<Visit>): ReturnType<typeof visitBank>
  connect(login: string): Promise<Connection>
}

export const LOCAL_REDIRECT = 'http://localhost:8765/callback'

export async function guidedApp(
  bank: TestBank,
  name: string,
  redirectUris: readonly string[] = [LOCAL_REDIRECT],
): Promise<GuidedApp> {
  const { marketplace } = bank.rooms
  const { id } = await marketplace.createApplication({
    ...{ developerId: marketplace.ownerDeveloper().id, market: 'obb', lane: 'guided', name, redirectUris },
  })
  await marketplace.whenProvisioned(id, { timeoutMs: 20_000 })
  const pack = marketplace.pack(id) as SecretPack
  const recipient = await openGuidedRecipient(pack)

  const consentFor = async (login: string, lodging: Partial<Lodging> = {}): Promise<string> => {
    const lodged = await recipient.lodge({ document: bank.customer(login).document, ...lodging })
    if (lodged.status !== 201) throw new Error(`consent refused: ${JSON.stringify(lodged.body)}`)
    return (lodged.body as { data: { consentId: string } }).data.consentId
  }
  const visit = (url: string, login: string, more: Partial<Visit> = {}) => {
    const { password } = bank.customer(login)
    return visitBank({ ...{ url, caPem: pack.caPem, login, password, decision: 'approve' }, ...more })
  }

  return {
    ...recipient,
    ...{ pack, consentFor, visit },
    async connect(login) {
      const consentId = await consentFor(login)
      const pending = await recipient.authorize(consentId)
      const end = await visit(pending.url, login)
      if (end.kind !== 'redirected') throw new Error(`the bank stopped the customer: ${end.reason}`)
      const tokens = await recipient.redeem(end.url, pending)
      return {
        ...{ consentId, accessToken: tokens.access_token, accounts: end.accounts },
        ...{ refreshToken: tokens.refresh_token as string, scope: tokens.scope as string },
      }
    },
  }
}
