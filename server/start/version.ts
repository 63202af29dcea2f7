import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The version that the program's package.json names. */
export function packageVersion(root: string): string {
  return (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }).version
}
