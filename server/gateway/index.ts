export { compileMarkets, type Gateway, type GatewayDeps, type GatewayTables, openGateway } from './gateway.ts'
