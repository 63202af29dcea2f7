import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildDesktop } from '../../build/desktop-build.mjs'

const CHECKOUT = join(import.meta.dirname, '..', '..')

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-shell-'))
  for (const path of ['electron', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    cpSync(join(CHECKOUT, path), join(root, path), { recursive: true })
  }
  symlinkSync(join(CHECKOUT, 'node_modules'), join(root, 'node_modules'), 'junction')
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

test('the shell compiles, once, to modules that need no TypeScript', async () => {
  expect(await buildDesktop(root)).toBe(true)
  const shell = await import(pathToFileURL(join(root, 'dist', 'electron', 'shell.js')).href)
  expect(shell.openShell).toBeTypeOf('function')
  expect(await buildDesktop(root)).toBe(false)
})

test('a shell that does not compile is said in the words of the compiler', async () => {
  writeFileSync(join(root, 'electron', 'window.ts'), 'export const = 1')
  await expect(buildDesktop(root)).rejects.toThrow(/does not compile:[\s\S]*window.ts/)
})
