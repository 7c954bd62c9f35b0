import type { Command } from '../cli/command.ts'
import { accountOptions } from '../cli/groups/accounts.ts'
import { archiveOptions } from '../cli/groups/archives.ts'
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
import type { PublishRequest } from '../model/options/publish-options.ts'
import type { Sink } from '../sinks/sink.ts'
import { fromMode, liveMode, savedMode } from './publish/sink-mode.ts'
import { sinkOptions, sinks, summaryOf } from './shared/sinks.ts'
import type { Host } from './shared/host.ts'

/** The options of an audit, except those that only show a report, and the options about sending. */
const common: OptionSet = {
  ...auditOptions,
  ...accountOptions,
  ...useOptions,
  ...archiveOptions,
  ...checkOptions,
  ...publishOptions,
  ...pick(runOptions, 'fast', 'maxDuration', 'checkpoint', 'checkpointTtl'),
  ...pick(showOptions, 'from', 'failOn', 'strict'),
  ...messageOptions,
}

const options: OptionSet = { ...common, ...sinkOptions }

export const publish: Command<PublishRequest, Host> = {
  summary: 'Send findings or the report elsewhere',
  description:
    'Run an audit, or read a saved report, and send it to one or several destinations. Prints what it would send and ' +
    'asks for confirmation first. For destinations that take findings, all checks run, or those of --check.',
  operands: [
    {
      name: 'destination',
      required: true,
      repeated: true,
      isOneOf: true,
      noun: 'publish destination',
      values: [...sinks.keys()],
      summaries: Object.fromEntries([...sinks].map(([id, sink]) => [id, summaryOf([sink])])),
      hint: 'See kms-audit publish --help.',
    },
  ],
  options,
  texts: {
    from: 'Send the findings of a report saved with -o json, without a new audit (- reads stdin)',
    accounts: 'Audit only these accounts of the organization',
    excludeAccounts: 'Exclude these accounts of the organization',
    severity: 'Send only findings of this severity or higher',
  },
  modes: [fromMode],
  refusal: {
    words: 'publish',
    hints: {
      only: '--only selects keys. Use --severity to select findings.',
      estimate: 'Run kms-audit --estimate --checks instead.',
    },
    hint: 'Use --dry-run to print what would be sent.',
  },
  examples: [...sinks.values()].flatMap(({ examples }) => examples),
  exitCodes: true,
  read(input) {
    const { operands, typed, env } = input
    // The operands have been checked.
    const chosen = [...new Set(operands)].map(id => sinks.get(id) as Sink)
    const isSaved = modeOf(publish, input) !== null
    const mode = isSaved ? savedMode(chosen) : liveMode(chosen, namesOf(common))
    refuseOthers(publish, mode, typed)
    const reads = readsVariable(publish, mode)
    // Other options of an audit keep their defaults.
    const own = Object.assign({}, ...chosen.map(sink => sink.options)) as OptionSet
    const all = { ...own, ...liveOptions, ...publishOptions }
    const resolved = resolveSettings(all, input, reads)
    const needsFindings =
      chosen.some(({ takes }) => takes === 'findings') || resolved.settings.onlyIf.includes('failed')
    const purpose = needsFindings ? 'send-findings' : 'send-report'
    const run = runOptionsOf({ ...resolved, typed, env, purpose, narrowsReport: false })
    return { ...run, publish: publishOptionsOf(resolved.settings, typed, chosen) }
  },
  async run(request, host) {
    const { runPublish } = await import('./publish/run.ts')
    return runPublish(request, host)
  },
}
