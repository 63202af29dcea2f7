export { discoveryRoutes } from './console.ts'
export { type Discovery, type DiscoveryDeps, openDiscovery } from './discovery.ts'
export type {
  Job,
  JobError,
  JobState,
  NewJob,
  Register,
  Registration,
  RegistrationOf,
  RegistrationRequest,
  Secrets,
  Way,
} from './model.ts'
export { openDiscoveryPast } from './past.ts'
export { openRegistrationCall, type RegistrationCallOptions } from './registration-call.ts'
