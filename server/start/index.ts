export type { Personas } from '#bank'
export type { BankInfo } from './bank-info.ts'
export {
  applicationEventsRoute,
  consentViews,
  type MarketView,
  marketsRoute,
  rolledUpBy,
} from './console-views.ts'
export { openDataFolder, type RunFile } from './data-folder.ts'
export { bindListeners, DOORS, type Door, type Listeners } from './listeners.ts'
export { peopleOf } from './people.ts'
export { sampleAppMarket } from './sample-app.ts'
export { packageVersion } from './version.ts'
