import { accountOptions } from '../../cli/groups/accounts.ts'
import { archiveOptions } from '../../cli/groups/archives.ts'
import { auditOptions, useOptions } from '../../cli/groups/evidence.ts'
import { messageOptions, outputOptions } from '../../cli/groups/output.ts'
import { runOptions } from '../../cli/groups/pace.ts'
import { pick } from '../../cli/option-set.ts'
import { oneArchive } from '../../cli/resolve/archives.ts'
import { runOptionsOf } from '../../cli/resolve/audit.ts'
import { resolveOwnSettings } from '../../cli/resolve/own-settings.ts'
import { supportedOutputs } from '../../cli/resolve/outputs.ts'
import { usageError } from '../../cli/settings.ts'
import { watchFormats } from '../../formats/watch/index.ts'
import type { RetireAction } from './action.ts'
import type { WatchRequest } from './watch/run.ts'

const WATCH_FORMATS = Object.keys(watchFormats) as ['table', ...string[]]

const watchOptions = {
  ...pick(auditOptions, 'profile', 'demo'),
  ...accountOptions,
  ...pick(useOptions, 'maxPages', 'maxRate'),
  ...archiveOptions,
  ...pick(runOptions, 'maxDuration'),
  ...outputOptions(WATCH_FORMATS),
  ...messageOptions,
}

export const watchAction: RetireAction<WatchRequest> = {
  takesDirectory: true,
  options: watchOptions,
  hints: {
    region: 'The plan names the Regions.',
    key: 'It watches every key of the first wave of the plan.',
    out: 'Name the directory of the plan: kms-audit retire watch DIR.',
    strict: 'Exit code 0 already means that every key is quiet.',
    dependents: 'It searches the types that the plan has searched.',
  },
  examples: [
    {
      what: 'Watch the plan of the simulated account, a month later',
      command: 'kms-audit retire watch plan --demo',
    },
    { what: 'See after each step whether a caller needs a key of the plan', command: 'kms-audit retire watch plan' },
    { what: 'From cron: print only keys that are needed', command: 'kms-audit retire watch plan -q' },
  ],
  read({ typed, env, config, operands, reads }) {
    const [directory] = operands
    if (directory === undefined) throw usageError('retire watch needs the directory of a plan.', HINT)
    const resolved = resolveOwnSettings(watchOptions, { typed, env, config }, reads)
    const { settings } = resolved
    oneArchive(settings)
    const outputs = supportedOutputs('retire watch', WATCH_FORMATS, settings, typed)
    const run = runOptionsOf({
      ...resolved,
      settings: { ...settings, output: [{ format: 'table' }], outputFile: null },
      typed,
      env,
      purpose: 'show',
      narrowsReport: false,
    })
    return { directory, run, outputs }
  },
  async run(request, host) {
    const { runWatch } = await import('./watch/run.ts')
    return runWatch(request, host)
  },
}

const HINT = 'For example: kms-audit retire watch plan, after kms-audit retire plan --out plan.'
