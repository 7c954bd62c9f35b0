import { accountOptions } from './groups/accounts.ts'
import { auditOptions, useOptions } from './groups/evidence.ts'
import { checkOptions } from './groups/checks.ts'
import { flagOf } from './option.ts'
import { publishOptions } from './groups/publish.ts'
import { runOptions } from './groups/pace.ts'
import { settle, usageError, type Given } from './settings.ts'
import { type Env } from '../lib/process/env.ts'
import { showOptions } from './groups/output.ts'
import { entries, table, type OptionName } from './table.ts'

/** What a command line does: a command, or a command with the option that changes what the others can do. */
export type Mode = 'audit' | 'estimate' | 'from' | 'checks' | 'publish' | 'publish from'

interface Taken {
  /** As people type it: `--from` */
  words: string
  /** The options that have an effect. Every other typed option is refused; every other variable is ignored. */
  takes: ReadonlySet<OptionName>
  /** Options of which only the typed value counts: their variables are about live audits. */
  typedOnly?: readonly OptionName[]
  /** The next step, by option. */
  hints?: Readonly<Partial<Record<OptionName, string>>>
  /** The next step for every other option. */
  hint: string
}

const namesOf = (group: object): OptionName[] => Object.keys(group) as OptionName[]
const without = (names: readonly OptionName[], ...left: readonly OptionName[]): OptionName[] =>
  names.filter(name => !left.includes(name))

/** Options that change nothing but how much is said: they are taken everywhere. */
const QUIET = ['quiet', 'noProgress', 'color', 'noColor', 'debug', 'help', 'version'] as const
/** Where a saved report may be narrowed to. */
const NARROWING = ['region', 'accounts', 'excludeAccounts', 'manager', 'key', 'excludeKey', 'tag'] as const
const REPORT = ['output', 'outputFile', 'only', 'columns', 'sort', 'failOn', 'strict'] as const
const LIVE = [
  ...namesOf({ ...auditOptions, ...accountOptions, ...useOptions, ...checkOptions, ...runOptions }),
  ...namesOf(showOptions),
]

const COUNTS = 'A saved report keeps its own request counts.'
const EVIDENCE = 'A saved report keeps its own evidence.'

export const MODES: Readonly<Record<Mode, Taken>> = {
  audit: {
    words: 'an audit',
    takes: new Set(LIVE),
    hint: 'See kms-audit audit --help.',
  },
  estimate: {
    words: '--estimate',
    takes: new Set(without(LIVE, ...REPORT, 'from', 'logProgress')),
    hint: '--estimate prints the number of calls, the time and the cost, and no report.',
  },
  from: {
    words: '--from',
    takes: new Set([
      ...NARROWING,
      ...(['unusedDays', 'pricePerKey', 'from'] as const),
      ...namesOf(checkOptions),
      ...REPORT,
      ...QUIET,
    ]),
    typedOnly: NARROWING,
    hints: {
      profile: 'Reports do not contain profile names. Use --accounts.',
      requestDays: COUNTS,
      noRequests: COUNTS,
      source: EVIDENCE,
      doubleCheck: EVIDENCE,
      maxPages: EVIDENCE,
    },
    hint: '--from shows a saved report and makes no AWS calls.',
  },
  checks: {
    words: 'kms-audit checks',
    takes: new Set(['output', 'outputFile', ...QUIET]),
    // The files of the variables are those of reports, which the list must not replace.
    typedOnly: ['output', 'outputFile'],
    hint: 'It lists the checks, and takes -o json and -f.',
  },
  publish: {
    words: 'publish',
    takes: new Set([
      ...without(LIVE, 'output', 'outputFile', 'only', 'columns', 'sort', 'estimate'),
      ...namesOf(publishOptions),
    ]),
    hints: {
      only: '--only selects keys. Use --severity to select findings.',
      estimate: 'Run kms-audit --estimate --checks instead.',
    },
    hint: 'Use --dry-run to print what would be sent.',
  },
  'publish from': {
    words: 'publish --from',
    takes: new Set([
      ...(['region', 'profile', 'maxRate', 'from', 'failOn', 'strict', 'logProgress'] as const),
      ...namesOf(accountOptions),
      ...namesOf(checkOptions),
      ...namesOf(publishOptions),
      ...QUIET,
    ]),
    hint: 'A saved report is sent unchanged.',
  },
}

/** The mode of a command line; what decides it may be typed or set by a variable. */
export function modeOf(command: 'audit' | 'checks' | 'publish', given: Given, env: Env): Mode {
  if (command === 'checks') return command
  const { from, estimate } = settle(given, env, DECIDING).settings
  if (command === 'publish') return from === null ? command : 'publish from'
  if (from !== null) return 'from'
  return estimate ? 'estimate' : command
}

/** `demo` contradicts `from`: of the two the typed one counts. */
const DECIDING: ReadonlySet<OptionName> = new Set(['from', 'estimate', 'demo'])

/** Options whose variables count in this mode. */
export function heededIn(mode: Mode): ReadonlySet<OptionName> {
  const { takes, typedOnly = [] } = MODES[mode]
  return new Set([...takes].filter(name => !typedOnly.includes(name)))
}

/** What was typed that this mode cannot do anything with is wrong usage. */
export function refuseOthers(mode: Mode, given: Given): void {
  const { words, takes, hints, hint } = MODES[mode]
  const idle = entries.find(([name]) => given.has(name) && !takes.has(name))?.[0]
  if (idle === undefined) return
  if (idle in publishOptions)
    throw usageError(`${flagOf(table[idle])} is an option of kms-audit publish.`, 'See kms-audit publish --help.')
  throw usageError(`${flagOf(table[idle])} has no effect with ${words}.`, hints?.[idle] ?? hint)
}
