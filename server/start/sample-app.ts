import type { Bank } from '#bank'
import { type Exchanges, Problem } from '#kernel'
import type { Marketplace } from '#marketplace'
import type { DemoCustomer, RecipientMarket } from '#recipient'

const NAME = 'Contas Juntas'
const PROVISIONING_MS = 20_000

export type SampleAppDeps = {
  exchanges: Exchanges
  marketplace: Marketplace
  bank: Bank
  market: { id: string; book: string }
  redirectUri: string
}

/**
 * The sample app's registration, made at first start through the same arrows as everybody's: an application of the
 * install's owner, provisioned by the agent. Returns what the app needs to run, or why it can't yet.
 */
export async function sampleAppMarket(deps: SampleAppDeps): Promise<RecipientMarket | Problem> {
  const { exchanges, marketplace, market, redirectUri } = deps
  const asked = {
    market: market.id,
    name: NAME,
    redirectUris: [redirectUri],
    idempotencyKey: `sample-app-${market.id}-${redirectUri}`,
  }
  const call = { from: 'developer', to: 'marketplace' } as const
  try {
    const developerId = marketplace.ownerDeveloper().id
    const { id, clientId: known } = await exchanges.pass(
      { ...call, arrow: 1, operation: 'create application', request: { body: asked } },
      async (exchange) => {
        const application = await marketplace.createApplication({ developerId, ...asked })
        exchange.ids.applicationId = application.id
        return application
      },
    )
    if (known === null) await marketplace.whenProvisioned(id, { timeoutMs: PROVISIONING_MS })
    const collect = {
      ...call,
      arrow: 4,
      operation: 'collect credentials',
      request: { body: { application: id } },
      ids: { applicationId: id },
    }
    const { clientId, organisationId, softwareId, issuer, participantsUrl, transport, signing, encryption } =
      await exchanges.pass(collect, () => marketplace.credentials(id))
    return {
      ...{ clientId, organisationId, softwareId, issuer, participantsUrl, redirectUri },
      transport: { keyPem: transport.keyPem, certificatePem: transport.chainPem },
      signing,
      encryption,
      demoCustomers: demoCustomers(deps.bank, market.book),
    }
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** The customers offered in the app's list: each person, and each company with the person who acts for it. */
function demoCustomers(bank: Bank, book: string): DemoCustomer[] {
  return bank.customers.demonstrationLogins(book).flatMap(({ login, document }) => {
    const person = bank.customers.byDocument(book, document)
    if (!person) return []
    return bank.customers.actsFor(person.id).map((holder) =>
      holder.kind === 'person'
        ? { name: holder.name, document: holder.document, login }
        : {
            name: holder.tradeName,
            document: (person as { document: string }).document,
            login,
            businessDocument: holder.document,
          },
    )
  })
}
