import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { CertificateView } from '#directory'
import { problem } from '#kernel'
import { writeFiles } from '../client-files.ts'
import type { Call, Command, Option } from '../command.ts'
import { type RunningBank, runningBank } from '../running-bank.ts'
import { certificateLine, everyPage } from './directory-read.ts'

const SERIAL = { value: 'SERIAL', summary: 'as `directory certificates` tells it' }
const FILES: Record<string, Option> = {
  csr: { type: 'string', value: 'FILE', summary: 'a certificate request in PEM, for a key that stays with you' },
  out: {
    type: 'string',
    value: 'DIR',
    summary: 'writes the certificate and, where the directory made it, its key there',
  },
}
const HOLDER: Record<string, Option> = {
  software: { type: 'string', value: 'ID', summary: 'those of a software' },
  organisation: { type: 'string', value: 'ID', summary: "an organisation's own" },
}

export const directoryCertificates: Command = {
  name: 'directory certificates',
  summary: 'certificates with their serial numbers and states, newest first',
  options: HOLDER,
  async run(call) {
    const bank = await runningBank(call.dataDir)
    const holder = holderPath(call)
    const certificates =
      holder === undefined
        ? await everyPage<CertificateView>(bank, 'certificates', ({ serialNumber }) => serialNumber)
        : (await bank.call<{ certificates: CertificateView[] }>('GET', holder)).certificates.toReversed()
    call.out.result({ certificates }, certificates.map(certificateLine).join('\n'))
    return 0
  },
}

export const directoryIssue: Command = {
  name: 'directory issue',
  summary: 'issues a certificate beside those that its holder has',
  options: {
    ...HOLDER,
    kind: { type: 'string', value: 'KIND', summary: 'transport, signing or server', required: true },
    ...FILES,
  },
  notes: [
    'An organisation gets signing certificates only; a software all kinds.',
    'One of kind server is for what the software itself serves at localhost, 127.0.0.1 and ::1.',
  ],
  async run(call) {
    const holder = holderPath(call)
    if (holder === undefined) throw problem('holder-missing')
    const bank = await runningBank(call.dataDir)
    const asked = { kind: call.text('kind'), ...requestIn(call) }
    return hand(call, bank, await bank.call('POST', `${holder}/certificates`, asked))
  },
}

export const directoryRenew: Command = {
  name: 'directory renew',
  summary: 'issues another certificate of the same kind and holder; both hold until one is revoked',
  argument: SERIAL,
  options: FILES,
  async run(call) {
    const bank = await runningBank(call.dataDir)
    return hand(call, bank, await bank.call('POST', `${certificatePath(call.argument)}/renew`, requestIn(call)))
  },
}

export const directoryRevoke: Command = {
  name: 'directory revoke',
  summary: 'revokes a certificate, for good',
  argument: SERIAL,
  options: {
    reason: {
      ...{ type: 'string', value: 'REASON' },
      summary:
        'unspecified, keyCompromise, affiliationChanged, superseded, cessationOfOperation or privilegeWithdrawn; the first where left out',
    },
  },
  async run({ dataDir, out, argument, text }) {
    const bank = await runningBank(dataDir)
    const answer = await bank.call<{ certificate: CertificateView }>('POST', `${certificatePath(argument)}/revoke`, {
      reason: text('reason') ?? 'unspecified',
    })
    out.result(answer, certificateLine(answer.certificate))
    return 0
  },
}

function holderPath({ text }: Call): string | undefined {
  const [software, organisation] = [text('software'), text('organisation')]
  if (software !== undefined) return `/api/directory/software/${encodeURIComponent(software)}`
  return organisation === undefined ? undefined : `/api/directory/organisations/${encodeURIComponent(organisation)}`
}

function certificatePath(serialNumber: string): string {
  return `/api/directory/certificates/${encodeURIComponent(serialNumber.toUpperCase())}`
}

function requestIn({ text }: Call): { requestPem?: string } {
  const file = text('csr')
  return file === undefined ? {} : { requestPem: readFileSync(file, 'utf8') }
}

/** Tells of a new certificate and writes what belongs to it. */
async function hand(call: Call, bank: RunningBank, { certificate }: { certificate: CertificateView }): Promise<number> {
  const at = certificatePath(certificate.serialNumber)
  const whole = await bank.call<{ certificate: { certificatePem: string }; authorityPem: string }>('GET', at)
  const { certificatePem } = whole.certificate
  const key = certificate.hasKey ? await bank.call<{ keyPem: string }>('POST', `${at}/key`, {}) : undefined
  const out = call.text('out')
  const written =
    out === undefined
      ? undefined
      : writeFiles(path.resolve(out), {
          [`${certificate.kind}.crt.pem`]: certificatePem,
          ...(key ? { [`${certificate.kind}.key.pem`]: key.keyPem } : {}),
          'ca.crt.pem': whole.authorityPem,
        })
  const files =
    written === undefined
      ? certificatePem
      : Object.values(written)
          .map((file) => `  ${file}`)
          .join('\n')
  call.out.result({ certificate, certificatePem, ...key, written }, `${certificateLine(certificate)}\n${files}`)
  return 0
}
