import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const read = (...path: string[]) => readFileSync(join(ROOT, ...path))

/** Width and height of a PNG, from its first chunk. */
const sizeOf = (png: Buffer) => {
  expect(png.subarray(1, 4).toString('ascii')).toBe('PNG')
  return [png.readUInt32BE(16), png.readUInt32BE(20)]
}

test.each([16, 24, 32, 48, 64, 128, 256, 512, 1024])('the picture of %i pixels has that size', (size) => {
  expect(sizeOf(read('build/icons/png', `${size}x${size}.png`))).toEqual([size, size])
})

test('the Windows icon holds a picture for each size that it lists, where it says', () => {
  const ico = read('build/icons/icon.ico')
  const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, i) => {
    const at = 6 + 16 * i
    const listed = ico.readUInt8(at) || 256
    const [length, offset] = [ico.readUInt32LE(at + 8), ico.readUInt32LE(at + 12)]
    expect(sizeOf(ico.subarray(offset, offset + length))).toEqual([listed, listed])
    return listed
  })
  expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256])
})

test('the Mac icon holds whole pictures to its last byte, the largest of 1024 pixels', () => {
  const icns = read('build/icons/icon.icns')
  expect(icns.subarray(0, 4).toString('ascii')).toBe('icns')
  expect(icns.readUInt32BE(4)).toBe(icns.length)
  const widths: (number | undefined)[] = []
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) widths.push(sizeOf(icns.subarray(at + 8))[0])
  expect(widths).toEqual([32, 64, 128, 256, 256, 512, 512, 1024])
})

test('the shell has its own pictures, at two densities for the tray', () => {
  const sizes = ['window', 'tray', 'tray@2x', 'trayTemplate', 'trayTemplate@2x'].map(
    (name) => sizeOf(read('electron/icons', `${name}.png`))[0],
  )
  expect(sizes).toEqual([256, 24, 48, 18, 36])
})
