import type { Facts } from '#kernel'
import type { Wording } from '../wordings.ts'

const USAGE = 2

const listed = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : '')
const helpOf = ({ command }: Facts) => `bancada ${command ? `${command} ` : ''}--help`

/** What can be wrong with a command line itself. */
export const LINE_WORDINGS: Record<string, Wording> = {
  'command-missing': {
    exit: USAGE,
    title: 'No command',
    detail: ({ known }) => `The commands are: ${listed(known)}.`,
    fix: () => 'See `bancada --help`.',
  },
  'command-unknown': {
    exit: USAGE,
    title: 'No such command',
    detail: ({ command, nearest, known }) =>
      nearest
        ? `There is no command "${command}"; did you mean "${nearest}"?`
        : `There is no command "${command}". The commands are: ${listed(known)}.`,
    fix: () => 'See `bancada --help`.',
  },
  'option-unknown': {
    exit: USAGE,
    title: 'No such option',
    detail: ({ option, command, nearest, known }) => {
      const where = command ? `"${command}" has no option ${option}` : `There is no option ${option}`
      return nearest ? `${where}; did you mean ${nearest}?` : `${where}. It may be one of: ${listed(known)}.`
    },
    fix: (facts) => `See \`${helpOf(facts)}\`.`,
  },
  'option-value-missing': {
    exit: USAGE,
    title: 'Value missing',
    detail: ({ option }) => `The option needs a value: ${option}.`,
    fix: ({ next }) => (next ? `If the value is meant to begin with a dash, join it with "=": NAME=${next}` : ''),
  },
  'option-value-unwanted': {
    exit: USAGE,
    title: 'Value not wanted',
    detail: ({ option }) => `${option} takes no value.`,
    fix: () => '',
  },
  'option-value-unknown': {
    exit: USAGE,
    title: 'No such value',
    detail: ({ option, value }) => `${option} can't be "${value}".`,
    fix: ({ known }) => `Use ${[known].flat().join(' or ')}.`,
  },
  'option-repeated': {
    exit: USAGE,
    title: 'Option given twice',
    detail: ({ option }) => `${option} may be given once.`,
    fix: () => '',
  },
  'addresses-joined': {
    exit: USAGE,
    title: 'Two addresses in one',
    detail: ({ option, value }) => `${option} takes one address, and "${value}" is more.`,
    fix: ({ option, several }) =>
      several
        ? `Give ${option} again for each address; a comma that belongs to one is written %2C.`
        : 'Give one address; a comma that belongs to it is written %2C.',
  },
  'option-missing': {
    exit: USAGE,
    title: 'Option missing',
    detail: ({ option, command }) => `"${command}" needs ${option}.`,
    fix: (facts) => `See \`${helpOf(facts)}\`.`,
  },
  'options-exclude': {
    exit: USAGE,
    title: 'Options that exclude each other',
    detail: ({ options }) => `Exactly one of ${listed(options)} is needed.`,
    fix: (facts) => `See \`${helpOf(facts)}\`.`,
  },
  'details-unwanted': {
    exit: USAGE,
    title: 'Nothing more is asked',
    detail: () => 'This market asks nothing of an application beside its name and addresses.',
    fix: () => 'Leave --detail out, or name another --market.',
  },
  'argument-missing': {
    exit: USAGE,
    title: 'Argument missing',
    detail: ({ argument, command }) => `"${command}" needs ${argument}.`,
    fix: (facts) => `See \`${helpOf(facts)}\`.`,
  },
  'argument-unexpected': {
    exit: USAGE,
    title: 'Unexpected argument',
    detail: ({ argument, command }) => `"${command}" does not know what to do with "${argument}".`,
    fix: (facts) => `Quote values that contain blanks. See \`${helpOf(facts)}\`.`,
  },
  'count-invalid': {
    exit: USAGE,
    title: 'Not a count',
    detail: ({ option, value }) => `--${option} can't be "${value}".`,
    fix: ({ most }) => `Give a whole number from 0 to ${most}.`,
  },
  'holder-missing': {
    exit: USAGE,
    title: 'Whose certificate?',
    detail: () => 'Neither a software nor an organisation is named.',
    fix: () => 'Give one of --software ID and --organisation ID.',
  },
  'directory-host-invalid': {
    exit: USAGE,
    title: 'Not a host name',
    detail: ({ host }) => `The directory can't answer under "${host}".`,
    fix: () =>
      'Give a name of several parts, with a port behind a colon where it is another than the bank\'s, or "none".',
  },
  'port-invalid': {
    exit: USAGE,
    title: 'Not a port',
    detail: ({ port }) => `The port "${port}" can't be used.`,
    fix: () => 'Give the first of five ports, from 1024 to 65530, or 0 for any that are free.',
  },
}
