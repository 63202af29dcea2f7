import {
  BaseEdge,
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  getSmoothStepPath,
  getStraightPath,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { Fragment, useEffect, useMemo, useRef } from 'react'
import type { MarketLogin } from '#identity'
import type { ArrowTraffic } from '#journey'
import { useManner, useSession } from '../../client/session.tsx'
import { useResource } from '../../client/use-resource.ts'
import { Icon } from '../../parts/icon.tsx'
import { GeneratedPart } from '../../parts/origin.tsx'
import { type MapArrow, type MapPart, PART_HEIGHT, PART_WIDTH, PARTS, type Side, TALL_HEIGHT } from './map.ts'
import type { Pulse } from './use-arrows.ts'

type PartNode = Node<{ part: MapPart; busy: boolean }, 'part'>
/** Nothing to see: it keeps room on the map for the line that runs around its right side. */
type RoomNode = Node<Record<string, never>, 'room'>
type ArrowEdge = Edge<
  {
    place: MapArrow
    traffic: ArrowTraffic | undefined
    pulses: readonly Pulse[]
    chosen: boolean
    onChoose: (arrow: number) => void
  },
  'arrow'
>

type Props = {
  map: readonly MapArrow[]
  arrows: readonly ArrowTraffic[] | undefined
  pulses: readonly Pulse[]
  chosen: number | null
  onChoose: (arrow: number) => void
}

/** The parts and the arrows between them, with the traffic of this moment running along. */
export function ArrowFlow(props: Props) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  )
}

/** How far to the right a line runs that goes around. */
const AROUND_PX = 34
const ROOM = { x: Math.max(...PARTS.map(({ x }) => x)) + PART_WIDTH + AROUND_PX, y: 0 }
const FIT = { padding: 0.04, maxZoom: 1.35 }

function Flow({ map, arrows, pulses, chosen, onChoose }: Props) {
  const { words } = useManner()
  const nodes = useMemo(() => partNodes(map, pulses), [map, pulses])
  const edges = useMemo(
    () => arrowEdges({ map, arrows, pulses, chosen, onChoose }),
    [map, arrows, pulses, chosen, onChoose],
  )
  const box = useRef<HTMLDivElement>(null)
  const { fitView } = useReactFlow()
  useEffect(() => {
    if (!box.current) return
    const watching = new ResizeObserver(() => void fitView(FIT))
    watching.observe(box.current)
    return () => watching.disconnect()
  }, [fitView])

  return (
    <div className="flow" ref={box}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        fitView
        fitViewOptions={FIT}
        minZoom={0.3}
        maxZoom={1.35}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        panOnDrag={false}
        zoomOnScroll={false}
        zoomOnPinch={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        proOptions={{ hideAttribution: true }}
        aria-label={words.say('home.map')}
      />
    </div>
  )
}

function partNodes(map: readonly MapArrow[], pulses: readonly Pulse[]): (PartNode | RoomNode)[] {
  const running = new Set(pulses.map(({ arrow }) => arrow))
  const busy = new Set(map.filter(({ arrow }) => running.has(arrow)).flatMap(({ from, to }) => [from, to]))
  const met = new Set(map.flatMap(({ from, to }) => [from, to]))
  const parts = PARTS.filter(({ id }) => met.has(id)).map(
    (part): PartNode => ({
      ...{ id: part.id, type: 'part', position: { x: part.x, y: part.y } },
      ...{ width: PART_WIDTH, height: part.tall ? TALL_HEIGHT : PART_HEIGHT },
      data: { part, busy: busy.has(part.id) },
    }),
  )
  return [...parts, { id: 'room', type: 'room', position: ROOM, width: 1, height: 1, data: {} }]
}

function arrowEdges({ map, arrows, pulses, chosen, onChoose }: Props): ArrowEdge[] {
  return map.map((place) => ({
    ...{ id: String(place.arrow), type: 'arrow', source: place.from, target: place.to },
    ...{ sourceHandle: place.leaves, targetHandle: `to-${place.reaches}` },
    markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--flow-line)' },
    data: {
      ...{ place, onChoose, chosen: chosen === place.arrow },
      traffic: arrows?.find(({ arrow }) => arrow === place.arrow),
      pulses: pulses.filter(({ arrow }) => arrow === place.arrow),
    },
  }))
}

