import { visitBank } from '../../server/cli/customer.ts'
import { openFdxGuidedRecipient } from '../../server/cli/fdx/guided-recipient.ts'
import type { SecretPack } from '../../server/marketplace/index.ts'
import type { TestBank } from './bank.ts'
import { FDX_CLUSTERS, FDX_SCOPE } from './fdx.ts'

export const FDX_GUIDED_CALLBACK = 'http://localhost:3000/callback'

export type FdxGuidedApp = Awaited<ReturnType<typeof fdxGuidedApp>>

/** A consent request for the clusters of the acceptance sequence. */
export const FDX_WISH = {
  scope: FDX_SCOPE,
  authorizationDetails: [
    {
      type: 'fdx_v1.0',
      consentRequest: {
        ...{ durationType: 'TIME_BOUND', durationPeriod: 90, lookbackPeriod: 60 },
        resources: [{ resourceType: 'ACCOUNT', dataClusters: FDX_CLUSTERS }],
      },
    },
  ],
}

/** A new application of FDX's guided lane, with a recipient that speaks for it over the wire. */
export async function fdxGuidedApp(bank: TestBank, name: string) {
  const { marketplace } = bank.rooms
  const { id } = await marketplace.createApplication({
    ...{ developerId: marketplace.ownerDeveloper().id, market: 'fdx', lane: 'guided', name },
    redirectUris: [FDX_GUIDED_CALLBACK],
  })
  const credentials = marketplace.pack(id) as SecretPack
  const recipient = await openFdxGuidedRecipient(credentials)

  const visit = (url: string, login: string) => {
    const customer = bank.rooms.bank.customers.demonstrationLogins('fdx').find((one) => one.login === login)
    if (!customer) throw new Error(`no demonstration customer ${login}`)
    return visitBank({ url, caPem: credentials.caPem, login, password: customer.password, decision: 'approve' })
  }

  return {
    ...recipient,
    credentials,
    applicationId: id,
    visit,
    /** The whole journey: pushed request, customer, code, tokens. */
    async connect(login: string) {
      const pending = await recipient.push(FDX_WISH)
      const end = await visit(pending.url, login)
      if (end.kind !== 'redirected') throw new Error(`the bank stopped the customer: ${end.reason}`)
      const tokens = await recipient.redeem(end.url, pending)
      return {
        consentId: String(tokens.grant_id),
        accessToken: tokens.access_token,
        refreshToken: tokens.refresh_token as string,
        accounts: end.accounts,
        returned: end.url,
      }
    },
  }
}
