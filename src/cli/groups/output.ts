import { formats } from '../../formats/index.ts'
import { SEVERITIES } from '../../model/finding.ts'
import { OPA_CHECK } from '../../model/opa.ts'
import { REFERENCE_FILTERS } from '../../model/report/references.ts'
import { DISPOSITIONS } from '../../model/usage.ts'
import { checkIds } from './checks.ts'
import { columnList, sortOrder } from '../kinds/columns.ts'
import { option, type OptionEntry } from '../option.ts'
import { without } from '../option-set.ts'
import { wordsOrGlobs } from '../kinds/glob.ts'
import { choice, flag, listOf, path } from '../kinds/kind.ts'
import { filePath } from '../kinds/kms.ts'
import { outputList, pathOfOutput, type WantedOutput } from '../kinds/output.ts'
import { configOptions } from './config.ts'
import { helpOptions } from './help.ts'
import { inDirectory } from '../kinds/config-path.ts'
import { joinWithOr } from '../../lib/text/lists.ts'

const formatIds = Object.keys(formats)
const TABLE: readonly WantedOutput[] = [{ format: 'table' }]

const verdicts = DISPOSITIONS.join(', ')

/** Options about the output and the exit code. */
export const showOptions = {
  output: option({
    flags: '-o, --output <format[=file]>',
    group: 'Output',
    help: `Output format: ${joinWithOr(formatIds)}; with =file, written to that file; repeat for several outputs (default: table)`,
    kind: outputList(formatIds),
    fallback: TABLE,
    separator: /\s+/,
    // A file to write.
    inConfig: word => word.includes('='),
    resolvePath: pathOfOutput,
    alsoCalled: ['format', 'formats', 'output-format', 'output-formats', ...formatIds],
  }),
  outputFile: option({
    flags: '-f, --output-file <path>',
    group: 'Output',
    help: 'File for the output without =file (default: stdout); an interrupted run does not replace it',
    kind: filePath,
    fallback: null,
    inConfig: 'named',
    resolvePath: inDirectory,
    alsoCalled: ['file', 'output-filename', 'output-path'],
  }),
  from: option({
    flags: '--from <report.json>',
    group: 'Output',
    help: 'Show a report that was saved with -o json, without calling AWS (- reads stdin)',
    kind: path,
    fallback: null,
    // Otherwise, a report that is not of the user's account would be shown without notice. The same applies to --demo.
    inConfig: 'named',
    resolvePath: inDirectory,
    excludes: ['demo', 'estimate'],
    alsoCalled: ['input', 'render', 'report'],
  }),
  only: option({
    flags: '--only <list>',
    group: 'Output',
    help: `Show only keys with these verdicts: unused, or any of ${verdicts}; with --dependents also referenced or unreferenced keys`,
    kind: listOf([...DISPOSITIONS, 'unused', ...REFERENCE_FILTERS]),
    fallback: [],
    alsoCalled: ['filter', 'status', 'disposition'],
  }),
  columns: option({
    flags: '--columns <list>',
    group: 'Output',
    help: 'Columns of the table and of CSV, in this order, such as alias,last-used,cost; --columns help lists them',
    kind: columnList,
    fallback: [],
    alsoCalled: ['column', 'fields', 'field'],
  }),
  sort: option({
    flags: '--sort <column>',
    group: 'Output',
    help: 'Sort the table and CSV by this column; add :desc for the highest first, such as cost:desc',
    kind: sortOrder,
    fallback: null,
    alsoCalled: ['sort-by', 'order-by'],
  }),
  failOn: option({
    flags: '--fail-on <list>',
    group: 'Output',
    help: `Exit with code 1 if any key has one of these verdicts (unused, ${verdicts}), or any finding has one of these severities or a higher one, or comes from one of these checks ('grant-*')`,
    kind: wordsOrGlobs([...DISPOSITIONS, 'unused', ...SEVERITIES, ...checkIds, OPA_CHECK], checkIds, {
      expected: 'values of --only, severities, check ids and globs of them',
      seeAlso: 'Run kms-audit checks to list the checks.',
    }),
    fallback: [],
    alsoCalled: ['exit-code', 'hard-fail-on'],
  }),
  strict: option({
    flags: '--strict',
    group: 'Output',
    help: 'Exit with code 4 if anything could not be read',
    kind: flag,
    fallback: false,
  }),
} satisfies Record<string, OptionEntry>

/**
 * `-o` and `-f` of a command that prints something else than a report: in one of these formats, by default in the first.
 * Formats of a report are read too, so that `supportedOutputs` can say what the command supports instead.
 */
export const outputOptions = (ids: readonly [string, ...string[]]) => ({
  output: option({
    ...showOptions.output,
    help: `Output format: ${joinWithOr(ids)}; with =file, written to that file (default: ${ids[0]})`,
    kind: outputList(ids, formatIds),
    fallback: [{ format: ids[0] }] as readonly WantedOutput[],
  }),
  outputFile: option({ ...showOptions.outputFile, help: 'File for the output without =file (default: stdout)' }),
})

/** Options that select what a report shows and decide its exit code. */
export const reportOptions = without(showOptions, 'from')

/** Options about the config file, messages on stderr, and the help. Every command takes them. */
export const messageOptions = {
  ...configOptions,
  quiet: option({
    flags: '-q, --quiet',
    group: 'Messages',
    help: 'Print only errors on stderr',
    kind: flag,
    fallback: false,
    alsoCalled: ['silent'],
  }),
  noProgress: option({
    flags: '--no-progress',
    group: 'Messages',
    help: 'Do not show the plan and the progress on the terminal',
    kind: flag,
    fallback: false,
  }),
  logProgress: option({
    flags: '--log-progress',
    group: 'Messages',
    help: 'Print the plan and the progress as lines on stderr, even without a terminal',
    kind: flag,
    fallback: false,
    excludes: ['no-progress', 'quiet'],
  }),
  color: option({
    flags: '--color <when>',
    group: 'Messages',
    help: 'Use colors: auto (on a terminal, unless NO_COLOR is set), always or never (default: auto)',
    kind: choice(['auto', 'always', 'never']),
    fallback: 'auto',
    alsoCalled: ['colour', 'colors'],
  }),
  noColor: option({
    flags: '--no-color',
    group: 'Messages',
    help: 'Same as --color never',
    kind: flag,
    fallback: false,
    excludes: ['color'],
    alsoCalled: ['no-colour', 'no-colors'],
  }),
  debug: option({
    flags: '--debug',
    group: 'Messages',
    help: 'Log every call and error on stderr, without secrets',
    kind: flag,
    fallback: false,
    alsoCalled: ['verbose', 'trace'],
  }),
  ...helpOptions,
} satisfies Record<string, OptionEntry>
