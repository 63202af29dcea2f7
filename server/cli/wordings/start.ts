import type { Facts } from '#kernel'
import type { Wording } from '../wordings.ts'

const RUNNING = 3
const BUSY = 4
const NONE = 5

type Holder = { pid: number; command: string }

const REASONS: Record<string, string> = {
  'is-missing': 'is missing',
  'holds-no-key': 'holds no private key',
  'holds-no-certificate': 'holds no certificate',
  'does-not-fit-certificate': 'does not belong to the certificate beside it',
  'is-of-another-bank': 'belongs to another bank',
  'cannot-be-read': 'cannot be read',
}

const keyFile = (what: string): Wording => ({
  title: `${what} unreadable`,
  detail: ({ file, reason }) => `The file ${file} ${REASONS[String(reason)] ?? reason}.`,
  fix: ({ remedy }) => String(remedy ?? 'Put this file back from a copy.'),
})

/** What can keep a bank from starting, or a command from finding one. */
export const START_WORDINGS: Record<string, Wording> = {
  'bank-already-running': {
    exit: RUNNING,
    title: 'Already running',
    detail: ({ dir, pid }) => `A bank runs in ${dir} (process ${pid}); its addresses are above.`,
    fix: () => 'Use it, stop it, or start another one with --data and --port.',
  },
  'data-folder-in-use': {
    exit: RUNNING,
    title: 'Folder in use',
    detail: ({ dir }) => `Another process holds ${dir} and has not said that it is ready.`,
    fix: () => 'Wait for it or stop it, or start another bank with --data and --port.',
  },
  'bank-not-running': {
    exit: NONE,
    title: 'No bank is running',
    detail: ({ dir }) => `Looked in ${dir}.`,
    fix: ({ dir }) => `${startOne(dir)}, or name the folder of a running one with --data.`,
  },
  'port-busy': {
    exit: BUSY,
    title: 'Port taken',
    detail: ({ port, holder }) => `Port ${port} is in use${heldBy(holder as Holder | undefined)}.`,
    fix: ({ free }: Facts) =>
      free === undefined
        ? 'Stop what uses it, or choose another first port with --port.'
        : `Stop what uses it, or start with \`--port ${free}\`: that port and the four after it are free.`,
  },
  'data-folder-unusable': {
    title: 'Folder not usable',
    detail: ({ dir, reason }) => `The bank can't keep its files in ${dir} (${reason}).`,
    fix: () => 'Check that it is a folder you may write to, or name another one with --data.',
  },
  'data-folder-newer': {
    title: 'Folder of a newer Bancada',
    detail: ({ room, version, known }) =>
      `The data was written by a newer version (${room} is at ${version}, this one knows ${known}).`,
    fix: () => 'Use that version, or name another folder with --data.',
  },
  'database-unreadable': {
    title: 'Database not readable',
    detail: ({ file, reason }) => `The file ${file} is not a database that the bank can read (${reason}).`,
    fix: () => 'Put it back from a copy, or remove the whole data folder to start over.',
  },
  'authority-unreadable': keyFile("The install's certification authority is"),
  'key-file-unreadable': keyFile('A private key is'),
  'key-file-broken': {
    title: 'A key file is broken',
    detail: ({ file }) => `The file ${file} is not the JSON that the bank wrote.`,
    fix: () => 'Put this file back from a copy. Without it, remove it: new keys are made, and tokens end.',
  },
  'bank-missing': {
    exit: NONE,
    title: 'No bank here',
    detail: ({ dir }) => `There is no bank in ${dir}.`,
    fix: ({ dir }) => `${startOne(dir)}, or name another folder with --data.`,
  },
  'ca-missing': {
    exit: NONE,
    title: 'No certification authority yet',
    detail: ({ dir }) => `No bank has been started in ${dir}, so it has no CA certificate.`,
    fix: ({ dir }) => `${startOne(dir)}, or name another folder with --data.`,
  },
}

function startOne(dir: unknown): string {
  const folder = /^[\w./:\\-]+$/.test(String(dir)) ? dir : JSON.stringify(dir)
  return `Start one with \`bancada start --data ${folder}\` (in a checkout: \`npm start -- --data ${folder}\`)`
}

function heldBy(holder: Holder | undefined): string {
  return holder ? ` by ${holder.command} (process ${holder.pid})` : ''
}
