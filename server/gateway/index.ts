export { type Gateway, type GatewayDeps, openGateway } from './gateway.ts'
export { STEPS } from './steps/index.ts'
