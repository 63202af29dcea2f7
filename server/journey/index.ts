export { type JourneyRouteDeps, journeyRoutes, type RolledUp } from './console.ts'
export type { ExplainedPlace, Explanation } from './explanation.ts'
export { type Journey, type JourneyDeps, openJourney } from './journey.ts'
export type { JourneyLimits } from './limits.ts'
export { openJourneyPast, type PastCall } from './past.ts'
export type { JourneyFilter } from './reader.ts'
export type {
  ArrowTraffic,
  CertificateFacts,
  DecodedJwt,
  ExchangePage,
  ExchangeSummary,
  JourneyDetail,
  JourneyKind,
  JourneyNews,
  JourneyPage,
  JourneySummary,
  LoggedExchange,
  LogPage,
  NewExchange,
  ProblemSummary,
  RecordedExchange,
  RecordedMessage,
  Step,
  WrittenRecord,
} from './recorded.ts'
export type { LogFilter } from './request-log.ts'
export { type MarketRules, type RuleView, ruleRoutes } from './rules-console.ts'
