export { settingsRoutes } from './console.ts'
export { type MarketSettings, openSettings, type Settings } from './settings.ts'
