import { optionWords } from '../../lib/text/option-words.ts'
import type { ArchiveOptions, EventDataStoreOption, LocalArchive } from './archive-options.ts'
import type { AthenaTable } from './athena-table.ts'
import { CLOUDTRAIL_SOURCE, type LogsOption } from './logs-option.ts'

/**
 * The options that name these archives, as words of a command line, with which another command searches the same ones:
 * `--trail-index`, `ix`.
 *
 * @param region where an archive is searched that names no Region: the first one of the run. Null: not known
 */
export const archiveWords = ({ archive, athena, lake, logs }: ArchiveOptions, region: string | null): string[] => [
  ...(archive === null ? [] : localWords(archive)),
  ...(athena === null ? [] : athenaWords(athena, region)),
  ...(lake === null ? [] : lakeWords(lake, region)),
  ...(logs === null ? [] : logsWords(logs, region)),
]

/** The options about log files on disk. */
export const localWords = ({ trees, index }: LocalArchive): string[] => [
  ...trees.flatMap(tree => optionWords('--trail-archive', tree)),
  ...(index === null ? [] : optionWords('--trail-index', index)),
]

/** The options about a table of Athena. */
export const athenaWords = (options: AthenaTable, region: string | null): string[] => {
  const { database, table, isSecurityLake, digests, workgroup, output, maxBytes } = options
  const name = `${database}.${table}${suffixOf(options.region ?? region)}`
  return [
    isSecurityLake ? '--security-lake' : '--athena',
    name,
    ...(digests === null ? [] : ['--athena-digests', `${digests.database}.${digests.table}`]),
    ...(workgroup === DEFAULT_WORKGROUP ? [] : optionWords('--athena-workgroup', workgroup)),
    ...(output === null ? [] : ['--athena-output', output]),
    ...(maxBytes === null ? [] : ['--athena-max-bytes', String(maxBytes)]),
  ]
}

/** Where queries run that name no workgroup. */
const DEFAULT_WORKGROUP = 'primary'

const lakeWords = (lake: EventDataStoreOption, region: string | null): string[] => [
  '--lake',
  `${lake.id}${suffixOf(lake.region ?? region)}`,
]

/** A data source without a Region is searched in the place of each key. */
const logsWords = ({ logGroup, region: own, maxBytes }: LogsOption, region: string | null): string[] => [
  ...optionWords(
    '--cloudwatch-logs',
    `${logGroup ?? CLOUDTRAIL_SOURCE}${suffixOf(own ?? (logGroup === null ? null : region))}`,
  ),
  ...(maxBytes === null ? [] : ['--cloudwatch-logs-max-bytes', String(maxBytes)]),
]

const suffixOf = (region: string | null): string => (region === null ? '' : `@${region}`)
