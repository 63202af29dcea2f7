// The two files that hold an icon in several sizes. Both have held PNG pictures as they are for many years.

/** The types that a Mac knows PNG pictures by: the size, and the same size at double density. */
const ICNS_TYPES = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 }

/**
 * An .icns file.
 * @param {Map<number, Buffer>} pictures PNG by size in pixels
 */
export function icns(pictures) {
  const parts = Object.entries(ICNS_TYPES).flatMap(([type, size]) => {
    const png = pictures.get(size)
    if (!png) throw new Error(`no picture of ${size} pixels`)
    return [Buffer.from(type, 'ascii'), uint32(png.length + 8), png]
  })
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from('icns', 'ascii'), uint32(body.length + 8), body])
}

/**
 * An .ico file.
 * @param {[size: number, png: Buffer][]} pictures at most 256 pixels each
 */
export function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  for (const [i, [size, png]] of pictures.entries()) {
    const at = 6 + 16 * i
    // 256 is written as 0.
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...pictures.map(([, png]) => png)])
}

function uint32(value) {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
