import { athenaOptions } from './athena.ts'
import { logsOptions } from './logs.ts'
import { inDirectory } from '../kinds/config-path.ts'
import { directories, directory } from '../kinds/kind.ts'
import { option, type OptionEntry } from '../option.ts'

/** Options about archived records of CloudTrail. */
export const archiveOptions = {
  trailArchive: option({
    flags: '--trail-archive <dir>',
    group: 'Archives of CloudTrail',
    help: 'Search the CloudTrail log files in this directory, a copy or mount of AWSLogs/; repeat for several',
    kind: directories,
    fallback: [],
    excludes: ['demo'],
    inConfig: 'named',
    resolvePath: inDirectory,
    alsoCalled: ['cloudtrail-archive', 'trail-logs', 'archive'],
  }),
  trailIndex: option({
    flags: '--trail-index <dir>',
    group: 'Archives of CloudTrail',
    help: 'Keep what was read from log files in this directory, so that later runs read only new files',
    kind: directory,
    fallback: null,
    excludes: ['demo'],
    inConfig: 'named',
    resolvePath: inDirectory,
    alsoCalled: ['archive-index'],
  }),
  ...athenaOptions,
  ...logsOptions,
} satisfies Record<string, OptionEntry>
