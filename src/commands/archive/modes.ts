import type { Mode } from '../../cli/command.ts'
import { archiveOptions } from '../../cli/groups/archives.ts'
import { directories } from '../../cli/kinds/kind.ts'
import { messageOptions, outputOptions, showOptions } from '../../cli/groups/output.ts'
import { option } from '../../cli/option.ts'
import { namesOf } from '../../cli/option-set.ts'
import { ddlOptions } from './ddl-options.ts'
import type { ArchiveAction } from './request.ts'

const { trailArchive, trailIndex, athena, athenaDigests, athenaWorkgroup, athenaOutput } = archiveOptions

export const archiveCommandOptions = {
  trailArchive: option({
    ...trailArchive,
    help: 'Read the CloudTrail log files and digest files in this directory, a copy or mount of AWSLogs/; repeat for several',
  }),
  trailIndex,
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
  athena: option({
    ...athena,
    help: 'With ddl: the name of the table, DATABASE.TABLE or DATABASE.TABLE@REGION (default: default.kms_audit_trail)',
  }),
  athenaDigests: option({
    ...athenaDigests,
    help: 'With ddl: also print a table of this name over the digest files, so that silence can count',
  }),
  athenaWorkgroup: option({
    ...athenaWorkgroup,
    help: 'With ddl --policy: allow queries in this workgroup (default: primary)',
  }),
  athenaOutput: option({ ...athenaOutput, help: 'With ddl --policy: allow results in s3://BUCKET/PREFIX/' }),
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
  verify: ['trailArchive', 'trailIndex', 'publicKeys', ...ofFiles],
  ddl: ['athena', 'athenaDigests', 'athenaWorkgroup', 'athenaOutput', ...namesOf(ddlOptions)],
}

export const archiveMode = (action: ArchiveAction): Mode => ({
  option: '',
  words: `archive ${action}`,
  takes: [...TAKEN[action], ...shared],
  typedOnly: ['output', 'outputFile'],
  refusal: { hint: 'See kms-audit archive --help.' },
})
