export { marketplaceRoutes } from './console.ts'
export { type Marketplace, type MarketplaceDeps, openMarketplace } from './marketplace.ts'
export type {
  Application,
  CredentialPack,
  Developer,
  MarketAddresses,
  MarketplaceMarket,
  NewApplication,
  NewDeveloper,
  Provisioning,
  ProvisioningAgent,
  ProvisioningState,
} from './model.ts'
export { openMarketplacePast } from './past.ts'
