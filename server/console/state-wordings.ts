import type { Facts } from '#kernel'
import { conflict, notFound, type Wording } from './wording.ts'

const list = (value: unknown): string => (Array.isArray(value) && value.length > 0 ? value.join(', ') : 'none')

function badValue(title: string, detail: (facts: Facts) => string, fix: string): Wording {
  return { status: 400, title, detail, fix }
}

/** Refusals of what concerns the bank as a whole: its clock, resets and snapshots. */
export const STATE_WORDINGS: Record<string, Wording> = {
  'bank-changing': {
    status: 503,
    title: 'Bank is changing its state',
    detail: () => 'The bank is being reset or restored.',
    fix: 'Try again in a moment.',
    headers: () => ({ 'retry-after': '1' }),
  },
  'setting-unknown': badValue(
    'No such setting',
    ({ setting, known }) => `There is no setting ${setting}; there are ${list(known)}.`,
    'Use one of facts.known.',
  ),
  'setting-out-of-bounds': badValue(
    'Setting out of bounds',
    ({ setting, reason }) => `${setting}: ${reason}.`,
    'GET /api/settings tells what each setting takes.',
  ),
  'state-change-under-way': {
    status: 409,
    title: 'Another change is under way',
    detail: ({ change }) =>
      change === 'seed'
        ? 'Another history is being made for this bank.'
        : 'Everything of this bank is being made anew.',
    fix: 'Wait until it is done (GET /api/seed tells), then try again.',
  },
  'history-not-made': {
    status: 500,
    title: 'History not made',
    detail: () => 'The making of the history failed; the bank stays as it was.',
    fix: 'What happened: facts.reason. Fewer customers or days need less memory and disk.',
  },
  'duration-invalid': badValue(
    'Not a duration',
    ({ duration }) => `"${duration}" is not a stretch of time.`,
    'Write it as 90m, 36h, 2d, 13mo, 1y or 1d12h, or as ISO 8601 does: PT90M, P13M.',
  ),
  'clock-not-forward': badValue(
    'The clock only goes forward',
    ({ duration }) => `"${duration}" does not move bank time ahead.`,
    'Give a duration longer than nothing. The way back is a snapshot.',
  ),
  'clock-too-far': badValue(
    'Too far ahead',
    ({ duration }) => `"${duration}" would take bank time more than a hundred years ahead.`,
    'Give a shorter duration.',
  ),
  'snapshot-name-invalid': badValue(
    'Name not valid',
    ({ name }) => `A snapshot can't be called "${name}".`,
    'Use letters, digits, "-" and "_", beginning with a letter or a digit: at most 64.',
  ),
  'snapshot-exists': conflict(
    'Name taken',
    'There is a snapshot with this name already.',
    'Choose another name, or replace it with `replace` (at the command line: --replace).',
  ),
  'snapshot-not-found': {
    ...notFound('snapshot', ''),
    detail: ({ name, known }) => `There is no snapshot "${name}"; there are: ${list(known)}.`,
    fix: 'List the snapshots to see their names.',
  },
  'snapshot-unreadable': conflict(
    'Snapshot not readable',
    'The file is not a snapshot that this version can read.',
    'Delete it, or put the file in facts.file back from a copy.',
  ),
  'snapshot-of-another-bank': conflict(
    'Snapshot of another bank',
    'The snapshot was made under another certification authority: its applications would hold dead certificates.',
    'Restore it in the folder it was made in.',
  ),
  'data-folder-newer': conflict(
    'Snapshot of a newer Bancada',
    'The snapshot was made by a newer version than the one that runs.',
    'Use that version to restore it.',
  ),
  'database-in-use': conflict(
    'Database in use',
    "Another program has the bank's database open, so it could not be replaced; nothing was changed.",
    'Close that program (a database browser, a backup) and try again.',
  ),
}
