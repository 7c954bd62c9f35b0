import { type Definition, definitionList, termWidth } from '../lib/text/definition-list.ts'
import { wrap } from '../lib/text/wrap.ts'
import { commandHelp, type CommandHelp, type CommandName, type Example, termsOf } from './command-help.ts'
import { flagOf, type OptionEntry } from './option.ts'
import { exitCodes } from './exit-codes.ts'
import { entries, table, type OptionName } from './table.ts'

/** A command, or the short help of the whole program. */
export type HelpTopic = CommandName | 'overview'

const WIDEST = 120

/** What `--help` prints, in lines of at most `columns`, and of 120 on a wider terminal. */
export function helpText(topic: HelpTopic, columns: number): string {
  const width = Math.min(columns, WIDEST)
  return topic === 'overview' ? overview(width) : commandText(commandHelp[topic], width)
}

/** The options that people use most, in few words. `kms-audit audit --help` has all options and full texts. */
const COMMON = {
  region: 'Regions to audit: names, globs such as eu-*, or all',
  profile: 'AWS profiles to use, one per account',
  org: 'Audit all accounts of the organization',
  key: 'Audit only these keys',
  unusedDays: 'Days without use after which a key is unused (default: 90)',
  checks: 'Check key policies, grants, rotation and more',
  only: 'Show only keys with these verdicts, such as unused',
  output: 'Output format: table, csv, json, sarif, ocsf or asff; with =file, written to that file',
  outputFile: 'Write the report to a file',
  failOn: 'Exit with code 1 on a match, such as unused or high',
  demo: 'Run on a simulated account, without credentials',
  quiet: table.quiet.help,
  help: 'Show help; after a command, all of its options',
  version: table.version.help,
} as const satisfies Partial<Record<OptionName, string>>

function overview(width: number): string {
  const names = Object.keys(commandHelp) as CommandName[]
  const listed = names.flatMap(name =>
    termsOf(name).map((term): Definition => [`  ${term}`, commandHelp[name].summary]),
  )
  const commands: Definition[] = [...listed, ['  help [command]', 'Show the help of a command']]
  const options = (Object.keys(COMMON) as (keyof typeof COMMON)[]).map(name => definition(table[name], COMMON[name]))
  const column = Math.max(termWidth(commands), termWidth(options))
  return [
    paragraph('Find unused AWS KMS keys, show what they cost, and check keys for security problems.', width),
    'Usage:\n  kms-audit [options]\n  kms-audit <command> [options]\n',
    `Commands:\n${definitionList(commands, width, column)}`,
    `Options:\n${definitionList(options, width, column)}`,
    examplesText(commandHelp.audit.examples.slice(0, FEW), width),
    paragraph("'kms-audit audit --help' lists all options.", width),
  ].join('\n')
}

/** Examples in the short help. */
const FEW = 3

function commandText(command: CommandHelp, width: number): string {
  const usage = command.usage.map(words => `  kms-audit ${words}\n`).join('')
  return [
    paragraph(command.description, width),
    `Usage:\n${usage}`,
    ...sections(command, width),
    ...(command.exitCodes ? [paragraph(LISTS, width), paragraph(VARIABLES, width)] : []),
    examplesText(command.examples, width),
    ...(command.exitCodes ? [`Exit codes:\n${definitionList(codes, width)}`] : []),
  ].join('\n')
}

const LISTS = 'Separate the values of a <list> with commas, or repeat the option.'

const typedOnly = entries.filter(([, { inEnvironment }]) => inEnvironment === false).map(([, entry]) => flagOf(entry))
const VARIABLES =
  'Options can also be set as environment variables, such as KMS_AUDIT_REGION=all or KMS_AUDIT_STRICT=1 ' +
  `(not ${typedOnly.join(', ')}).`

function sections({ takes, texts = {} }: CommandHelp, width: number): string[] {
  const groups = new Map<string, Definition[]>()
  for (const [name, entry] of entries) {
    if (!takes.has(name)) continue
    groups.set(entry.group, [...(groups.get(entry.group) ?? []), definition(entry, texts[name] ?? entry.help)])
  }
  const column = termWidth([...groups.values()].flat())
  return [...groups].map(([group, options]) => `${group}:\n${definitionList(options, width, column)}`)
}

/** The long names line up, whether there is a short one or not. */
const definition = ({ flags }: OptionEntry, text: string): Definition => [
  `  ${flags.startsWith('--') ? '    ' : ''}${flags}`,
  text,
]

/** Each command on a line of its own, below what it does: so it can be copied, and fits a narrow terminal. */
const examplesText = (examples: readonly Example[], width: number): string =>
  `Examples:\n${examples
    .map(({ what, command }) => `${wrap(`  # ${what}`, width).join('\n')}\n  ${command}\n`)
    .join('\n')}`

const codes: readonly Definition[] = exitCodes.map(({ code, meaning }) => [`  ${code}`, meaning])

const paragraph = (text: string, width: number): string => `${wrap(text, width).join('\n')}\n`
