import { acceptedBy, type Command, type Commands, type Mode } from './command.ts'
import { flagOf } from './option.ts'
import { type Given, type TypedOptions, resolveSettings, usageError } from './settings.ts'
import type { OptionSet } from './option-set.ts'

/** Returns the mode that an option or its variable sets. Null: no option sets a mode. */
export function modeOf({ options, modes = [] }: Command, given: Given): Mode | null {
  const deciding = new Set(modes.map(({ option }) => option))
  const rivals = namesExcludedBy(options, deciding)
  const { set } = resolveSettings(options, given, name => deciding.has(name) || rivals.has(name))
  return modes.find(({ option }) => set.has(option)) ?? null
}

/**
 * Options that a mode's option excludes. A typed `--demo`, for example, takes precedence over the variable of `--from`.
 */
function namesExcludedBy(options: OptionSet, deciding: ReadonlySet<string>): ReadonlySet<string> {
  const excluded = new Set([...deciding].flatMap(name => options[name]?.excludes ?? []))
  return new Set(Object.keys(options).filter(name => excluded.has(flagOf(options[name] as OptionSet[string]).slice(2))))
}

/** Returns a function that says whether the environment variable of an option counts in this mode. */
export function readsVariable({ typedOnly = [] }: Command, mode: Mode | null): (name: string) => boolean {
  if (mode === null) return name => !typedOnly.includes(name)
  return name => mode.takes.includes(name) && !(mode.typedOnly ?? []).includes(name)
}

/** Throws a usage error for the first typed option that has no effect in this mode. */
export function refuseOthers(command: Command, mode: Mode | null, typed: TypedOptions): void {
  if (mode === null) return
  const options = acceptedBy(command)
  const ineffective = Object.keys(options).find(name => typed.has(name) && !mode.takes.includes(name))
  if (ineffective === undefined) return
  const { hints, hint } = mode.refusal
  throw withoutEffect(options[ineffective] as OptionSet[string], mode.words, hints?.[ineffective] ?? hint)
}

/** Returns the error for an option that only other commands take. Null: no command takes it. */
export function refusalOf(commands: Commands, command: Command, flag: string, given: Given) {
  for (const [owner, other] of ownersFirst(commands)) {
    const found = Object.entries(acceptedBy(other)).find(([, entry]) => entry.flags.split(/[ ,]+/).includes(flag))
    if (found === undefined) continue
    const [name, entry] = found
    // The error names the command that owns the option, unless that is the default command, which comes first.
    if (owner !== Object.keys(commands)[0])
      return usageError(`${flagOf(entry)} is an option of kms-audit ${owner}.`, `See kms-audit ${owner} --help.`)
    const mode = modeOf(command, given)
    const { hints, hint } = mode?.refusal ?? command.refusal
    return withoutEffect(entry, mode?.words ?? command.refusal.words, hints?.[name] ?? hint)
  }
  return null
}

/** A command that prepares runs of other commands takes their options, but does not own them. */
const ownersFirst = (commands: Commands): [name: string, command: Command][] =>
  Object.entries(commands).toSorted(
    ([, one], [, other]) => Number(one.borrows ?? false) - Number(other.borrows ?? false),
  )

const withoutEffect = (entry: OptionSet[string], words: string, hint: string) =>
  usageError(`${flagOf(entry)} has no effect with ${words}.`, hint)
