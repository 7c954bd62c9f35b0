import type { Env } from '../lib/process/env.ts'
import { AuditError } from '../lib/process/exit.ts'
import type { ConfigRecord } from '../model/report/scope.ts'
import { type Config, type ConfigValue, placeIn } from './config/config.ts'
import { flagOf, nameOf, variableOf, type OptionEntry } from './option.ts'
import { BadValue } from './kinds/kind.ts'
import type { OptionSet } from './option-set.ts'

/** The typed words of each option, by the name of the option, in the typed order. A switch has the word `true`. */
export type TypedOptions = ReadonlyMap<string, readonly string[]>

/** Everything that gives options their values, apart from the defaults. */
export interface Given {
  typed: TypedOptions
  env: Env
  /** Null: no config file was read. */
  config: Config | null
}

/** The value of every option. */
export type SettingsOf<S extends OptionSet> = { readonly [N in keyof S]: ValueOf<S[N]> }
type ValueOf<E> = E extends OptionEntry<infer T, infer Fallback> ? T | Fallback : never

export interface Resolved<S extends OptionSet> {
  settings: SettingsOf<S>
  /** Names of the options that have a typed value, or that of a variable or of the config file. */
  set: ReadonlySet<string>
  /** Where the value of each option in `set` comes from. */
  origins: ReadonlyMap<string, Origin>
  /** The config file, with the options that have their value from it. Null: none was read. */
  config: ConfigRecord | null
}

/** Where the value of an option comes from. */
export type Origin =
  | { from: 'flag'; flag: string; words: readonly string[] }
  | { from: 'environment'; variable: string; words: readonly string[] }
  | ({ from: 'file'; path: string } & ConfigValue)

/**
 * Returns the value of each option. The command line takes precedence over the environment, which takes precedence
 * over the config file, which takes precedence over the defaults. A variable or a value of the file counts only if
 * `reads` names its option.
 */
export function resolveSettings<S extends OptionSet>(
  options: S,
  given: Given,
  reads: (name: string) => boolean = () => true,
): Resolved<S> {
  const entries = Object.entries(options)
  const typedOnly: Given = { ...given, env: {}, config: null }
  const candidates = entries.flatMap(([name, entry]) => candidateFor(name, entry, reads(name) ? given : typedOnly))
  const chosen = new Map(candidates.filter(one => !isOverruled(one, candidates)).map(one => [one.name, one]))
  const values = entries.map(([name, entry]) => [name, (chosen.get(name) ?? { value: entry.fallback }).value])
  const origins = new Map([...chosen].map(([name, { origin }]) => [name, origin]))
  return {
    // Each value comes from the entry of its name, which the type checker cannot follow through a list.
    settings: Object.fromEntries(values) as SettingsOf<S>,
    set: new Set(chosen.keys()),
    origins,
    config: given.config === null ? null : toConfigRecord(given.config, [...chosen.values()]),
  }
}

/** A value that was typed, or set by a variable or the config file. */
interface Candidate {
  name: string
  entry: OptionEntry
  value: unknown
  origin: Origin
}

function candidateFor(name: string, entry: OptionEntry, given: Given): Candidate[] {
  const origin = originOf(name, entry, given)
  if (origin === null) return []
  if (entry.secret === true && origin.from === 'flag') throw typedSecret(entry)
  const value = valueOf(entry, origin)
  // A switch that is off does not exclude other options.
  return value === false ? [] : [{ name, entry, value, origin }]
}

/** Returns where the value of one option comes from, apart from other options. Null: it has its default. */
export function originOf(name: string, entry: OptionEntry, { typed, env, config }: Given): Origin | null {
  const own = typed.get(name)
  if (own !== undefined) return { from: 'flag', flag: flagOf(entry), words: own }
  const variable = variableOf(entry)
  const words = entry.inEnvironment === false ? [] : wordsOf(entry, env[variable])
  if (words.length > 0) return { from: 'environment', variable, words }
  const value = config?.values.get(nameOf(entry))
  return config === null || value === undefined ? null : { from: 'file', path: config.path, ...value }
}

/** An empty variable counts as not set: that is how CI systems leave out an optional value. */
function wordsOf({ separator }: OptionEntry, variable = ''): string[] {
  if (variable.trim() === '') return []
  return separator === undefined ? [variable] : variable.trim().split(separator)
}

const typedSecret = (entry: OptionEntry): AuditError =>
  usageError(`${flagOf(entry)} is a secret, which other users can read on a command line.`, `Set ${variableOf(entry)}.`)

function valueOf(entry: OptionEntry, origin: Origin): unknown {
  try {
    return entry.kind(origin.words)
  } catch (error) {
    if (!(error instanceof BadValue)) throw error
    // The message must not contain a secret.
    if (entry.secret === true) throw usageError(`${spellingOf(entry, origin)} must be ${error.expected}.`, error.hint)
    throw usageError(error.messageFor(spellingOf(entry, origin)), error.hint)
  }
}

/** `--region`, `KMS_AUDIT_REGION` or `region (kms-audit.yaml:3:1)` */
function spellingOf(entry: OptionEntry, origin: Origin): string {
  if (origin.from === 'file') return `${nameOf(entry)} (${placeIn(origin, origin)})`
  return origin.from === 'flag' ? origin.flag : origin.variable
}

/**
 * If two options exclude each other, the one with the higher precedence counts. If both have the same, that is a usage
 * error.
 */
function isOverruled(one: Candidate, candidates: readonly Candidate[]): boolean {
  const rivals = candidates.filter(other => excludes(one, other) || excludes(other, one))
  const stronger = rivals.find(rival => rankOf(rival) < rankOf(one))
  if (stronger !== undefined) return true
  const equal = rivals.find(rival => rankOf(rival) === rankOf(one))
  if (equal === undefined) return false
  const [spelling, other] = [one, equal].map(({ entry, origin }) => spellingOf(entry, origin))
  throw usageError(`${spelling} and ${other} cannot be used together.`, 'Remove one of them.')
}

const PRECEDENCE: readonly Origin['from'][] = ['flag', 'environment', 'file']

const rankOf = ({ origin }: Candidate): number => PRECEDENCE.indexOf(origin.from)

const excludes = ({ entry }: Candidate, other: Candidate): boolean =>
  entry.excludes?.includes(nameOf(other.entry)) ?? false

const toConfigRecord = ({ path, isNamed }: Config, chosen: readonly Candidate[]): ConfigRecord => ({
  path,
  named: isNamed,
  options: chosen.filter(({ origin }) => origin.from === 'file').map(({ entry }) => nameOf(entry)),
})

export const usageError = (message: string, hint?: string): AuditError =>
  new AuditError('usage', message, hint === undefined ? {} : { hint })
