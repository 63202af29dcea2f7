export { compileMarkets, type Gateway, type GatewayDeps, type GatewayTables, openGateway } from './gateway.ts'
export { openLaneRoutes } from './open-lane/console.ts'
export { type OpenLane, type OpenLaneState, openOpenLane } from './open-lane/open-lane.ts'
