import path from 'node:path'
import type { Organisation, Software } from '#directory'
import type { SoftwarePack } from '#marketplace'
import { marketOf } from '../choices.ts'
import { refuseTaken, writeSoftwareFiles } from '../client-files.ts'
import { type Command, type Option, several } from '../command.ts'
import { table } from '../output.ts'
import { type RunningBank, runningBank } from '../running-bank.ts'

const role: Option = { type: 'string', value: 'R', summary: 'a role, such as DADOS', required: true, multiple: true }
const OUT: Option = {
  type: 'string',
  value: 'DIR',
  summary: 'writes keys, certificates, environment and statement there',
}
const status = (choices: string): Option => ({ type: 'string', value: 'STATUS', summary: choices })

export const directoryEnrol: Command = {
  name: 'directory enrol',
  summary: 'enrols an organisation',
  options: {
    name: { type: 'string', value: 'N', summary: 'its name', required: true },
    number: {
      type: 'string',
      value: 'CNPJ',
      summary: 'its registration number, with right check digits',
      required: true,
    },
    role,
  },
  async run(call) {
    const bank = await runningBank(call.dataDir)
    const answer = await bank.call<{ organisation: Organisation }>('POST', '/api/directory/organisations', {
      ...{ name: call.text('name'), registrationNumber: call.text('number'), roles: several(call, 'role') ?? [] },
    })
    call.out.result(answer, `enrolled  ${answer.organisation.organisationId}  ${answer.organisation.name}`)
    return 0
  },
}

export const directoryStatus: Command = {
  name: 'directory status',
  summary: 'withdraws an organisation, or lets it take part again',
  argument: { value: 'ORGANISATION', summary: 'the id of the organisation' },
  options: { status: { ...status('Active or Withdrawn'), required: true } },
  async run({ dataDir, out, argument, text }) {
    const bank = await runningBank(dataDir)
    const path = `/api/directory/organisations/${encodeURIComponent(argument)}/status`
    const answer = await bank.call<{ organisation: Organisation }>('POST', path, { status: text('status') })
    out.result(answer, `${answer.organisation.name}: ${answer.organisation.status}`)
    return 0
  },
}

export const directorySoftwareAdd: Command = {
  name: 'directory software add',
  summary: 'makes a software statement with its keys and certificates, for a client that registers itself',
  options: {
    organisation: { type: 'string', value: 'ID', summary: 'whose software it is', required: true },
    market: { type: 'string', value: 'M', summary: "the market; the bank's first where left out" },
    name: { type: 'string', value: 'N', summary: 'its name', required: true },
    'redirect-uri': {
      ...{ type: 'string', value: 'URI', required: true, multiple: true },
      summary: 'where customers come back to, https and on 127.0.0.1 for this machine',
    },
    'webhook-uri': { type: 'string', value: 'URI', summary: 'where the bank sends notices', multiple: true },
    role,
    out: OUT,
  },
  notes: [
    'Its files, with a fresh statement, are written later or again by `bancada directory software files`.',
    '`bancada app create` does all of it and registers the application as well.',
  ],
  async run(call) {
    const bank = await runningBank(call.dataDir)
    const folder = call.text('out')
    // Sooner than a software is made whose files have no place.
    if (folder !== undefined) refuseTaken(path.resolve(folder))
    const webhookUris = call.list('webhook-uri')
    const { software } = await bank.call<{ software: Software }>('POST', '/api/directory/software', {
      ...{ organisationId: call.text('organisation'), market: marketOf(bank.info, call.text('market')).id },
      ...{ name: call.text('name'), redirectUris: call.list('redirect-uri'), roles: several(call, 'role') ?? [] },
      ...(webhookUris.length === 0 ? {} : { webhookUris }),
    })
    const made = await bank.call<object>('POST', `/api/directory/software/${software.softwareId}/credentials`, {})
    const written = folder === undefined ? undefined : await filesOf(bank, software.softwareId, folder)
    call.out.result({ software, ...made, ...(written && { written }) }, [told(software), ...paths(written)].join('\n'))
    return 0
  },
}

export const directorySoftwareFiles: Command = {
  name: 'directory software files',
  summary: 'writes what a client registers itself with: keys, certificates, environment, a fresh statement',
  argument: { value: 'SOFTWARE', summary: 'the id of the software' },
  options: { out: { ...OUT, required: true } },
  notes: ['The statement is good for five minutes; the same command again writes another.'],
  async run({ dataDir, out, argument, text }) {
    const bank = await runningBank(dataDir)
    const written = await filesOf(bank, argument, text('out') as string)
    out.result({ softwareId: argument, written }, paths(written).join('\n'))
    return 0
  },
}

export const directorySoftwareSet: Command = {
  name: 'directory software set',
  summary: "changes a software's redirect addresses or its status",
  argument: { value: 'SOFTWARE', summary: 'the id of the software' },
  options: {
    status: status('Active or Inactive'),
    'redirect-uri': { type: 'string', value: 'URI', summary: 'in the place of those it has', multiple: true },
  },
  async run({ dataDir, out, argument, text, list }) {
    const bank = await runningBank(dataDir)
    const path = `/api/directory/software/${encodeURIComponent(argument)}/changes`
    const redirectUris = list('redirect-uri')
    const answer = await bank.call<{ software: Software }>('POST', path, {
      ...(text('status') === undefined ? {} : { status: text('status') }),
      ...(redirectUris.length === 0 ? {} : { redirectUris }),
    })
    out.result(answer, told(answer.software))
    return 0
  },
}

async function filesOf(bank: RunningBank, softwareId: string, folder: string): Promise<Record<string, string>> {
  const at = `/api/marketplace/software/${encodeURIComponent(softwareId)}/pack`
  const { pack } = await bank.call<{ pack: SoftwarePack }>('POST', at, {})
  return writeSoftwareFiles(path.resolve(folder), pack)
}

function paths(written: Record<string, string> = {}): string[] {
  return Object.values(written).map((file) => `  ${file}`)
}

function told({ softwareId, organisationId, name, status: now, redirectUris }: Software): string {
  return table([
    ['software id', softwareId],
    ['organisation id', organisationId],
    ['name', name],
    ['status', now],
    ...redirectUris.map((redirect) => ['redirect', redirect] as const),
  ])
}
