export { journeyRoutes } from './console.ts'
export { type Journey, type JourneyDeps, openJourney } from './journey.ts'
export type { JourneyLimits } from './limits.ts'
export { openJourneyPast, type PastCall } from './past.ts'
export type { JourneyFilter } from './reader.ts'
export type {
  CertificateFacts,
  DecodedJwt,
  ExchangePage,
  ExchangeSummary,
  JourneyDetail,
  JourneyKind,
  JourneyNews,
  JourneyPage,
  JourneySummary,
  ProblemSummary,
  RecordedExchange,
  RecordedMessage,
  Step,
  WrittenRecord,
} from './recorded.ts'
