import type { Command } from '../cli/command.ts'
import { accountOptions } from '../cli/groups/accounts.ts'
import { archiveOptions } from '../cli/groups/archives.ts'
import { analyzerOptions } from '../cli/groups/analyzer.ts'
import { checkOptions } from '../cli/groups/checks.ts'
import { dependentOptions } from '../cli/groups/dependents.ts'
import { auditOptions, useOptions } from '../cli/groups/evidence.ts'
import { messageOptions, outputOptions, showOptions } from '../cli/groups/output.ts'
import { runOptions } from '../cli/groups/pace.ts'
import { option } from '../cli/option.ts'
import { namesOf, pick, without } from '../cli/option-set.ts'
import { modeOf, readsVariable, refuseOthers } from '../cli/refusals.ts'
import { runOptionsOf } from '../cli/resolve/audit.ts'
import { resolveOwnSettings } from '../cli/resolve/own-settings.ts'
import { supportedOutputs } from '../cli/resolve/outputs.ts'
import { keyFormatIds } from '../formats/key/index.ts'
import type { Options } from '../model/options/options.ts'
import { sources } from '../sources/index.ts'
import type { Host } from './shared/host.ts'
import { KEY_CHECKS } from './shared/key-checks.ts'

/** Options about the place of the key and the credentials. */
const place = {
  ...pick(auditOptions, 'region', 'profile'),
  ...pick(accountOptions, 'roleArn', 'externalId', 'roleSessionName'),
}

const keyOptions = {
  ...place,
  demo: auditOptions.demo,
  ...pick(useOptions, 'unusedDays', 'requestDays', 'source', 'maxPages', 'maxRate', 'pricePerKey'),
  ...archiveOptions,
  ...dependentOptions,
  ...pick(checkOptions, 'trustedAccount', 'requireTag', 'mutelist'),
  ...analyzerOptions,
  ...pick(runOptions, 'maxDuration'),
  from: option({
    ...showOptions.from,
    help: 'Explain a key of a report that was saved with -o json, without calling AWS (- reads stdin)',
    excludes: ['demo'],
  }),
  ...outputOptions(keyFormatIds),
  strict: showOptions.strict,
  ...messageOptions,
}

const HINT = 'For example: kms-audit key alias/orders, or kms-audit key 1234abcd with the first characters of its id.'

export const key: Command<Options, Host> = {
  summary: 'Explain one key: its use, users and policy',
  description:
    'Explain one key on one screen: what it is, when and by which source it was seen in use, who used it last, who ' +
    'called and changed it in the last 90 days, its requests, its cost, its policy in plain words, its grants, what ' +
    'is wrong with it, and what to do next. With --dependents, also which resources use it, and with --trail-archive, ' +
    'its uses and callers in all years of the log files. Changes nothing in AWS.',
  operands: [{ name: 'key', required: true, noun: 'key', hint: HINT }],
  options: keyOptions,
  texts: {
    region: 'Regions to look for the key: names, globs such as eu-*, or all; an ARN names its Region itself',
    source: `Sources of usage data: auto, or any of ${Object.keys(sources).join(', ')} (default: auto)`,
    requestDays: 'Days over which requests are counted and drawn, up to 455 (default: 30)',
  },
  // The variables name files and formats of reports about all keys.
  typedOnly: ['output', 'outputFile', 'from'],
  modes: [
    {
      option: 'from',
      words: 'key --from',
      takes: [
        ...(['region', 'unusedDays', 'pricePerKey', 'from', 'output', 'outputFile', 'strict'] as const),
        ...(['trustedAccount', 'requireTag', 'mutelist'] as const),
        ...namesOf(without(messageOptions, 'logProgress')),
      ],
      typedOnly: ['region', 'output', 'outputFile'],
      refusal: { hint: '--from shows what the report contains, and makes no AWS calls.' },
    },
  ],
  refusal: {
    words: 'kms-audit key',
    hints: { who: 'It always looks up the last user.', checks: 'It always runs the checks.' },
    hint: 'It explains one key. See kms-audit key --help.',
  },
  examples: [
    { what: 'Try it on a simulated account', command: 'kms-audit key orders --demo' },
    { what: 'Look for the key in all Regions', command: 'kms-audit key 1c168adb -r all' },
    { what: 'Quote it in a ticket', command: 'kms-audit key alias/orders -o markdown' },
    { what: 'Read it from a saved report', command: 'kms-audit key orders --from keys.json' },
  ],
  exitCodes: true,
  read(input) {
    const { operands, typed, env } = input
    const [name = ''] = operands
    const mode = modeOf(key, input)
    refuseOthers(key, mode, typed)
    const resolved = resolveOwnSettings(keyOptions, input, readsVariable(key, mode))
    const { settings } = resolved
    const outputs = supportedOutputs('key', keyFormatIds, settings, typed)
    const run = runOptionsOf({
      ...resolved,
      settings: { ...settings, key: [name], checks: true, output: [{ format: 'table' }], outputFile: null },
      typed,
      env,
      purpose: 'show',
      narrowsReport: false,
    })
    return {
      ...run,
      audit: { ...run.audit, who: true, oneKey: 'direct' },
      saved: run.saved && { ...run.saved, oneKey: true },
      checks: { ...run.checks, ids: KEY_CHECKS },
      show: { ...run.show, outputs },
    }
  },
  async run(options, host) {
    const { runKey } = await import('./key/run.ts')
    return runKey(options, host)
  },
}
