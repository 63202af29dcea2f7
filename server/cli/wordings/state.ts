import type { Wording } from '../wordings.ts'

const known = (value: unknown): string => (Array.isArray(value) && value.length > 0 ? value.join(', ') : 'none')

/** What can be refused of a bank that doesn't run; a running one words its refusals itself. */
export const STATE_WORDINGS: Record<string, Wording> = {
  'state-change-under-way': {
    title: 'Another change is under way',
    detail: () => 'Another history, or everything, is being made anew for this bank.',
    fix: () => 'Wait until it is done, then run the command again.',
  },
  'history-not-made': {
    title: 'History not made',
    detail: ({ reason }) => `The making of the history failed: ${reason}. The bank stays as it was.`,
    fix: () => 'Fewer customers or days need less memory and disk.',
  },
  'seed-not-followed': {
    title: 'Bank gone',
    detail: ({ dir }) => `The bank in ${dir} stopped before its history was in place; it stays as it was.`,
    fix: () => 'Start it and run the command again.',
  },
  'snapshot-name-invalid': {
    title: 'Name not valid',
    detail: ({ name }) => `A snapshot can't be called "${name}".`,
    fix: () => 'Use letters, digits, "-" and "_", beginning with a letter or a digit: at most 64.',
  },
  'snapshot-exists': {
    title: 'Name taken',
    detail: ({ name }) => `There is a snapshot "${name}" already.`,
    fix: () => 'Choose another name, or replace it with --replace.',
  },
  'snapshot-not-found': {
    title: 'No such snapshot',
    detail: ({ name, known: names }) => `There is no snapshot "${name}"; there are: ${known(names)}.`,
    fix: () => 'See `bancada snapshot list`.',
  },
  'snapshot-unreadable': {
    title: 'Snapshot not readable',
    detail: ({ file }) => `The file ${file} is not a snapshot that this version can read.`,
    fix: () => 'Delete it, or put it back from a copy.',
  },
  'snapshot-of-another-bank': {
    title: 'Snapshot of another bank',
    detail: ({ name }) => `The snapshot "${name}" was made under another certification authority.`,
    fix: () => 'Restore it in the folder it was made in.',
  },
  'database-in-use': {
    title: 'Database in use',
    detail: ({ file }) => `Another program has ${file} open, so it could not be replaced; nothing was changed.`,
    fix: () => 'Close that program (a database browser, a backup) and run the command again.',
  },
  'idempotency-key-reused': {
    title: 'Idempotency key used before',
    detail: ({ idempotencyKey }) => `The key "${idempotencyKey}" came with another change earlier.`,
    fix: () => 'Use a new key for a new change.',
  },
}
