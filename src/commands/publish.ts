import type { Command } from '../cli/command.ts'
import { accountOptions } from '../cli/groups/accounts.ts'
import { checkOptions } from '../cli/groups/checks.ts'
import { auditOptions, useOptions } from '../cli/groups/evidence.ts'
import { namesOf, without } from '../cli/option-set.ts'
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

/** What an audit takes, without what only shows a report; and how to send. */
const options = {
  ...auditOptions,
  ...accountOptions,
  ...useOptions,
  ...checkOptions,
  ...publishOptions,
  ...without(runOptions, 'estimate'),
  ...without(showOptions, 'output', 'outputFile', 'only', 'columns', 'sort'),
  ...messageOptions,
}
const { estimate } = runOptions
const { output, outputFile, only, columns, sort } = showOptions
/** Options of an audit that keep their default. */
const untaken = { estimate, output, outputFile, only, columns, sort }

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
  read({ operands: [sink = ''], given, env }) {
    const mode = modeOf(publish, given, env)
    refuseOthers(publish, mode, given)
    const reads = readsVariable(publish, mode)
    const resolved = resolveSettings({ ...options, ...untaken }, given, env, name => !(name in untaken) && reads(name))
    const run = runOptionsOf({ ...resolved, given, env, showsReport: false, narrowsReport: false })
    return { ...run, publish: publishOptionsOf(resolved.settings, given, sink) }
  },
  async run(request, host) {
    const { runPublish } = await import('./publish/run.ts')
    return runPublish(request, host)
  },
}
