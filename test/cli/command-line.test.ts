import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runCommandLine } from '../../server/cli/command-line.ts'
import { COMMANDS } from '../../server/cli/commands.ts'
import { parseCommandLine } from '../../server/cli/parse.ts'

const ROOT = path.resolve(import.meta.dirname, '..', '..')
const ADDRESS = 'https://127.0.0.1:8443/a,b'
const dir = mkdtempSync(path.join(tmpdir(), 'bancada-cli-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** What a command line writes, and the code it ends with. */
async function typed(...argv: string[]) {
  const written = { out: '', err: '' }
  const code = await runCommandLine(argv, {
    root: ROOT,
    env: {},
    stdout(text) {
      written.out += text
    },
    stderr(text) {
      written.err += text
    },
  })
  return { code, ...written }
}

describe('the help', () => {
  test('names every command with its summary', async () => {
    const { code, out } = await typed('--help')
    expect(code).toBe(0)
    for (const { name, summary } of COMMANDS) expect(out).toMatch(new RegExp(`  ${name} +${summary.slice(0, 20)}`))
    expect(await typed('help')).toEqual({ code, out, err: '' })
  })

  test.each(COMMANDS.map(({ name }) => name))('%s --help names every option it takes', async (name) => {
    const command = COMMANDS.find((known) => known.name === name)
    const { code, out } = await typed(...name.split(' '), '--help')
    expect(code).toBe(0)
    for (const option of [...Object.keys(command?.options ?? {}), 'data', 'json', 'help']) {
      expect(out).toContain(`--${option}`)
    }
    expect((await typed('help', ...name.split(' '))).out).toBe(out)
    expect((await typed(...name.split(' '), '-h')).out).toBe(out)
  })

  test('an option has one meaning of a value in all commands', () => {
    const types = new Map<string, string>()
    for (const [name, { type }] of COMMANDS.flatMap(({ options }) => Object.entries(options))) {
      expect(types.get(name) ?? type).toBe(type)
      types.set(name, type)
    }
  })

  test('--version tells the version, with --json as JSON', async () => {
    expect((await typed('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect(JSON.parse((await typed('--version', '--json')).out)).toEqual({ version: expect.any(String) })
  })
})

describe('a command line that is not understood ends with 2 and says', () => {
  test.each([
    ['what there is, without a command', [], /The commands are: start, info/],
    ['the nearest command', ['strat'], /no command "strat"; did you mean "start"/],
    ['the nearest command of two words', ['app', 'craete'], /did you mean "app create"/],
    [
      'the commands that begin so',
      ['consent'],
      /The commands are: consent approve, consent reject, consent hook, consent hold, consent release/,
    ],
    ['the nearest option', ['app', 'create', '--nmae', 'x'], /no option --nmae; did you mean --name/],
    ['the options there are, when none is near', ['info', '--zzz'], /It may be one of: --data, --json, --help/],
    ['that an option belongs to another command', ['info', '--port', '0'], /"info" has no option --port/],
    ['what is needed', ['token'], /"token" needs --customer LOGIN/],
    ['that a value is missing', ['token', '--customer', '--json'], /needs a value: --customer LOGIN/],
    ['that a value is missing at the end', ['info', '--data'], /needs a value: --data DIR/],
    ['that a value is empty', ['info', '--data='], /needs a value: --data DIR/],
    ['that a switch takes no value', ['start', '--open=yes'], /--open takes no value/],
    [
      'that an option came twice',
      ['token', '--customer', 'ana', '--customer', 'bruno'],
      /--customer may be given once/,
    ],
    [
      'that one address was wanted',
      ['app', 'create', '--name', 'x', '--redirect-uri', 'https://127.0.0.1/a,https://127.0.0.1/b'],
      /Give --redirect-uri again for each address/,
    ],
    ['what it does not know what to do with', ['info', 'now'], /does not know what to do with "now"/],
    ['that one of two options is needed', ['consent', 'approve', '--customer', 'ana'], /one of --consent, --url/],
    ['which ports there are', ['start', '--port', '80'], /The port "80" can't be used/],
  ] as const)('%s', async (_, argv, words) => {
    const { code, out, err } = await typed(...argv)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err.replaceAll('\n', ' ')).toMatch(words)
  })

  // Each option for which the help says "may be given again", of every command, whether it is required or not.
  const again = COMMANDS.flatMap((command) =>
    Object.entries(command.options).flatMap(([name, { multiple }]) =>
      multiple ? [[command.name, name] as const] : [],
    ),
  )
  test.each(again)('%s --%s may be given again, as the help says', async (name, option) => {
    const command = COMMANDS.find((known) => known.name === name)
    const required = Object.entries(command?.options ?? {}).filter(
      ([other, { required }]) => required && other !== option,
    )
    const argv = [option, option, ...required.map(([other]) => other)].flatMap((one) => [`--${one}`, ADDRESS])
    const parsed = parseCommandLine([...name.split(' '), ...(command?.argument ? ['x'] : []), ...argv], COMMANDS)
    expect(parsed).toMatchObject({ kind: 'run', command: { name } })
    expect(parsed.kind === 'run' && parsed.args.list(option)).toEqual([ADDRESS, ADDRESS])
  })

  test('the same as JSON with --json, and nothing else', async () => {
    const { code, out, err } = await typed('strat', '--json')
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(JSON.parse(err)).toEqual({
      error: {
        type: 'command-unknown',
        title: 'No such command',
        detail: 'There is no command "strat"; did you mean "start"?',
        fix: 'See `bancada --help`.',
      },
    })
  })
})

describe('a folder without a running bank', () => {
  test.each([
    ['info'],
    ['app create --name x --redirect-uri https://127.0.0.1:8443/x'],
    ['token --customer ana'],
    ['consent approve --consent urn:a:b --customer ana'],
    ['consent reject --url https://localhost:1/x --customer ana'],
    ['consent hold --consent urn:a:b'],
    ['consent release --consent urn:a:b'],
  ])('%s ends with 5, and says where it looked and how to start one', async (line) => {
    const { code, out, err } = await typed(...line.split(' '), '--data', dir)
    expect(code).toBe(5)
    expect(out).toBe('')
    expect(err).toContain(dir)
    expect(err).toContain(`bancada start --data ${dir}`)
  })

  test.each([
    ['left over from a bank that was killed', { addresses: { console: 'http://localhost:1' }, consoleToken: 'x' }],
    ['cut short', 'not an object'],
    ['empty of addresses', {}],
  ])('run.json is %s: that is no running bank', async (_, run) => {
    writeFileSync(path.join(dir, 'run.json'), JSON.stringify(run))
    expect((await typed('info', '--data', dir)).code).toBe(5)
  })

  test('a folder in which no bank was ever started has no CA certificate', async () => {
    const { code, err } = await typed('ca', 'path', '--data', dir, '--json')
    expect(code).toBe(5)
    expect(JSON.parse(err).error).toMatchObject({ type: 'ca-missing', detail: expect.stringContaining(dir) })
  })
})
