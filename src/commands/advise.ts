import type { Command } from '../cli/command.ts'
import { accountOptions } from '../cli/groups/accounts.ts'
import { archiveOptions } from '../cli/groups/archives.ts'
import { checkOptions } from '../cli/groups/checks.ts'
import { auditOptions, useOptions } from '../cli/groups/evidence.ts'
import { messageOptions, outputOptions, showOptions } from '../cli/groups/output.ts'
import { runOptions } from '../cli/groups/pace.ts'
import { option } from '../cli/option.ts'
import { namesOf, pick, without } from '../cli/option-set.ts'
import { modeOf, readsVariable, refuseOthers } from '../cli/refusals.ts'
import { runOptionsOf } from '../cli/resolve/audit.ts'
import { resolveOwnSettings } from '../cli/resolve/own-settings.ts'
import { supportedOutputs } from '../cli/resolve/outputs.ts'
import { adviceFormatIds } from '../formats/advice/index.ts'
import { actualCosts } from '../cli/groups/actual-costs.ts'
import type { Options } from '../model/options/options.ts'
import { withAdviceNeeds } from './shared/advice-needs.ts'
import type { Host } from './shared/host.ts'

export interface AdviseRequest extends Options {
  /** Path of an earlier report: what was saved since then is counted. Null: none. */
  baseline: string | null
  /** Ask Cost Explorer what AWS billed. */
  actualCosts: boolean
}

const adviseOptions = {
  ...pick(auditOptions, 'region', 'profile', 'manager', 'key', 'excludeKey', 'tag', 'demo'),
  ...accountOptions,
  ...pick(useOptions, 'unusedDays', 'requestDays', 'source', 'maxRate', 'pricePerKey', 'prices'),
  ...archiveOptions,
  actualCosts,
  ...pick(runOptions, 'maxDuration'),
  from: option({
    ...showOptions.from,
    help: 'Advise on a report that was saved with -o json, without calling AWS (- reads stdin)',
    excludes: ['demo'],
  }),
  baseline: option({
    ...checkOptions.baseline,
    help: 'Earlier report: show what was saved since then as a number of its own',
  }),
  ...outputOptions(adviceFormatIds),
  strict: showOptions.strict,
  ...messageOptions,
}

export const advise: Command<AdviseRequest, Host> = {
  summary: 'Say what to change to pay less for KMS',
  description:
    'Say what to change so that KMS costs less, and how much each change saves: computed from the requests, callers, ' +
    'resources and policies of the account itself, with what is assumed and what forbids it. Unused keys, advice and ' +
    'realized savings are separate numbers, and no dollar is in two of them. Changes nothing in AWS.',
  operands: [],
  options: adviseOptions,
  // The variables name files and formats of reports.
  typedOnly: ['output', 'outputFile', 'from', 'baseline'],
  modes: [
    {
      option: 'from',
      words: 'advise --from',
      takes: [
        ...(['region', 'key', 'excludeKey', 'unusedDays', 'pricePerKey', 'from', 'baseline'] as const),
        ...(['output', 'outputFile', 'strict'] as const),
        ...namesOf(without(messageOptions, 'logProgress')),
      ],
      typedOnly: ['region', 'key', 'excludeKey', 'output', 'outputFile'],
      refusal: { hint: '--from advises on what the report contains, and makes no AWS calls.' },
    },
  ],
  refusal: { words: 'kms-audit advise', hint: 'See kms-audit advise --help.' },
  examples: [
    { what: 'Try it on a simulated account', command: 'kms-audit advise --demo' },
    { what: 'Advise with the prices of today', command: 'kms-audit advise -r all --prices live' },
    {
      what: 'Also show what was saved since last month',
      command: 'kms-audit advise -r all --baseline october.json',
    },
    { what: 'Advise on a saved report', command: 'kms-audit advise --from keys.json' },
  ],
  exitCodes: true,
  read(input) {
    const { typed, env } = input
    const mode = modeOf(advise, input)
    refuseOthers(advise, mode, typed)
    const resolved = resolveOwnSettings(adviseOptions, input, readsVariable(advise, mode))
    const { settings } = resolved
    const outputs = supportedOutputs('advise', adviceFormatIds, settings, typed)
    const run = runOptionsOf({
      ...resolved,
      settings: { ...settings, output: [{ format: 'table' }], outputFile: null, baseline: null },
      typed,
      env,
      purpose: 'show',
      narrowsReport: false,
    })
    return {
      ...run,
      audit: withAdviceNeeds(run.audit),
      show: { ...run.show, outputs },
      baseline: settings.baseline,
      actualCosts: settings.actualCosts,
    }
  },
  async run(request, host) {
    const { runAdvise } = await import('./advise/run.ts')
    return runAdvise(request, host)
  },
}
