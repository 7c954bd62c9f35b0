import { type Definition, definitionList, termWidth } from '../lib/text/definition-list.ts'
import { capitalized } from '../lib/text/capitalized.ts'
import { wrap } from '../lib/text/wrap.ts'
import { acceptedBy, type Command, type Commands, type Example, type Operand, optionsOfAll } from './command.ts'
import { exitCodesOf } from './exit-codes.ts'
import { flagOf, type OptionEntry, shownFlags } from './option.ts'

const WIDEST = 120

/**
 * Returns the text of `--help`, in lines of at most `columns` characters, and never more than 120.
 *
 * @param name of a command; null: the short help of the program
 */
export function helpText(commands: Commands, name: string | null, columns: number): string {
  const width = Math.min(columns, WIDEST)
  const command = name === null ? undefined : commands[name]
  return name === null || command === undefined ? overview(commands, width) : commandText(name, command, width)
}

function overview(commands: Commands, width: number): string {
  const [[defaultName, first] = ['', undefined]] = Object.entries(commands)
  const listed = Object.entries(commands).flatMap(([name, command]) =>
    termsOf(name, command).map(({ short, summary }): Definition => [`  ${short}`, summary]),
  )
  const terms: Definition[] = [...listed, ['  help', 'Show the help of a command']]
  const entries = optionsOfAll(commands)
  const options = Object.entries(first?.common ?? {}).flatMap(([name, text]) => {
    const entry = entries[name]
    return entry === undefined ? [] : [definition(entry, text)]
  })
  const column = Math.max(termWidth(terms), termWidth(options))
  return [
    paragraph('Find unused AWS KMS keys, show what they cost, and check keys for security problems.', width),
    'Usage:\n  kms-audit [options]\n  kms-audit <command> [options]\n',
    `Commands:\n${definitionList(terms, width, column)}`,
    `Options:\n${definitionList(options, width, column)}`,
    examplesText((first?.examples ?? []).slice(0, FEW), width),
    paragraph(`'kms-audit ${defaultName} --help' lists all options.`, width),
  ].join('\n')
}

/** Number of examples in the short help. */
const FEW = 3

interface Term {
  term: string
  /** The term without operands that can be anything: `diff`. */
  short: string
  summary: string
}

/** How the list of commands names a command, with its operand: `publish security-hub`. */
export function termsOf(name: string, { operands: [first, ...others], summary }: Command): readonly Term[] {
  if (first === undefined) return [{ term: name, short: name, summary }]
  const { values, summaries = {} } = first
  const rest = others.map(other => ` ${placeholder(other)}`).join('')
  if (!first.required || values === undefined || first.isOneOf === true)
    return [{ term: `${name} ${placeholder(first)}${rest}`, short: name, summary }]
  return values.map(word => ({
    term: `${name} ${word}${rest}`,
    short: `${name} ${word}`,
    summary: summaries[word] ?? summary,
  }))
}

/** `Destinations:` with a line for each. Empty: the values are in the list of commands. */
const valuesText = ({ name, summaries, isOneOf }: Operand, width: number): string[] =>
  summaries === undefined || isOneOf !== true
    ? []
    : [
        `${capitalized(name)}s:\n${definitionList(
          Object.entries(summaries).map(([value, text]) => [`  ${value}`, text]),
          width,
        )}`,
      ]

const placeholder = ({ name, required, repeated }: Operand): string =>
  `${required ? `<${name}>` : `[${name}]`}${repeated === true ? '...' : ''}`

function commandText(name: string, command: Command, width: number): string {
  const isDefault = command.common !== undefined
  const usage = termsOf(name, command).map(({ term }) => `  kms-audit ${isDefault ? `[${term}]` : term} [options]\n`)
  return [
    paragraph(command.description, width),
    `Usage:\n${usage.join('')}`,
    ...command.operands.flatMap(operand => valuesText(operand, width)),
    ...sections(command, width),
    ...(command.exitCodes ? [paragraph(LISTS, width), paragraph(variablesText(command), width)] : []),
    examplesText(command.examples, width),
    ...(command.exitCodes ? [`Exit codes:\n${definitionList(codesOf(command), width)}`] : []),
  ].join('\n')
}

const LISTS = 'Separate the values of a <list> with commas, or repeat the option.'

function variablesText(command: Command): string {
  const typedOnly = Object.values(acceptedBy(command)).filter(({ inEnvironment }) => inEnvironment === false)
  return (
    'Options can also be set as environment variables, such as KMS_AUDIT_REGION=all or KMS_AUDIT_STRICT=1 ' +
    `(not ${typedOnly.map(flagOf).join(', ')}).`
  )
}

function sections({ options, texts = {} }: Command, width: number): string[] {
  const groups = new Map<string, Definition[]>()
  for (const [name, entry] of Object.entries(options))
    groups.set(entry.group, [...(groups.get(entry.group) ?? []), definition(entry, texts[name] ?? entry.help)])
  const column = termWidth([...groups.values()].flat())
  return [...groups].map(([group, definitions]) => `${group}:\n${definitionList(definitions, width, column)}`)
}

/** An option without a short name is indented, so that long names line up. */
const definition = (entry: OptionEntry, text: string): Definition => {
  const shown = shownFlags(entry)
  return [`  ${shown.startsWith('-') && !shown.startsWith('--') ? '' : '    '}${shown}`, text]
}

/** Each command is on its own line below its description, so that it can be copied and fits a narrow terminal. */
const examplesText = (examples: readonly Example[], width: number): string =>
  `Examples:\n${examples
    .map(({ what, command }) => `${wrap(`  # ${what}`, width).join('\n')}\n  ${command}\n`)
    .join('\n')}`

const codesOf = (command: Command): readonly Definition[] =>
  exitCodesOf(command).map(({ code, meaning }) => [`  ${code}`, meaning])

const paragraph = (text: string, width: number): string => `${wrap(text, width).join('\n')}\n`
