export { compileMarkets, type GatewayTables } from './api-door.ts'
export { type Gateway, type GatewayDeps, openGateway } from './gateway.ts'
export { openLaneRoutes } from './open-lane/console.ts'
export { type OpenLane, type OpenLaneState, openOpenLane } from './open-lane/open-lane.ts'
