import type { World } from '#kernel'
import type { Draft, Drafts } from '../../drafts.ts'
import type { Connections } from '../connections.ts'

export type FdxDeps = { world: World; connections: Connections; drafts: Drafts<Draft> }
