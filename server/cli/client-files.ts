import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeFolder, problem } from '#kernel'
import type { Pack, SoftwarePack } from '#marketplace'

const ENVIRONMENT = 'bancada.env'
const STATEMENT = 'software-statement.jwt'

/**
 * Writes an application's files and its environment into a folder, each readable by its owner only, and returns their
 * paths by name. Throws files-in-the-way where another application's are there and `replace` is not set.
 */
export function writeClientFiles(
  folder: string,
  { files, environment, example }: Pick<Pack, 'files' | 'environment'> & Partial<Pick<Pack, 'example'>>,
  options: { replace?: boolean } = {},
): Record<string, string> {
  const program = example ? { [example.name]: example.text } : {}
  return writeFiles(folder, { ...files, [ENVIRONMENT]: environment, ...program }, options)
}

/**
 * The same of a software that registers itself, in the place of its own files. Its statement is a fresh one each time, for
 * it is good for minutes. Throws files-in-the-way where another's are there.
 */
export function writeSoftwareFiles(
  folder: string,
  { files, environment }: Pick<SoftwarePack, 'files' | 'environment'>,
) {
  const { [STATEMENT]: statement = '', ...lasting } = files
  const replace = ownFolder(folder, { environment })
  const written = writeFiles(folder, { ...lasting, [ENVIRONMENT]: environment }, { replace })
  return { ...written, ...writeFiles(folder, { [STATEMENT]: statement }, { replace: true }) }
}

/** Whether the files in a folder are of the very software that an environment is of. */
export function ownFolder(folder: string, { environment }: Pick<SoftwarePack, 'environment'>): boolean {
  const [own] = /^BANCADA_SOFTWARE_ID=.*$/m.exec(environment) ?? []
  const there = textOf(path.join(folder, ENVIRONMENT))?.split('\n') ?? []
  return own !== undefined && there.includes(own)
}

/** Throws files-in-the-way where a folder holds an application's files, whosever they are. */
export function refuseTaken(folder: string): void {
  const file = path.join(folder, ENVIRONMENT)
  if (existsSync(file)) throw problem('files-in-the-way', { file })
}

/** The same for any files, by name. */
export function writeFiles(
  folder: string,
  files: Record<string, string>,
  { replace = false }: { replace?: boolean } = {},
): Record<string, string> {
  const all = Object.entries(files)
  const paths = Object.fromEntries(all.map(([name]) => [name, path.join(folder, name)]))
  const changed = all.filter(([name, text]) => textOf(paths[name] as string) !== text)
  const inTheWay = changed.map(([name]) => paths[name] as string).find((file) => existsSync(file))
  if (inTheWay !== undefined && !replace) throw problem('files-in-the-way', { file: inTheWay })
  makeFolder(folder)
  for (const [name, text] of changed) writeWhole(paths[name] as string, text)
  return paths
}

/** Where the command line keeps an application's files: one folder for each application of a market. */
export function clientFolder(dataDir: string, { market, name, applicationId }: Pack): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40)
  // Names that differ only in what a folder's name can't hold must not share one.
  const own = plain === name ? plain : [plain, applicationId.slice(0, 8)].filter(Boolean).join('-')
  return path.join(dataDir, 'clients', market, own)
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
}
