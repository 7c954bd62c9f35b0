import type { Command } from '../cli/command.ts'
import { accountOptions } from '../cli/groups/accounts.ts'
import { checkOptions } from '../cli/groups/checks.ts'
import { auditOptions, useOptions } from '../cli/groups/evidence.ts'
import { namesOf, type OptionSet, pick } from '../cli/option-set.ts'
import { liveOptions } from '../cli/groups/index.ts'
import { messageOptions, showOptions } from '../cli/groups/output.ts'
import { runOptions } from '../cli/groups/pace.ts'
import { publishOptions } from '../cli/groups/publish.ts'
import { runOptionsOf } from '../cli/resolve/audit.ts'
import { publishOptionsOf } from '../cli/resolve/publish.ts'
import { modeOf, readsVariable, refuseOthers } from '../cli/refusals.ts'
import { resolveSettings } from '../cli/settings.ts'
import type { PublishRequest } from '../model/options.ts'
import { sinks } from '../sinks/index.ts'
import type { Host } from './shared/host.ts'

const sinkIds = Object.keys(sinks)

/** The options of an audit, except those that only show a report, and the options about sending. */
const options: OptionSet = {
  ...auditOptions,
  ...accountOptions,
  ...useOptions,
  ...checkOptions,
  ...publishOptions,
  ...pick(runOptions, 'fast', 'maxDuration', 'checkpoint', 'checkpointTtl'),
  ...pick(showOptions, 'from', 'failOn', 'strict'),
  ...messageOptions,
}

export const publish: Command<PublishRequest, Host> = {
  summary: 'Send findings to AWS Security Hub',
  description:
    'Run all checks, or those of --check, and send the findings to AWS Security Hub. Prints what it would send and ' +
    'asks for confirmation first.',
  operands: [
    {
      name: 'destination',
      required: true,
      noun: 'publish destination',
      values: sinkIds,
      hint: `Run kms-audit publish ${sinkIds.join(' or ')}.`,
    },
  ],
  options,
  texts: {
    from: 'Send the findings of a report saved with -o json, without a new audit (- reads stdin)',
    accounts: 'Audit only these accounts of the organization',
    excludeAccounts: 'Exclude these accounts of the organization',
    severity: 'Send only findings of this severity or higher',
  },
  modes: [
    {
      option: 'from',
      words: 'publish --from',
      takes: [
        ...(['region', 'profile', 'maxRate', 'from', 'failOn', 'strict'] as const),
        ...namesOf(accountOptions),
        ...namesOf(checkOptions),
        ...namesOf(publishOptions),
        ...namesOf(messageOptions),
      ],
      refusal: { hint: 'A saved report is sent unchanged.' },
    },
  ],
  refusal: {
    words: 'publish',
    hints: {
      only: '--only selects keys. Use --severity to select findings.',
      estimate: 'Run kms-audit --estimate --checks instead.',
    },
    hint: 'Use --dry-run to print what would be sent.',
  },
  examples: [
    { what: 'Show what would be sent', command: 'kms-audit publish security-hub -r all --dry-run' },
    { what: 'Send findings of high severity or higher', command: 'kms-audit publish security-hub --severity high' },
    { what: 'Send the findings of a saved report', command: 'kms-audit publish security-hub --from report.json' },
  ],
  exitCodes: true,
  read({ operands: [sink = ''], typed, env }) {
    const mode = modeOf(publish, typed, env)
    refuseOthers(publish, mode, typed)
    const reads = readsVariable(publish, mode)
    // Other options of an audit keep their defaults.
    const all = { ...liveOptions, ...publishOptions }
    const resolved = resolveSettings(all, typed, env, name => name in options && reads(name))
    const run = runOptionsOf({ ...resolved, typed, env, showsReport: false, narrowsReport: false })
    return { ...run, publish: publishOptionsOf(resolved.settings, typed, sink) }
  },
  async run(request, host) {
    const { runPublish } = await import('./publish/run.ts')
    return runPublish(request, host)
  },
}
