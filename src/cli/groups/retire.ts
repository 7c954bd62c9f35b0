import { option, type OptionEntry } from '../option.ts'
import { inDirectory } from '../kinds/config-path.ts'
import { path, wholeNumber } from '../kinds/kind.ts'

/** Options about a plan to retire keys. */
export const retireOptions = {
  out: option({
    flags: '--out <dir>',
    group: 'Plan',
    help: 'Directory for the plan: plan.json, runbook.md and scripts, below it by account; it must be new or of the same plan',
    kind: path,
    fallback: null,
    inConfig: 'named',
    resolvePath: inDirectory,
    alsoCalled: ['output-dir', 'directory', 'dir'],
  }),
  waveSize: option({
    flags: '--wave-size <n>',
    group: 'Plan',
    help: 'Most keys in a wave (default: 10)',
    kind: wholeNumber({ min: 1, max: 1000 }),
    fallback: 10,
  }),
  watchDays: option({
    flags: '--watch-days <n>',
    group: 'Plan',
    help: 'Days to watch disabled keys before their deletion is scheduled: more than the longest interval between your jobs, at most 85 (default: 30)',
    kind: wholeNumber({ min: 1, max: 85 }),
    fallback: 30,
  }),
  planTtl: option({
    flags: '--plan-ttl <days>',
    group: 'Plan',
    help: 'Days after the report in which keys may be disabled (default: 7)',
    kind: wholeNumber({ min: 1, max: 30 }),
    fallback: 7,
  }),
} satisfies Record<string, OptionEntry>
