import { option, type OptionEntry } from '../option.ts'
import { inDirectory } from '../kinds/config-path.ts'
import { duration, flag, path } from '../kinds/kind.ts'

/** Options about runs that take long. */
export const runOptions = {
  estimate: option({
    flags: '--estimate',
    group: 'Long runs',
    help: 'Print the expected number of calls, time and cost, without running the audit',
    kind: flag,
    fallback: false,
    alsoCalled: ['plan'],
  }),
  fast: option({
    flags: '--fast',
    group: 'Long runs',
    help: 'Accept CloudWatch metrics as proof of use, and query KMS only for keys without recent requests',
    kind: flag,
    fallback: false,
  }),
  maxDuration: option({
    flags: '--max-duration <time>',
    group: 'Long runs',
    help: 'Stop after this time, such as 90s, 20m or 2h; values not read in time are shown as Unknown',
    kind: duration,
    fallback: null,
    alsoCalled: ['timeout', 'time-limit'],
  }),
  checkpoint: option({
    flags: '--checkpoint <file>',
    group: 'Long runs',
    help: 'Save progress to this file, and resume from it after a crash',
    kind: path,
    fallback: null,
    inConfig: 'named',
    resolvePath: inDirectory,
    alsoCalled: ['resume', 'cache'],
  }),
  checkpointTtl: option({
    flags: '--checkpoint-ttl <time>',
    group: 'Long runs',
    help: 'Ignore a checkpoint that is older than this (default: 12h)',
    kind: duration,
    fallback: 12 * 3_600_000,
  }),
} satisfies Record<string, OptionEntry>
