import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { type Json, type Operation, readOpenApi } from './open-api.ts'

const FILE = 'corex-6.4.yaml'

/**
 * The operations of the public subset of FDX 6.4, by their ids: from BANCADA_FDX_SPECS, or the folder beside the checkout.
 * @returns undefined, loudly, where there is none: the caller's tests skip
 * @throws under CI, where the contract may not go unchecked
 */
export function fdxDocument(): ReadonlyMap<string, Operation> | undefined {
  const beside = path.resolve(import.meta.dirname, '../../../shared/specs/fdx')
  const file = path.join(process.env.BANCADA_FDX_SPECS ?? beside, FILE)
  if (existsSync(file)) {
    const operations = readOpenApi(parse(readFileSync(file, 'utf8')) as Json)
    return new Map(operations.map((operation) => [String(operation.operationId), operation]))
  }
  const because = `no FDX document at ${file}: answers are not compared with it`
  if (process.env.CI) throw new Error(because)
  console.warn(`\n*** ${because}\n*** Set BANCADA_FDX_SPECS to the folder of ${FILE} to compare.\n`)
  return undefined
}
