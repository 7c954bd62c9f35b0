import { entriesOf } from '../../../cli/command.ts'
import { flagOf, type OptionEntry } from '../../../cli/option.ts'
import type { OptionSet } from '../../../cli/option-set.ts'
import { type TypedOptions, usageError } from '../../../cli/settings.ts'
import { joinWithAnd } from '../../../lib/text/lists.ts'
import { quoted } from '../../../lib/text/quoted.ts'
import { closestWord } from '../../../lib/text/suggest.ts'
import { argumentName } from './argument-name.ts'

/** What a call can have as arguments. */
export interface Taken {
  /** The name of the tool. */
  tool: string
  options: OptionSet
  required: readonly string[]
  /** The options of the server, which no call can set. */
  server: OptionSet
}

/**
 * Returns the arguments of a call as typed options. Their values are read later, by the kinds of the options.
 *
 * @throws AuditError (wrong usage) for an argument that the tool does not take, that is missing, or that is not a text,
 *   a number, a truth value or a list of them
 */
export function readArguments(given: Readonly<Record<string, unknown>>, taken: Taken): TypedOptions {
  const named = new Map(entriesOf(taken.options).map(each => [argumentName(each[1]), each]))
  const typed = new Map<string, readonly string[]>()
  for (const [name, value] of Object.entries(given)) {
    const found = named.get(name)
    if (found === undefined) throw unknownArgument(name, taken, [...named.keys()])
    // Assistants send null for what they leave out.
    if (value !== null) typed.set(found[0], wordsOf(name, value))
  }
  const missing = [...named].find(([, [option]]) => taken.required.includes(option) && !typed.has(option))
  if (missing !== undefined && !typed.has('cursor'))
    throw usageError(`${taken.tool} requires ${missing[0]}.`, missing[1][1].help.replace(/\.?$/, '.'))
  return new Map([...typed].filter(([, words]) => words.length > 0))
}

/** Returns the value as words of the command line. */
function wordsOf(name: string, value: unknown): string[] {
  const words = (Array.isArray(value) ? value : [value]).map(wordOf)
  if (words.every(word => word !== null)) return words
  throw usageError(
    `${name} must be a text, a number, true or false, or a list of texts.`,
    'See the schema of the tool.',
  )
}

const wordOf = (value: unknown): string | null =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : null

function unknownArgument(name: string, { tool, server }: Taken, names: readonly string[]) {
  const entry = Object.values(server).find(one => argumentName(one) === name)
  if (entry !== undefined) return onlyServer(name, tool, entry)
  const near = closestWord(name, names)
  const hint = near === undefined ? `It takes ${joinWithAnd([...names])}.` : `Did you mean ${near}?`
  return usageError(`${tool} has no argument ${quoted(name)}.`, hint)
}

const onlyServer = (name: string, tool: string, entry: OptionEntry) =>
  usageError(
    `${tool} has no argument ${quoted(name)}, because it is set only when the server starts.`,
    `Start the server with ${flagOf(entry)}: kms-audit mcp ${flagOf(entry)} …`,
  )
