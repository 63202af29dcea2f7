import { readFileSync } from 'node:fs'
import path from 'node:path'
import { problem } from '#kernel'
import type { Command } from '../command.ts'

export const caExport: Command = {
  name: 'ca export',
  summary: "the install's CA certificate, as PEM",
  options: {},
  notes: ['Works on a stopped bank too.'],
  async run({ dataDir, out }) {
    const { file, pem } = certificateIn(dataDir)
    out.result({ path: file, certificatePem: pem }, pem)
    return 0
  },
}

export const caPath: Command = {
  name: 'ca path',
  summary: 'the file of the CA certificate',
  options: {},
  notes: ['Works on a stopped bank too.  export NODE_EXTRA_CA_CERTS=$(bancada ca path)'],
  async run({ dataDir, out }) {
    const { file } = certificateIn(dataDir)
    out.result({ path: file }, file)
    return 0
  },
}

/** The certificate is made at the first start and never changes: reading it needs no running bank. Throws ca-missing. */
function certificateIn(dir: string): { file: string; pem: string } {
  const file = path.join(dir, 'keys', 'ca.pem')
  try {
    return { file, pem: readFileSync(file, 'utf8') }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw problem('ca-missing', { dir })
    throw error
  }
}
