import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { rulesDocument } from '../../build/rules-doc.ts'

test('docs/rules.md says what the tables enforce; `node build/rules-doc.ts` writes it anew', () => {
  const kept = readFileSync(path.join(import.meta.dirname, '..', '..', 'docs', 'rules.md'), 'utf8')
  expect(kept).toBe(rulesDocument())
})
