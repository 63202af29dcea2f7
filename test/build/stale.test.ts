import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildIfStale } from '../../build/stale.mjs'

let root: string
let builds: number

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-stale-'))
  builds = 0
  mkdirSync(join(root, 'src', 'part'), { recursive: true })
  writeFileSync(join(root, 'src', 'part', 'a.ts'), 'a')
  writeFileSync(join(root, 'lock'), '1')
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

test('the same sources are built once', async () => {
  expect(await build()).toBe(true)
  expect(await build()).toBe(false)
  expect(builds).toBe(1)
})

test.each([
  ['a changed file', () => writeFileSync(join(root, 'src', 'part', 'a.ts'), 'b')],
  ['a new file', () => writeFileSync(join(root, 'src', 'b.ts'), '')],
  ['a removed file', () => rmSync(join(root, 'src', 'part', 'a.ts'))],
  ['another lock file', () => writeFileSync(join(root, 'lock'), '2')],
  ['a removed product', () => rmSync(join(root, 'out'), { recursive: true })],
])('%s is built anew', async (_what, change) => {
  await build()
  change()
  expect(await build()).toBe(true)
})

test('a build that fails is not taken for done, nor is what it replaced', async () => {
  await build()
  writeFileSync(join(root, 'src', 'part', 'a.ts'), 'broken')
  await expect(build(true)).rejects.toThrow('no')
  expect(existsSync(join(root, 'out', '.stamp'))).toBe(false)
  writeFileSync(join(root, 'src', 'part', 'a.ts'), 'a')
  expect(await build()).toBe(true)
})

function build(fails = false): Promise<boolean> {
  return buildIfStale({
    root,
    sources: ['src', 'lock'],
    product: 'out',
    build: async () => {
      if (fails) throw new Error('no')
      builds++
    },
  })
}
