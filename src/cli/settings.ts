import type { Env } from '../lib/process/env.ts'
import { AuditError } from '../lib/process/exit.ts'
import { flagOf, nameOf, variableOf, type OptionEntry } from './option.ts'
import { BadValue } from './kinds/kind.ts'
import type { OptionSet } from './option-set.ts'

/** The typed words of each option, by the name of the option, in the typed order. A switch has the word `true`. */
export type TypedOptions = ReadonlyMap<string, readonly string[]>

/** Everything that gives options their values, apart from the defaults. */
export interface Given {
  typed: TypedOptions
  env: Env
}

/** The value of every option. */
export type SettingsOf<S extends OptionSet> = { readonly [N in keyof S]: ValueOf<S[N]> }
type ValueOf<E> = E extends OptionEntry<infer T, infer Fallback> ? T | Fallback : never

export interface Resolved<S extends OptionSet> {
  settings: SettingsOf<S>
  /** Names of the options that have a typed value or the value of a variable. The others have their default. */
  set: ReadonlySet<string>
}

/**
 * Returns the value of each option. The command line takes precedence over the environment, which takes precedence
 * over the defaults. A variable counts only if `reads` names its option.
 */
export function resolveSettings<S extends OptionSet>(
  options: S,
  { typed, env }: Given,
  reads: (name: string) => boolean = () => true,
): Resolved<S> {
  const entries = Object.entries(options)
  const candidates = entries.flatMap(([name, entry]) => candidateFor(name, entry, typed, reads(name) ? env : {}))
  const chosen = new Map(candidates.filter(one => !isOverruled(one, candidates)).map(one => [one.name, one.value]))
  const values = entries.map(([name, entry]) => [name, chosen.has(name) ? chosen.get(name) : entry.fallback])
  // Each value comes from the entry of its name, which the type checker cannot follow through a list.
  return { settings: Object.fromEntries(values) as SettingsOf<S>, set: new Set(chosen.keys()) }
}

/** A value that was typed or set by a variable. */
interface Candidate {
  name: string
  entry: OptionEntry
  value: unknown
  /** `--region` or `KMS_AUDIT_REGION` */
  spelling: string
  isTyped: boolean
}

function candidateFor(name: string, entry: OptionEntry, typed: TypedOptions, env: Env): Candidate[] {
  const own = typed.get(name)
  const spelling = own === undefined ? variableOf(entry) : flagOf(entry)
  const words = own ?? (entry.inEnvironment === false ? [] : wordsOf(entry, env[spelling]))
  if (words.length === 0) return []
  const value = valueOf(entry, words, spelling)
  // A switch that is off does not exclude other options.
  return value === false ? [] : [{ name, entry, value, spelling, isTyped: own !== undefined }]
}

/** An empty variable counts as not set: that is how CI systems leave out an optional value. */
function wordsOf({ separator }: OptionEntry, variable = ''): string[] {
  if (variable.trim() === '') return []
  return separator === undefined ? [variable] : variable.trim().split(separator)
}

function valueOf(entry: OptionEntry, words: readonly string[], spelling: string): unknown {
  try {
    return entry.kind(words)
  } catch (error) {
    if (!(error instanceof BadValue)) throw error
    throw usageError(error.messageFor(spelling), error.hint)
  }
}

/** If two options exclude each other, the typed one counts. If both or neither are typed, that is a usage error. */
function isOverruled(one: Candidate, candidates: readonly Candidate[]): boolean {
  const rival = candidates.find(other => excludes(one, other) || excludes(other, one))
  if (rival === undefined) return false
  if (rival.isTyped !== one.isTyped) return rival.isTyped
  throw usageError(`${one.spelling} and ${rival.spelling} cannot be used together.`, 'Remove one of them.')
}

const excludes = ({ entry }: Candidate, other: Candidate): boolean =>
  entry.excludes?.includes(nameOf(other.entry)) ?? false

export const usageError = (message: string, hint?: string): AuditError =>
  new AuditError('usage', message, hint === undefined ? {} : { hint })
