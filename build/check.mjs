// `npm run check`: every rule that a machine can hold, one after the other; all failures are shown, not only the first.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** @param {string} root the checkout */
export async function main(root) {
  const results = []
  for (const step of steps(root)) results.push(await attempt(root, step))
  const passed = results.filter(Boolean).length
  console.log(`${passed} passed, ${results.length - passed} failed`)
  if (passed < results.length) process.exitCode = 1
}

/** Types, then style, then one step for each file in checks/. A step passes by exit code 0. */
function steps(root) {
  const checks = join(root, 'build', 'checks')
  const packages = join(root, 'node_modules')
  return [
    { name: 'types', args: [join(packages, 'typescript', 'bin', 'tsc'), '--noEmit', '-p', root] },
    {
      name: 'lint and format',
      args: [
        join(packages, '@biomejs', 'biome', 'bin', 'biome'),
        'check',
        '--error-on-warnings',
        '--max-diagnostics=50',
      ],
    },
    ...readdirSync(checks)
      .filter((file) => file.endsWith('.mjs'))
      .sort()
      .map((file) => ({ name: file.slice(0, -'.mjs'.length).replaceAll('-', ' '), args: [join(checks, file)] })),
  ]
}

/** @returns {Promise<boolean>} whether the step passed; its words are shown when it did not */
function attempt(root, { name, args }) {
  const began = performance.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let words = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        words += text
      })
    }
    const end = (passed) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      console.log(`${passed ? 'passed' : 'FAILED'}  ${name}  ${seconds} s`)
      if (!passed) console.log(words.trim().replace(/^/gm, '        '))
      resolve(passed)
    }
    child.once('error', (error) => {
      words += error.message
      end(false)
    })
    child.once('close', (code) => end(code === 0))
  })
}
