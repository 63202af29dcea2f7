export { backOffMs } from './back-off.ts'
export { BODY_LIMIT, bodyOrRefusal, demandUncoded, UNCODED } from './body.ts'
export { addMonths } from './calendar.ts'
export {
  alternativeNames,
  attributeOf,
  derOf,
  extendedKeyUsage,
  OID,
  type ParsedCertificate,
  parseCertificate,
  type SubjectAttribute,
} from './certificate.ts'
export type { Caller, ConsoleInput, ConsoleRoute } from './console-route.ts'
export {
  bothWays,
  type Database,
  holdFile,
  type KeyOrder,
  migrate,
  openDatabase,
  readDatabase,
  type Statement,
} from './database.ts'
export { children, contentOf, type Element, rawOf, readElement, readOid, TAG } from './der.ts'
export {
  type BankEvent,
  beginEventLog,
  type EventListener,
  type EventLog,
  type EventSubject,
  type Events,
  type NewEvent,
  type Origin,
  openEvents,
} from './events.ts'
export {
  type Exchange,
  type ExchangeIds,
  type ExchangeProblem,
  type ExchangeStart,
  type Exchanges,
  type Headers,
  type Holder,
  type Message,
  openExchanges,
  type Part,
  type Recorder,
  type TrafficRecord,
} from './exchange.ts'
export { type Log, openLog } from './log.ts'
export { decimal, type Money } from './money.ts'
export { callOut, type OutgoingAnswer, type OutgoingCall } from './outgoing.ts'
export { pinHost } from './own-host.ts'
export { type Facts, Problem, problem } from './problem.ts'
export { type ApiOperations, badParameter, choiceIn, numberIn, operationsIn, originIn } from './query.ts'
export { openRowMemory, type RowMemory } from './row-memory.ts'
export { type Check, type JsonSchema, openSchemas, PRINTABLE, type SchemaFault } from './schema.ts'
export { openSeal, type Seal } from './seal.ts'
export { openWorkLoop, type WorkLoop } from './work-loop.ts'
export {
  type BankClock,
  type KeptClock,
  keepClock,
  keptClock,
  machineTime,
  openWorld,
  type World,
  type WorldOptions,
} from './world.ts'
