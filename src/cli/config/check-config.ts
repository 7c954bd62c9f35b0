import type { AuditError } from '../../lib/process/exit.ts'
import { shellWord } from '../../lib/text/shell-word.ts'
import { quoted } from '../../lib/text/quoted.ts'
import { closestWord } from '../../lib/text/suggest.ts'
import { BadValue } from '../kinds/kind.ts'
import { flagOf, flagsOf, nameOf, takesMany, variableOf, type OptionEntry } from '../option.ts'
import type { OptionSet } from '../option-set.ts'
import { usageError } from '../settings.ts'
import type { Config, ConfigValue } from './config.ts'
import { type ConfigEntry, type PlacedWord, readConfig } from './read-config.ts'

/** A config file as it was found. */
export interface ConfigFile extends Pick<Config, 'path' | 'isNamed'> {
  text: string
  /** The directory of the file, as an absolute path: relative paths in the file start there. */
  directory: string
}

/**
 * Reads a config file and checks every value, also of options that the command does not take.
 *
 * @param own the options of the command
 * @param others the options of each other command
 * @throws AuditError (wrong usage) with line and column for the first key or value that is wrong
 */
export function checkConfig(file: ConfigFile, own: OptionSet, others: readonly OptionSet[]): Config {
  // Commands share most entries.
  const entries = [...new Set([own, ...others].flatMap(set => Object.values(set)))]
  const values = new Map<string, ConfigValue>()
  for (const line of readConfig(file.text, file.path)) {
    const named = entries.filter(entry => nameOf(entry) === line.key.word)
    const [entry] = named
    if (entry === undefined) throw unknownKey(file, line, entries)
    const found: Found = { key: line.key, words: line.words() }
    // The strictest of the commands decides.
    for (const each of named) refuseUntrusted(file, found, each)
    const { line: at, column } = line.key
    if (isForOwn(file, found, named, own))
      values.set(line.key.word, { words: resolvedWords(entry, found, file.directory), line: at, column })
  }
  return { path: file.path, isNamed: file.isNamed, values }
}

/** A key that is the name of an option, and its value. */
interface Found {
  key: PlacedWord
  words: readonly PlacedWord[]
}

const wrong = ({ path }: ConfigFile, { line, column }: PlacedWord, what: string, hint?: string): AuditError =>
  usageError(`${path}:${line}:${column}: ${what}`, hint)

function unknownKey(file: ConfigFile, line: ConfigEntry, entries: readonly OptionEntry[]): AuditError {
  const { key, isSection } = line
  const text = key.word
  if (SECRET.test(text)) return wrong(file, key, `${quoted(text)} cannot be set in a config file.`, SECRETS)
  const plain = text
    .replace(/^-+/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
    .replaceAll('_', '-')
    .toLowerCase()
  const meant = entries.find(
    entry => nameOf(entry) === plain || flagsOf(entry).includes(text) || flagsOf(entry).includes(`-${text}`),
  )
  const other = entries.find(({ alsoCalled }) => alsoCalled?.includes(plain))
  const near = meant ?? other
  const name = near === undefined ? closestWord(plain, entries.map(nameOf)) : nameOf(near)
  return wrong(
    file,
    key,
    `Unknown option ${quoted(text)}.`,
    isSection ? FLAT : name === undefined ? NAMES : `Did you mean ${name}?`,
  )
}

const FLAT = 'A config file has no sections: write the options at the top level.'
const NAMES = 'Keys are the long names of options, without dashes.'
const SECRET = /token|secret|password|passwd|access[-_]?key|credential|session[-_]?key/i
const SECRETS = 'Keep secrets in environment variables or in the AWS credentials file.'

/** Throws for an option that this file may not set, because it may come from a repository of other people. */
function refuseUntrusted(file: ConfigFile, { key, words }: Found, entry: OptionEntry): void {
  const { inConfig } = entry
  const name = nameOf(entry)
  if (inConfig === 'never')
    throw wrong(
      file,
      key,
      `${quoted(name)} cannot be set in a config file.`,
      `Use ${entry.secret === true ? variableOf(entry) : flagOf(entry)}.`,
    )
  if (file.isNamed || inConfig === undefined) return
  const word = typeof inConfig === 'function' ? words.find(one => inConfig(one.word)) : key
  if (word === undefined) return
  const what = word === key ? name : `${name}: ${word.word}`
  throw wrong(
    file,
    word,
    `${quoted(what)} cannot be set in a file that was found by searching.`,
    `Use ${flagOf(entry)}, or name the file: --config ${shellWord(file.path)}.`,
  )
}

/**
 * Whether the value is for this command. A value that only another command takes is not, such as a format of `diff`.
 * Throws for a value that no command takes.
 */
function isForOwn(file: ConfigFile, line: Found, named: readonly OptionEntry[], own: OptionSet): boolean {
  const errors = named.map(entry => mistakeIn(file, line, entry))
  const [first = null] = errors
  if (errors.every(error => error !== null)) throw first
  return first === null && Object.values(own).includes(named[0] as OptionEntry)
}

/** Returns what is wrong with the value of an option. Null: nothing is. */
function mistakeIn(file: ConfigFile, line: Found, entry: OptionEntry): AuditError | null {
  const { key, words } = line
  if (words.length > 1 && !takesMany(entry)) return wrong(file, key, `${quoted(nameOf(entry))} takes a single value.`)
  try {
    entry.kind(resolvedWords(entry, line, file.directory))
    return null
  } catch (error) {
    if (!(error instanceof BadValue)) throw error
    const at = words.find(({ word }) => word.split(',').some(part => part.trim() === error.word)) ?? words[0] ?? key
    return wrong(file, at, error.messageFor(nameOf(entry)), error.hint)
  }
}

const resolvedWords = (entry: OptionEntry, { words }: Found, directory: string): string[] =>
  words.map(({ word }) => entry.resolvePath?.(word, directory) ?? word)
