import { checks } from '../checks/index.ts'
import { formats } from '../formats/index.ts'
import { OPA_CHECK, SEVERITIES } from '../model/finding.ts'
import { DISPOSITIONS } from '../model/usage.ts'
import { option, type OptionEntry } from './entry.ts'
import { choice, flag, listOf, path } from './kinds.ts'
import { filePath } from './kms-kinds.ts'
import { alternatives } from '../lib/suggest.ts'

const formatIds = Object.keys(formats)

/** As reports spell it. The command line takes `in-use` too. */
const reported = (disposition: string): string => disposition.replace('-', '_')

/** Options about what people and scripts get to see. */
export const showOptions = {
  output: option({
    flags: '-o, --output <format>',
    group: 'Report',
    help: `${alternatives(formatIds)} (default: table)`,
    kind: choice(formatIds),
    fallback: 'table',
    alsoCalled: ['format', 'formats', 'output-format', 'output-formats', ...formatIds],
  }),
  outputFile: option({
    flags: '-f, --output-file <path>',
    group: 'Report',
    help: 'write the report there, whole or not at all',
    kind: filePath,
    fallback: null,
    alsoCalled: ['file', 'output-filename', 'output-path', 'out'],
  }),
  from: option({
    flags: '--from <report.json>',
    group: 'Report',
    help: 'show a report that -o json wrote, without any call; - reads stdin',
    kind: path,
    fallback: null,
    excludes: ['demo', 'estimate'],
    alsoCalled: ['input', 'render', 'report'],
  }),
  only: option({
    flags: '--only <list>',
    group: 'Report',
    help: `rows and findings of these keys only: unused, or any of ${DISPOSITIONS.map(reported).join(', ')}`,
    kind: listOf([...DISPOSITIONS, 'unused']),
    fallback: [],
    alsoCalled: ['filter', 'status', 'disposition'],
  }),
  failOn: option({
    flags: '--fail-on <list>',
    group: 'Report',
    help: 'exit 1 if there are such keys (words of --only) or findings: a severity, which means that or worse, or a check',
    kind: listOf([...DISPOSITIONS, 'unused', ...SEVERITIES, ...Object.keys(checks), OPA_CHECK], {
      expected: 'words of --only, severities and ids of checks',
      seeAlso: 'kms-audit checks lists the checks.',
    }),
    fallback: [],
    alsoCalled: ['exit-code', 'hard-fail-on'],
  }),
  strict: option({
    flags: '--strict',
    group: 'Report',
    help: 'exit 4 if anything could not be read',
    kind: flag,
    fallback: false,
  }),
  quiet: option({
    flags: '-q, --quiet',
    group: 'On the screen',
    help: 'nothing on stderr but errors',
    kind: flag,
    fallback: false,
    alsoCalled: ['silent'],
  }),
  noProgress: option({
    flags: '--no-progress',
    group: 'On the screen',
    help: 'no plan and progress on the terminal',
    kind: flag,
    fallback: false,
  }),
  logProgress: option({
    flags: '--log-progress',
    group: 'On the screen',
    help: 'plan and progress as lines, also without a terminal',
    kind: flag,
    fallback: false,
    excludes: ['no-progress', 'quiet'],
  }),
  noColor: option({
    flags: '--no-color',
    group: 'On the screen',
    help: 'no colours; NO_COLOR does the same',
    kind: flag,
    fallback: false,
    alsoCalled: ['no-colour'],
  }),
  debug: option({
    flags: '--debug',
    group: 'On the screen',
    help: 'every call and refusal on stderr, without secrets',
    kind: flag,
    fallback: false,
    alsoCalled: ['verbose', 'trace'],
  }),
  help: option({
    flags: '-h, --help',
    group: 'On the screen',
    help: 'print this help',
    kind: flag,
    fallback: false,
    inEnvironment: false,
  }),
  version: option({
    flags: '-V, --version',
    group: 'On the screen',
    help: 'the version',
    kind: flag,
    fallback: false,
    inEnvironment: false,
  }),
} satisfies Record<string, OptionEntry>
