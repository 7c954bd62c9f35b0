import type { Command } from '../cli/command.ts'
import { auditOptions } from '../cli/groups/evidence.ts'
import { historyOptions } from '../cli/groups/history.ts'
import { messageOptions, outputOptions, showOptions } from '../cli/groups/output.ts'
import { listOf } from '../cli/kinds/kind.ts'
import { period } from '../cli/kinds/period.ts'
import { option } from '../cli/option.ts'
import { without } from '../cli/option-set.ts'
import { readsVariable } from '../cli/refusals.ts'
import { colorOf } from '../cli/resolve/audit.ts'
import { supportedOutputs } from '../cli/resolve/outputs.ts'
import { resolveSettings, usageError } from '../cli/settings.ts'
import { joinWithOr } from '../lib/text/lists.ts'
import { DIFF_GATE_WORDS } from '../model/history/diff-gate.ts'
import type { Period } from '../model/period.ts'
import { diffFormatIds } from '../formats/diff/index.ts'
import type { DiffRequest } from './diff/request.ts'
import type { Host } from './shared/host.ts'

const diffOptions = {
  demo: option({
    ...auditOptions.demo,
    help: 'Compare the sample account of a month ago with that of today',
    excludes: [],
  }),
  since: option({
    flags: '--since <time>',
    group: 'Output',
    help: 'Compare with the last run in the history that is at least this much older, such as 30d, 3mo or 1y',
    kind: period,
    fallback: null,
    excludes: ['demo'],
  }),
  history: option({
    ...historyOptions.history,
    help: 'The file to which kms-audit --history appends its runs, for --since',
    excludes: ['demo'],
  }),
  ...outputOptions(diffFormatIds),
  failOn: option({
    flags: '--fail-on <list>',
    group: 'Output',
    help:
      'Exit with code 1 if there is such a difference, and with code 4 if that cannot be evaluated: ' +
      joinWithOr(DIFF_GATE_WORDS),
    kind: listOf(DIFF_GATE_WORDS),
    fallback: [],
    alsoCalled: ['exit-code'],
  }),
  strict: option({ ...showOptions.strict, help: 'Exit with code 4 if anything could not be compared' }),
  ...without(messageOptions, 'noProgress', 'logProgress'),
}
/** Accepted without an effect: no AWS calls are made, so there is no progress. */
const acceptedByDiff = { noProgress: messageOptions.noProgress }

const PAIR_HINT = 'For example: kms-audit diff october.json november.json.'

const OPERAND = { required: true, unless: ['demo', 'since'], isFile: true, noun: 'report', hint: PAIR_HINT } as const

export const diff: Command<DiffRequest, Host> = {
  summary: 'Show what changed between two reports',
  description:
    'Compare two reports that were saved with -o json: new and gone keys, keys that are newly unused or used again, ' +
    'states, policies, grants, rotation, tags, costs, savings and findings. What could not be read for one of the ' +
    'reports is listed, and never counts as a change. With --since, compare a report, or the last run of a history, with ' +
    'an earlier run of the history. Makes no AWS calls.',
  operands: [
    { name: 'old', missing: 'an old report', ...OPERAND },
    { name: 'new', missing: 'a new report', ...OPERAND },
  ],
  options: diffOptions,
  accepted: acceptedByDiff,
  // The variables are about audits: files of reports, and words that a diff does not have.
  typedOnly: ['output', 'outputFile', 'failOn', 'demo', 'history', 'since'],
  refusal: { words: 'kms-audit diff', hint: 'It compares two saved reports, and makes no AWS calls.' },
  examples: [
    { what: 'Compare two months', command: 'kms-audit diff 2026-10.json 2026-11.json' },
    {
      what: 'Fail if a key policy gives more access',
      command: 'kms-audit diff old.json new.json --fail-on access-gained',
    },
    {
      what: 'Show what changed in three months',
      command: 'kms-audit diff --since 3mo --history keys.ndjson',
    },
    { what: 'Try it on a simulated account', command: 'kms-audit diff --demo' },
  ],
  exitCodes: true,
  exitTexts: {
    findings: '--fail-on matched a difference',
    failed: 'Could not run, for example because the output could not be written',
    interrupted: 'Interrupted with Ctrl-C',
    terminated: 'Ended by SIGTERM',
    hungUp: 'Ended by SIGHUP, for example when the terminal is closed',
    incomplete: 'Incomplete: --fail-on could not be evaluated, or something could not be compared (with --strict)',
  },
  read(input) {
    const { operands, typed, env } = input
    const { settings } = resolveSettings({ ...diffOptions, ...acceptedByDiff }, input, readsVariable(diff, null))
    return {
      reports: settings.since === null ? reportsOf(operands, settings.demo) : null,
      since: sinceOf(operands, settings),
      outputs: supportedOutputs('diff', diffFormatIds, settings, typed),
      color: colorOf(settings, env),
      failOn: settings.failOn,
      strict: settings.strict,
      quiet: settings.quiet,
      debug: settings.debug,
    }
  },
  async run(request, host) {
    const { runDiff } = await import('./diff/run.ts')
    return runDiff(request, host)
  },
}

/** The two reports; null: the demo makes them. */
function reportsOf([old, now]: readonly string[], demo: boolean): DiffRequest['reports'] {
  if (old === undefined || now === undefined) return null
  if (demo) throw usageError('--demo makes its own reports.', 'Leave out --demo, or the names of the reports.')
  if (old === '-' && now === '-')
    throw usageError('Only one of the reports can come from stdin.', 'Name a file for the other.')
  return { old, new: now }
}

/** Null: two reports are compared, or those of the demo. */
function sinceOf(
  [report, other]: readonly string[],
  { since, history }: { since: Period | null; history: string | null },
): DiffRequest['since'] {
  if (since === null && history === null) return null
  if (since === null) throw usageError('--history needs --since, which says how old the run is.', 'Add --since 3mo.')
  if (history === null) throw usageError('--since needs a history.', 'Name its file with --history.')
  if (other !== undefined) throw usageError('With --since, the old report is a run of the history.', 'Name one report.')
  return { history, period: since, report: report ?? null }
}
