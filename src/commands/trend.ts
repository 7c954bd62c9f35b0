import type { Command } from '../cli/command.ts'
import { auditOptions } from '../cli/groups/evidence.ts'
import { historyOptions } from '../cli/groups/history.ts'
import { messageOptions, outputOptions, showOptions } from '../cli/groups/output.ts'
import { flag } from '../cli/kinds/kind.ts'
import { option } from '../cli/option.ts'
import { without } from '../cli/option-set.ts'
import { readsVariable } from '../cli/refusals.ts'
import { colorOf } from '../cli/resolve/audit.ts'
import { supportedOutputs } from '../cli/resolve/outputs.ts'
import { resolveSettings, usageError } from '../cli/settings.ts'
import { trendFormatIds } from '../formats/trend/index.ts'
import type { Host } from './shared/host.ts'
import type { TrendRequest } from './trend/request.ts'

const trendOptions = {
  demo: option({ ...auditOptions.demo, help: 'Show the last half year of the sample account', excludes: [] }),
  history: option({
    ...historyOptions.history,
    help: 'Also show the runs that kms-audit --history has appended to this file',
    excludes: ['demo'],
  }),
  add: option({
    flags: '--add',
    group: 'Output',
    help: 'First append the reports to the history; runs that it already has are skipped',
    kind: flag,
    fallback: false,
    inEnvironment: false,
    inConfig: 'never',
    alsoCalled: ['rebuild', 'import', 'save'],
  }),
  ...outputOptions(trendFormatIds),
  strict: option({ ...showOptions.strict, help: 'Exit with code 4 if a month has gaps or another scope' }),
  ...without(messageOptions, 'noProgress', 'logProgress'),
}
/** Accepted without an effect: no AWS calls are made, so there is no progress. */
const acceptedByTrend = { noProgress: messageOptions.noProgress }

const MONTHS_HINT = 'For example: kms-audit trend reports/*.json.'

export const trend: Command<TrendRequest, Host> = {
  summary: 'Show keys, cost and findings by month',
  description:
    'Show the keys, unused keys, cost, savings and open findings of each month, and the month in which each unused ' +
    'key fell silent. Takes reports that were saved with -o json, in any order; the last report of each month counts. ' +
    'Makes no AWS calls.',
  operands: [
    {
      name: 'report',
      required: true,
      unless: ['demo', 'history'],
      repeated: true,
      isFile: true,
      noun: 'report',
      hint: MONTHS_HINT,
    },
  ],
  options: trendOptions,
  accepted: acceptedByTrend,
  // The variables are about audits.
  typedOnly: ['output', 'outputFile', 'demo', 'history', 'add'],
  refusal: { words: 'kms-audit trend', hint: 'It shows saved reports, and makes no AWS calls.' },
  examples: [
    { what: 'Show all saved months', command: 'kms-audit trend reports/*.json' },
    { what: 'Show the runs of a history', command: 'kms-audit trend --history keys.ndjson' },
    {
      what: 'Make a history of saved reports',
      command: 'kms-audit trend reports/*.json --history keys.ndjson --add',
    },
    { what: 'Print the numbers for a spreadsheet', command: 'kms-audit trend reports/*.json -o csv' },
    { what: 'Try it on a simulated account', command: 'kms-audit trend --demo' },
  ],
  exitCodes: true,
  exitTexts: {
    findings: null,
    failed: 'Could not run, for example because the output could not be written',
    interrupted: 'Interrupted with Ctrl-C',
    terminated: 'Ended by SIGTERM',
    hungUp: 'Ended by SIGHUP, for example when the terminal is closed',
    incomplete: 'Incomplete: a month has gaps or another scope (with --strict)',
  },
  read(input) {
    const { operands, typed, env } = input
    const { settings } = resolveSettings({ ...trendOptions, ...acceptedByTrend }, input, readsVariable(trend, null))
    return {
      reports: reportPaths(operands, settings),
      history: settings.history,
      add: settings.add,
      outputs: supportedOutputs('trend', trendFormatIds, settings, typed),
      color: colorOf(settings, env),
      strict: settings.strict,
      quiet: settings.quiet,
      debug: settings.debug,
    }
  },
  async run(request, host) {
    const { runTrend } = await import('./trend/run.ts')
    return runTrend(request, host)
  },
}

interface Wanted {
  demo: boolean
  history: string | null
  add: boolean
}

/** The reports; null: the demo makes them. */
function reportPaths(paths: readonly string[], { demo, history, add }: Wanted): TrendRequest['reports'] {
  if (demo && paths.length > 0)
    throw usageError('--demo makes its own reports.', 'Leave out --demo, or the names of the reports.')
  if (add && history === null) throw usageError('--add needs a history.', 'Name its file with --history.')
  if (add && paths.length === 0) throw usageError('--add needs reports to append.', MONTHS_HINT)
  if (demo) return null
  if (paths.length === 0 && history === null) throw usageError('trend requires a report or a history.', MONTHS_HINT)
  if (paths.filter(path => path === '-').length > 1)
    throw usageError('Only one of the reports can come from stdin.', 'Name files for the others.')
  return paths
}
