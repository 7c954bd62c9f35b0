import { option, type OptionEntry } from './entry.ts'
import { duration, flag, path } from './kinds.ts'

/** Options about runs that take long. */
export const runOptions = {
  estimate: option({
    flags: '--estimate',
    group: 'Long runs',
    help: 'only say what calls, time and money it would take',
    kind: flag,
    fallback: false,
    alsoCalled: ['plan'],
  }),
  fast: option({
    flags: '--fast',
    group: 'Long runs',
    help: 'believe CloudWatch that a key is in use; ask only the quiet ones one by one',
    kind: flag,
    fallback: false,
  }),
  maxDuration: option({
    flags: '--max-duration <time>',
    group: 'Long runs',
    help: 'stop asking after 90s, 20m or 2h; the rest is Unknown',
    kind: duration,
    fallback: null,
    alsoCalled: ['timeout', 'time-limit'],
  }),
  checkpoint: option({
    flags: '--checkpoint <file>',
    group: 'Long runs',
    help: 'save progress to FILE and resume from it after a crash',
    kind: path,
    fallback: null,
    alsoCalled: ['resume', 'cache'],
  }),
  checkpointTtl: option({
    flags: '--checkpoint-ttl <time>',
    group: 'Long runs',
    help: 'start over when FILE is older (default: 12h)',
    kind: duration,
    fallback: 12 * 3_600_000,
  }),
} satisfies Record<string, OptionEntry>
