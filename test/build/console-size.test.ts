import { expect, test } from 'vitest'
import { firstLoad } from '../../build/checks/console-size.mjs'

test('a page’s first load is its entry and what that imports, each file once, but nothing loaded on demand', () => {
  const manifest = {
    'index.html': { file: 'assets/index.js', isEntry: true, imports: ['_shared.js', '_other.js'] },
    '_shared.js': { file: 'assets/shared.js', imports: ['_other.js'] },
    '_other.js': { file: 'assets/other.js', imports: ['_shared.js'] },
    'pages/charts.tsx': { file: 'assets/charts.js', imports: ['_recharts.js'] },
    '_recharts.js': { file: 'assets/recharts.js' },
  }
  expect(firstLoad(manifest, 'index.html')).toEqual(['assets/index.js', 'assets/shared.js', 'assets/other.js'])
  expect(firstLoad(manifest, 'missing.html')).toEqual([])
})