const SIDES: Record<Side, { position: Position; topPx?: number; leftPx?: number }> = {
  top: { position: Position.Top },
  topLeft: { position: Position.Top, leftPx: 38 },
  topRight: { position: Position.Top, leftPx: 140 },
  bottom: { position: Position.Bottom },
  bottomLeft: { position: Position.Bottom, leftPx: 38 },
  bottomRight: { position: Position.Bottom, leftPx: 140 },
  left: { position: Position.Left },
  right: { position: Position.Right },
  leftUp: { position: Position.Left, topPx: 30 },
  leftDown: { position: Position.Left, topPx: 114 },
  rightUp: { position: Position.Right, topPx: 30 },
  rightDown: { position: Position.Right, topPx: 114 },
}

const HANDLES = Object.entries(SIDES).map(([side, { position, topPx, leftPx }]) => ({
  side,
  position,
  style:
    topPx === undefined && leftPx === undefined
      ? {}
      : { style: { ...(topPx === undefined ? { left: leftPx } : { top: topPx }) } },
}))

function PartBox({ data: { part, busy } }: NodeProps<PartNode>) {
  const { words } = useManner()
  const { api } = useSession()
  // Of the parts only this one stands differently as the bank is set.
  const logins = useResource<{ markets: MarketLogin[] }>(api, part.id === 'identity' ? '/api/login' : null)
  const away = logins.data?.markets.some(({ way }) => way === 'provider') ?? false
  return (
    <div className="flow-part" data-busy={busy} data-tall={part.tall ?? false}>
      {HANDLES.map(({ side, position, style }) => (
        <Fragment key={side}>
          <Handle type="source" id={side} position={position} isConnectable={false} {...style} />
          <Handle type="target" id={`to-${side}`} position={position} isConnectable={false} {...style} />
        </Fragment>
      ))}
      <span className="flow-part-icon">
        <Icon name={part.icon} size={18} />
      </span>
      <span>
        <strong>{words.say(`part.${part.id}`)}</strong>
        <span className="flow-part-says">{words.say(`home.part.${part.id}${away ? '.provider' : ''}`)}</span>
      </span>
    </div>
  )
}

function ArrowLine({ data, markerEnd, ...ends }: EdgeProps<ArrowEdge>) {
  const { words, formats } = useManner()
  if (!data) return null
  const { place, traffic, pulses, chosen, onChoose } = data
  const [path] =
    ends.sourcePosition === ends.targetPosition
      ? getSmoothStepPath({ ...ends, offset: AROUND_PX })
      : getStraightPath(ends)
  const count = traffic?.count ?? 0
  const refused = traffic?.refused ?? 0
  return (
    <>
      <BaseEdge
        path={path}
        {...(markerEnd ? { markerEnd } : {})}
        className={count > 0 ? 'flow-line used' : 'flow-line'}
      />
      {pulses.map(({ key, refused: wrong }) => (
        <circle key={key} r={5} className="flow-pulse" data-refused={wrong} style={{ offsetPath: `path("${path}")` }} />
      ))}
      <EdgeLabelRenderer>
        <button
          type="button"
          className="flow-label nodrag nopan"
          data-arrow={place.arrow}
          data-busy={pulses.length > 0}
          data-used={count > 0}
          data-refused={refused > 0}
          aria-pressed={chosen}
          style={{ transform: `translate(-50%, -50%) translate(${place.at[0]}px, ${place.at[1]}px)` }}
          onClick={() => onChoose(place.arrow)}
        >
          <span className="unseen">{words.say('home.arrow')}</span>
          <span className="flow-number">{place.arrow}</span>
          <span className="flow-words">
            <span className="flow-name">{words.say(`arrow.${place.arrow}`)}</span>
            <span className="flow-count">
              <GeneratedPart generated={traffic?.generated ?? 0} bare />
              <span>
                {formats.number(count)}
                <span className="unseen"> {words.say('home.lastDay')}</span>
              </span>
              {refused > 0 && (
                <span className="flow-refused">
                  <Icon name="alert" size={10} /> {formats.number(refused)}
                  <span className="unseen"> {words.say('home.refused')}</span>
                </span>
              )}
            </span>
          </span>
        </button>
      </EdgeLabelRenderer>
    </>
  )
}

const NODE_TYPES = { part: PartBox, room: () => null }
const EDGE_TYPES = { arrow: ArrowLine }
