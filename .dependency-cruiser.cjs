// The house's table of who may import whom. Type imports count. Rooms meet through their faces (a room's index.ts) only.

/** What each room of the server may import besides itself, Node and libraries. */
const ROOMS = {
  kernel: [],
  bank: ['kernel'],
  consent: ['kernel'],
  markets: ['kernel'],
  directory: ['kernel', 'markets'],
  identity: ['kernel', 'directory', 'consent', 'markets'],
  gateway: ['kernel', 'identity', 'consent', 'bank', 'markets', 'directory'],
  marketplace: ['kernel', 'directory', 'markets'],
  discovery: ['kernel', 'directory', 'markets'],
  webhooks: ['kernel', 'directory', 'markets'],
  settings: ['kernel', 'markets'],
  analytics: ['kernel'],
  journey: ['kernel', 'markets'],
  console: ['kernel'],
  recipient: ['kernel'],
}

/** The composition root: its files, and the folders that are theirs alone. It knows every room, by its face. */
const ROOT_FILES = ['main.ts', 'history-maker.ts', 'built-in-history.ts', 'cli.ts', 'config.ts'].map(
  (file) => `^server/${file.replace('.', '\\.')}$`,
)
const ROOT_FOLDERS = ['start', 'cli']

/** What a room may import the types of, and only the types. */
const TYPES = { markets: ['bank', 'consent'] }

/** Node's modules for input and output. */
const IO = [
  'fs',
  'fs/promises',
  'http',
  'https',
  'http2',
  'net',
  'tls',
  'dgram',
  'dns',
  'child_process',
  'worker_threads',
]

const OURS = ['server', 'renderer', 'electron', 'test', 'build', 'mock-data']

const face = (room) => `^server/${room}/index\\.ts$`
const folders = (...names) => names.map((name) => `^${name}/`)
const everyFace = Object.keys(ROOMS).map(face)
const builtIn = (...names) => names.map((name) => `^(node:)?${name}$`)

/** Every rule is an error, and says in its comment what the reader of a failed check should know. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const roomRules = Object.entries(ROOMS).map(([room, others]) => {
  const allowed = [...folders(`server/${room}`), ...[...others, ...(TYPES[room] ?? [])].map(face)]
  const comment = `${room} may import ${others.join(', ') || 'no other room'}, through faces`
  return rule(
    `room-${room}`,
    comment,
    { path: folders(`server/${room}`) },
    { path: folders(...OURS), pathNot: allowed },
  )
})

// dependency-cruiser's swc parser can't tell a type import: build/checks/import-rules.mjs reads the statements behind
// what a `types-only-` rule finds.
const typeRules = Object.entries(TYPES).map(([room, others]) =>
  rule(
    `types-only-${room}`,
    `${room} may import nothing but types from ${others.join(', ')}`,
    { path: folders(`server/${room}`) },
    { path: others.map(face) },
  ),
)

module.exports = {
  forbidden: [
    ...roomRules,
    ...typeRules,
    rule(
      'room-unlisted',
      'a room needs a row in this table',
      {
        path: '^server/([^/]+)/',
        pathNot: [...Object.keys(ROOMS), ...ROOT_FOLDERS].map((folder) => `^server/${folder}/`),
      },
      { path: folders(...OURS), pathNot: '^server/$1/' },
    ),
    rule(
      'faces-only',
      'main and cli know every room, by its face, and their own two folders',
      { path: '^server/[^/]+\\.ts$' },
      { path: '^server/[^/]+/', pathNot: ['^server/[^/]+/index\\.ts$', '^server/cli/', '^server/start/'] },
    ),
    rule(
      'root-start',
      'start helps main to put a bank together: it knows the rooms by their faces, and config',
      { path: folders('server/start') },
      { path: folders(...OURS), pathNot: [...folders('server/start'), ...everyFace, '^server/config\\.ts$'] },
    ),
    rule(
      'root-cli',
      'the command line knows the rooms by their faces, main, config and the face of start',
      { path: folders('server/cli') },
      {
        path: folders(...OURS),
        pathNot: [...folders('server/cli'), ...everyFace, face('start'), '^server/main\\.ts$', '^server/config\\.ts$'],
      },
    ),
    rule(
      'root-alone',
      'only main and cli know how a bank is put together',
      { path: folders('server', 'mock-data'), pathNot: [...ROOT_FILES, ...folders('server/start', 'server/cli')] },
      { path: [...ROOT_FILES, ...folders('server/start', 'server/cli')] },
    ),
    rule(
      'config-alone',
      'config imports the kernel only',
      { path: '^server/config\\.ts$' },
      { path: folders(...OURS), pathNot: face('kernel') },
    ),
    rule(
      'server-alone',
      'the server does not know who shows it or tests it',
      { path: folders('server', 'mock-data') },
      { path: folders('renderer', 'electron', 'test', 'build') },
    ),
    rule(
      'markets-pure',
      'markets do no input or output and keep no rows',
      { path: folders('server/markets') },
      { path: [...builtIn(...IO), 'node_modules/better-sqlite3/', 'node_modules/undici/'] },
    ),
    rule(
      'sqlite-in-kernel',
      'only the kernel opens databases',
      { path: folders('server'), pathNot: folders('server/kernel') },
      { path: ['node_modules/better-sqlite3/', ...builtIn('sqlite')] },
    ),
    rule(
      'types-only-renderer',
      'the console speaks HTTP with the server and shares nothing with it but types',
      { path: folders('renderer') },
      { path: folders('server') },
    ),
    rule(
      'renderer-alone',
      'the console runs in a browser',
      { path: folders('renderer') },
      { path: folders('electron', 'test', 'build', 'mock-data') },
    ),
    rule(
      'renderer-browser',
      'the console runs in a browser, which has none of the modules of Node',
      { path: folders('renderer'), pathNot: '^renderer/vite\\.config\\.ts$' },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'electron-alone',
      'the shell knows a path to the server, and nothing of it',
      { path: folders('electron') },
      { path: folders('server', 'renderer', 'test', 'build', 'mock-data') },
    ),
    rule(
      'resolvable',
      'an import that leads nowhere is checked by nobody',
      { path: folders('server', 'renderer', 'electron', 'mock-data') },
      { couldNotResolve: true },
    ),
    rule(
      'declared',
      'every library in use is in package.json',
      { path: folders('server', 'renderer', 'electron', 'mock-data') },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.cts', '.mjs', '.js', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
