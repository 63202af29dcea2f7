import zlib from 'node:zlib'
import type { JourneyStore } from './store.ts'

/** Text in one block, in characters: as much as packs well, and no more than one message is worth unpacking. */
const BLOCK_CHARACTERS = 256 * 1024

const LINE_END = 0x0a

/** Messages of a block that others may say again. */
type Line = { seq: number; response: string | null; decoded: string | null }

/** The messages of an exchange as kept: JSON, redacted. */
export type KeptMessages = { request: unknown; response: unknown; decoded: unknown[] }

export type Block = { packing: 'none' | 'zstd'; data: Uint8Array }

/** A runtime that can't pack keeps messages as they are. */
const CAN_PACK = typeof zlib.zstdCompressSync === 'function'
const PACKING = CAN_PACK ? { params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 } } : undefined

/**
 * Opens the packing of messages: those of a batch stand together, a line each, since most of what one says the one
 * before it said too. `kept` is told of each block.
 */
export function openMessageBlocks(store: JourneyStore, kept: (messages: number, bytes: number) => void) {
  /** Where a block is put together: fresh memory for each would cost more than what is written into it. */
  let room = Buffer.alloc(0)
  let lines: string[] = []
  let known = new Map<string, Line>()
  let characters = 0
  let firstSeq = 0
  let lastSeq = 0

  function flush(): void {
    if (lines.length === 0) return
    const { packing, data } = pack(written(lines))
    store.insertBlock.run(lastSeq, firstSeq, lines.length, data.length, packing, data)
    kept(lines.length, data.length)
    forget()
  }

  /** The lines as bytes, in the room. */
  function written(texts: readonly string[]): Uint8Array {
    if (room.length < mostBytes()) room = Buffer.allocUnsafeSlow(2 * mostBytes())
    let end = 0
    for (const text of texts) {
      if (end > 0) {
        room[end] = LINE_END
        end += 1
      }
      end += room.write(text, end)
    }
    return room.subarray(0, end)
  }

  /** No letter takes more than three bytes for each unit of a text's length. */
  const mostBytes = () => (characters + lines.length) * 3

  function forget(): void {
    lines = []
    known = new Map()
    characters = 0
  }

  /** What the messages say; of those that say what others of the block did, only where these stand. */
  function said(seq: number, request: string, response: string | null, decoded: string | null): string {
    const same = known.get(request)
    if (same && same.response === response && same.decoded === decoded) return `${same.seq}`
    known.set(request, { seq, response, decoded })
    return `${request},${response ?? 'null'},${decoded ?? '[]'}`
  }

  return {
    /** Takes the messages of the next exchange, as JSON. */
    add(seq: number, request: string, response: string | null, decoded: string | null): void {
      if (lines.length === 0) firstSeq = seq
      lastSeq = seq
      const line = `[${seq},${said(seq, request, response, decoded)}]`
      lines.push(line)
      characters += line.length
      if (characters >= BLOCK_CHARACTERS) flush()
    },
    /** Writes what was taken, at the end of a batch. */
    flush,
    /** Forgets what was taken, after a batch that was not written. */
    forget,
  }
}

/** The messages of an exchange in a block; undefined where it has none there, or they can't be unpacked here. */
export function messagesIn(block: Block, seq: number): KeptMessages | undefined {
  const text = unpack(block)
  return text === undefined ? undefined : lineOf(text, seq)
}

function lineOf(text: string, seq: number): KeptMessages | undefined {
  const start = text.startsWith(`[${seq},`) ? 0 : text.indexOf(`\n[${seq},`) + 1
  if (start === 0 && !text.startsWith(`[${seq},`)) return undefined
  const end = text.indexOf('\n', start)
  const [, request, response, decoded] = JSON.parse(text.slice(start, end < 0 ? undefined : end))
  return typeof request === 'number' ? lineOf(text, request) : { request, response, decoded }
}

function pack(plain: Uint8Array): Block {
  if (!CAN_PACK) return { packing: 'none', data: plain }
  return { packing: 'zstd', data: zlib.zstdCompressSync(plain, PACKING) }
}

function unpack({ packing, data }: Block): string | undefined {
  if (packing === 'none') return Buffer.from(data).toString()
  return CAN_PACK ? zlib.zstdDecompressSync(data).toString() : undefined
}
