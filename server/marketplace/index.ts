export { marketplaceRoutes } from './console.ts'
export { type Marketplace, type MarketplaceDeps, openMarketplace } from './marketplace.ts'
export type {
  Application,
  CredentialPack,
  Developer,
  DeveloperSession,
  MarketAddresses,
  MarketplaceMarket,
  NewApplication,
  NewDeveloper,
  Pack,
  PackFacts,
  Period,
  Provisioning,
  ProvisioningAgent,
  ProvisioningState,
  SecretPack,
  SoftwarePack,
  TestCustomer,
  Unpaired,
} from './model.ts'
export { openMarketplacePast } from './past.ts'
export { type Product, productRoutes } from './products.ts'
