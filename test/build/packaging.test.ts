import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packaging } from '../../build/electron-builder.mjs'

const ROOT = join(import.meta.dirname, '..', '..')
const config = packaging(ROOT)

test.each([
  ['linux', 'linux', ['AppImage', 'deb', 'tar.gz']],
  ['win', 'win32', ['nsis', 'portable']],
  ['mac', 'darwin', ['dmg']],
] as const)(
  '%s has its packages, its icon, and the database for itself whoever packs it',
  (system, platform, targets) => {
    const options = config[system]
    expect(options?.target).toEqual(targets)
    expect(existsSync(join(ROOT, String(options?.icon)))).toBe(true)
    expect(options?.files).toEqual([
      'package.json',
      `!**/node_modules/better-sqlite3/prebuilds/!(${platform}-\${arch}).node`,
    ])
  },
)

test('every face leads to a built file, and every pinned Node stays out', () => {
  const { imports, optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  expect(Object.keys(config.extraMetadata.imports)).toEqual(Object.keys(imports))
  for (const file of Object.values(config.extraMetadata.imports)) expect(file).toMatch(/^\.\/server\/\w+\/index\.js$/)
  const patterns = JSON.stringify(config.files)
  for (const name of Object.keys(optionalDependencies))
    expect(patterns).toContain(name.replace(/(node-(bin-)?[a-z]+-).*/, '$1*'))
})

test('nothing is published, and nothing asks for updates', () => {
  expect(config.publish).toBeNull()
})
