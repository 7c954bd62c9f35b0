import type { Env } from '../lib/process/env.ts'
import { AuditError } from '../lib/process/exit.ts'
import { flagOf, nameOf, variableOf, type OptionEntry } from './option.ts'
import { BadValue } from './kinds/kind.ts'
import { entries, type OptionName, type table } from './table.ts'

/** Words of the options on the command line, in the order they came; `true` for a switch. */
export type Given = ReadonlyMap<OptionName, readonly string[]>

/** One value for every option. */
export type Settings = { readonly [N in OptionName]: ValueOf<(typeof table)[N]> }
type ValueOf<E> = E extends OptionEntry<infer T, infer Fallback> ? T | Fallback : never

export interface Settled {
  settings: Settings
  /** Options that were typed or set by a variable, and count; the others have their default. */
  set: ReadonlySet<OptionName>
}

/**
 * The command line takes precedence over the environment, which takes precedence over the defaults. Of the variables
 * only those count whose option `heeds` holds.
 */
export function settle(given: Given, env: Env, heeds: ReadonlySet<OptionName> = ALL): Settled {
  const answers = entries.flatMap(([name, entry]) => answerTo(name, entry, given, heeds.has(name) ? env : {}))
  const answered = new Map(answers.filter(one => !isBeaten(one, answers)).map(one => [one.name, one.value]))
  const values = entries.map(([name, entry]) => [name, answered.has(name) ? answered.get(name) : entry.fallback])
  // Each value comes from the entry of its name, which the type checker cannot follow through a list.
  return { settings: Object.fromEntries(values) as Settings, set: new Set(answered.keys()) }
}

const ALL: ReadonlySet<OptionName> = new Set(entries.map(([name]) => name))

interface Answer {
  name: OptionName
  entry: OptionEntry
  value: unknown
  /** `--region` or `KMS_AUDIT_REGION` */
  spelling: string
  typed: boolean
}

function answerTo(name: OptionName, entry: OptionEntry, given: Given, env: Env): Answer[] {
  const typed = given.get(name)
  const spelling = typed === undefined ? variableOf(entry) : flagOf(entry)
  const words = typed ?? (entry.inEnvironment === false ? [] : wordsOf(entry, env[spelling]))
  if (words.length === 0) return []
  const value = read(entry, words, spelling)
  // A switch that is off contradicts nothing.
  return value === false ? [] : [{ name, entry, value, spelling, typed: typed !== undefined }]
}

/** An empty variable is one that was not set: that is how CI systems leave out an optional value. */
function wordsOf({ separator }: OptionEntry, variable = ''): string[] {
  if (variable.trim() === '') return []
  return separator === undefined ? [variable] : variable.trim().split(separator)
}

function read(entry: OptionEntry, words: readonly string[], spelling: string): unknown {
  try {
    return entry.kind(words)
  } catch (error) {
    if (!(error instanceof BadValue)) throw error
    throw usageError(error.said(spelling), error.hint)
  }
}

/** Of two that contradict each other the typed one counts; both typed, or neither, is an error. */
function isBeaten(answer: Answer, answers: readonly Answer[]): boolean {
  const rival = answers.find(other => excludes(answer, other) || excludes(other, answer))
  if (rival === undefined) return false
  if (rival.typed !== answer.typed) return rival.typed
  throw usageError(`${answer.spelling} and ${rival.spelling} cannot be used together.`, 'Remove one of them.')
}

const excludes = ({ entry }: Answer, other: Answer): boolean => entry.excludes?.includes(nameOf(other.entry)) ?? false

export const usageError = (message: string, hint?: string): AuditError =>
  new AuditError('usage', message, hint === undefined ? {} : { hint })
