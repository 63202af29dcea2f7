import type { Bank } from '#bank'
import { Problem } from '#kernel'
import type { Marketplace } from '#marketplace'
import type { DemoCustomer, RecipientMarket } from '#recipient'

const NAME = 'Contas Juntas'
const PROVISIONING_MS = 20_000

export type SampleAppDeps = {
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
  const { marketplace, market, redirectUri } = deps
  try {
    const { id } = await marketplace.createApplication({
      developerId: marketplace.ownerDeveloper().id,
      market: market.id,
      name: NAME,
      redirectUris: [redirectUri],
      idempotencyKey: `sample-app-${market.id}-${redirectUri}`,
    })
    await marketplace.whenProvisioned(id, { timeoutMs: PROVISIONING_MS })
    const { clientId, organisationId, softwareId, issuer, participantsUrl, transport, signing, encryption } =
      marketplace.credentials(id)
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
    return bank.customers
      .actsFor(person.id)
      .map((holder) =>
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
