import type { Mode } from '../../cli/command.ts'
import { archiveOptions } from '../../cli/groups/archives.ts'
import { directories } from '../../cli/kinds/kind.ts'
import { messageOptions, outputOptions, showOptions } from '../../cli/groups/output.ts'
import { option } from '../../cli/option.ts'
import { namesOf } from '../../cli/option-set.ts'
import { ddlOptions } from './ddl-options.ts'
import type { ArchiveAction } from './request.ts'

export const archiveCommandOptions = {
  ...archiveOptions,
  publicKeys: option({
    flags: '--public-keys <file>',
    group: 'Archives of CloudTrail',
    help: 'With archive verify: also check signatures, with the keys that aws cloudtrail list-public-keys printed to this file; repeat for several Regions',
    kind: directories,
    fallback: [],
    inEnvironment: false,
    inConfig: 'never',
  }),
  ...ddlOptions,
  ...outputOptions(['table', 'csv', 'json']),
  strict: option({
    ...showOptions.strict,
    help: 'Exit with code 4 if a file is damaged or missing, or could not be listed',
  }),
  ...messageOptions,
}
export type ArchiveOptionName = keyof typeof archiveCommandOptions

const shared: readonly ArchiveOptionName[] = ['outputFile', ...namesOf(messageOptions)]
const ofFiles: readonly ArchiveOptionName[] = ['output', 'strict']

/** What each action takes, beside the options of all. */
const TAKEN: Readonly<Record<ArchiveAction, readonly ArchiveOptionName[]>> = {
  status: ['trailArchive', 'trailIndex', ...ofFiles],
  add: ['trailArchive', 'trailIndex', ...ofFiles],
  verify: ['trailArchive', 'publicKeys', ...ofFiles],
  ddl: ['athena', 'athenaDigests', 'athenaWorkgroup', 'athenaOutput', ...namesOf(ddlOptions)],
}

export const archiveMode = (action: ArchiveAction): Mode => ({
  option: '',
  words: `archive ${action}`,
  takes: [...TAKEN[action], ...shared],
  typedOnly: ['output', 'outputFile'],
  refusal: { hint: 'See kms-audit archive --help.' },
})
