const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

/** 1 January 1980, the first day a ZIP knows: the same files give the same bytes. */
const DOS_DATE = 0x21
const UTF8_NAMES = 0x800

/** A ZIP archive of texts by name, stored as they are. */
export function zipOf(files: Record<string, string>): Blob {
  const locals: Uint8Array<ArrayBuffer>[] = []
  const entries: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (const [fileName, text] of Object.entries(files)) {
    const [name, data] = [bytesOf(fileName), bytesOf(text)]
    const common = [20, 2, UTF8_NAMES, 2, 0, 2, 0, 2, DOS_DATE, 2, crc32(data), 4, data.length, 4, data.length, 4]
    const local = joined(numbers([0x04034b50, 4, ...common, name.length, 2, 0, 2]), name, data)
    // Comment, disk and attributes are all nothing.
    const tail = [name.length, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 4, offset, 4]
    entries.push(joined(numbers([0x02014b50, 4, 20, 2, ...common, ...tail]), name))
    locals.push(local)
    offset += local.length
  }
  const size = entries.reduce((sum, { length }) => sum + length, 0)
  const count = entries.length
  const end = numbers([0x06054b50, 4, 0, 2, 0, 2, count, 2, count, 2, size, 4, offset, 4, 0, 2])
  return new Blob([...locals, ...entries, end], { type: 'application/zip' })
}

/** Pairs of a value and its width in bytes, little end first. */
function numbers(pairs: number[]): Uint8Array<ArrayBuffer> {
  const bytes: number[] = []
  for (let at = 0; at < pairs.length; at += 2) {
    const [value = 0, width = 0] = pairs.slice(at, at + 2)
    for (let byte = 0; byte < width; byte += 1) bytes.push((value >>> (8 * byte)) & 0xff)
  }
  return Uint8Array.from(bytes)
}

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = (value >>> 8) ^ (TABLE[(value ^ byte) & 0xff] as number)
  return (value ^ 0xffffffff) >>> 0
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
