import type { Command } from '../command.ts'
import { directoryCertificates, directoryIssue, directoryRenew, directoryRevoke } from './directory-certificates.ts'
import { directoryAssertion, directoryInfo, directoryOrganisations, directorySoftware } from './directory-read.ts'
import {
  directoryEnrol,
  directorySoftwareAdd,
  directorySoftwareFiles,
  directorySoftwareSet,
  directoryStatus,
} from './directory-register.ts'

/** The directory of participants at the command line, in the order of its help. */
export const DIRECTORY_COMMANDS: readonly Command[] = [
  directoryInfo,
  directoryOrganisations,
  directoryEnrol,
  directoryStatus,
  directorySoftware,
  directorySoftwareAdd,
  directorySoftwareFiles,
  directorySoftwareSet,
  directoryAssertion,
  directoryCertificates,
  directoryIssue,
  directoryRenew,
  directoryRevoke,
]
