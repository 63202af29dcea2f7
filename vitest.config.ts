import { defineConfig } from 'vitest/config'

/** The folders that are a project of their own; `unit` is everything else. */
const APART = ['test/contract/**', 'test/journeys/**', 'test/pages/**']

export default defineConfig({
  // The console's own vite settings and public files are no business of the tests.
  publicDir: false,
  test: {
    pool: 'forks',
    // Pages and journeys wait for processes of their own more than they compute: a third keeps two cores busy.
    maxWorkers: 3,
    // A machine with other work on it answers late, not wrongly.
    expect: { poll: { timeout: 10_000 } },
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'dist/ci/tests.json' }]] : ['default'],
    projects: [
      project('unit', ['test/**/*.test.{ts,tsx}'], { exclude: APART, testTimeout: 30_000 }),
      project('contract', ['test/contract/**/*.test.ts'], { testTimeout: 120_000 }),
      project('journeys', ['test/journeys/**/*.test.ts'], { testTimeout: 120_000 }),
      project('pages', ['test/pages/**/*.test.ts'], { testTimeout: 120_000 }),
    ],
  },
})

function project(name: string, include: string[], options: { exclude?: string[]; testTimeout: number }) {
  return {
    extends: true as const,
    test: {
      name,
      include,
      exclude: ['**/node_modules/**', ...(options.exclude ?? [])],
      environment: 'node' as const,
      testTimeout: options.testTimeout,
      hookTimeout: options.testTimeout,
      teardownTimeout: 10_000,
    },
  }
}
