import type { Mode } from '../../cli/command.ts'
import { archiveOptions } from '../../cli/groups/archives.ts'
import { auditOptions } from '../../cli/groups/evidence.ts'
import { directories, list } from '../../cli/kinds/kind.ts'
import { since } from '../../cli/kinds/since.ts'
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
  key: option({
    ...auditOptions.key,
    group: 'Archives of CloudTrail',
    help: 'With status: show what the archive contains about these keys, and which hours since their creation are not covered: ARNs, IDs or their first characters',
    kind: list('ARNs or ids of keys'),
  }),
  since: option({
    flags: '--since <time>',
    group: 'Archives of CloudTrail',
    help: 'With status --key: when the key was created, if the archive does not show it: a day such as 2021-06-01, or 5y',
    kind: since,
    fallback: null,
    alsoCalled: ['created'],
  }),
  demo: option({
    ...auditOptions.demo,
    group: 'Archives of CloudTrail',
    help: 'With status: show the archive of a simulated sample account, without files',
  }),
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
  status: ['trailArchive', 'trailIndex', 'key', 'since', 'demo', ...ofFiles],
  add: ['trailArchive', 'trailIndex', ...ofFiles],
  verify: ['trailArchive', 'trailIndex', 'publicKeys', ...ofFiles],
  ddl: ['athena', 'athenaDigests', 'athenaWorkgroup', 'athenaOutput', ...namesOf(ddlOptions)],
}

export const archiveMode = (action: ArchiveAction): Mode => ({
  option: '',
  words: `archive ${action}`,
  takes: [...TAKEN[action], ...shared],
  typedOnly: ['output', 'outputFile', 'key', 'since'],
  refusal: { hints: HINTS[action] ?? {}, hint: 'See kms-audit archive --help.' },
})

const HINTS: Readonly<Partial<Record<ArchiveAction, Readonly<Record<string, string>>>>> = {
  ddl: { since: 'Name the first day of the table with --trail-since.' },
}
