import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { officialFolder } from '../../build/take-schemas.ts'
import { type Json, type Operation, readOpenApi } from './open-api.ts'

/**
 * The folder of the official Open Finance Brasil documents: BANCADA_SPECS, or the one beside the checkout.
 * @returns undefined, loudly, where there is none: the caller's tests skip
 * @throws under CI, where the contract may not go unchecked
 */
export function officialDocuments(): string | undefined {
  const folder = officialFolder()
  if (existsSync(folder)) return folder
  const because = `no official documents at ${folder}: answers are not compared with them`
  if (process.env.CI) throw new Error(because)
  console.warn(`\n*** ${because}\n*** Set BANCADA_SPECS to a folder with the official .yml files to compare.\n`)
  return undefined
}

/** The operations of one official document. Some hold byte order marks and zero-width spaces, even in format names. */
export function officialOperations(folder: string, file: string): Operation[] {
  const text = readFileSync(path.join(folder, file), 'utf8').replace(/[\uFEFF\u200B]/g, '')
  return readOpenApi(parse(text) as Json)
}

/** The operation of a document at a method and path; throws where the document has none. */
export function operationAt(operations: readonly Operation[], method: string, at: string): Operation {
  const found = operations.find((operation) => operation.method === method && operation.path === at)
  if (!found) throw new Error(`the official document has no ${method} ${at}`)
  return found
}
