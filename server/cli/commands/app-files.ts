import path from 'node:path'
import type { Application } from '#marketplace'
import { credentialsOf } from '../applications.ts'
import { ownFolder, writeClientFiles } from '../client-files.ts'
import type { Command } from '../command.ts'
import { runningBank } from '../running-bank.ts'

export const appFiles: Command = {
  name: 'app files',
  summary: "writes an application's keys, certificates and environment, with the addresses of now",
  argument: { value: 'APPLICATION', summary: 'its id' },
  options: {
    out: { type: 'string', value: 'DIR', summary: 'the folder; its own files there are replaced', required: true },
  },
  notes: ['It pairs an application again with a bank that moved to other ports; `info` lists those that need it.'],
  async run({ argument, text, dataDir, out }) {
    const bank = await runningBank(dataDir)
    const address = `/api/marketplace/applications/${encodeURIComponent(argument)}`
    const { application } = await bank.call<{ application: Application }>('GET', address)
    const pack = await credentialsOf(bank, application)
    const folder = path.resolve(text('out') as string)
    const written = writeClientFiles(folder, pack, { replace: ownFolder(folder, pack) })
    const { applicationId, clientId } = pack
    const files = Object.values(written).map((file) => `  ${file}`)
    out.result({ applicationId, clientId, written }, `Written:\n${files.join('\n')}\n`)
    return 0
  },
}
