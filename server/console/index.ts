export { type Console, type ConsoleOptions, openConsole } from './console.ts'
export type { ConsoleFacts, ServiceFact } from './facts.ts'
export { HEARTBEAT_MS, type LiveSource } from './live.ts'
export type { ErrorBody } from './problems.ts'
