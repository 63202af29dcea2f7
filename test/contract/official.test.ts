import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { officialDocuments } from './official.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

test('BANCADA_SPECS names the folder of the official documents', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bancada-specs-'))
  vi.stubEnv('BANCADA_SPECS', folder)
  expect(officialDocuments()).toBe(folder)
  rmSync(folder, { recursive: true })
})

test('a missing folder is said aloud, and fails under CI', () => {
  vi.stubEnv('BANCADA_SPECS', path.join(tmpdir(), 'no-such-folder'))
  vi.stubEnv('CI', '')
  const said = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  expect(officialDocuments()).toBeUndefined()
  expect(said).toHaveBeenCalledWith(expect.stringContaining('no official documents at'))
  vi.stubEnv('CI', '1')
  expect(officialDocuments).toThrow('no official documents at')
})
