import { acceptedBy, type Command, type Commands, type Input, type Mode } from './command.ts'
import { flagOf } from './option.ts'
import type { Env } from '../lib/process/env.ts'
import { type TypedOptions, resolveSettings, usageError } from './settings.ts'
import type { OptionSet } from './option-set.ts'

/** The mode that an option sets, typed or by its variable. Null: the command does what it does by itself. */
export function modeOf({ options, modes = [] }: Command, typed: TypedOptions, env: Env): Mode | null {
  const deciding = new Set(modes.map(({ option }) => option))
  const rivals = namesExcludedBy(options, deciding)
  const { set } = resolveSettings(options, typed, env, name => deciding.has(name) || rivals.has(name))
  return modes.find(({ option }) => set.has(option)) ?? null
}

/** Options that a deciding one excludes: a typed `--demo` takes precedence over the variable of `--from`. */
function namesExcludedBy(options: OptionSet, deciding: ReadonlySet<string>): ReadonlySet<string> {
  const excluded = new Set([...deciding].flatMap(name => options[name]?.excludes ?? []))
  return new Set(Object.keys(options).filter(name => excluded.has(flagOf(options[name] as OptionSet[string]).slice(2))))
}

/** Whether the variable of an option counts. */
export function readsVariable({ typedOnly = [] }: Command, mode: Mode | null): (name: string) => boolean {
  if (mode === null) return name => !typedOnly.includes(name)
  return name => mode.takes.includes(name) && !(mode.typedOnly ?? []).includes(name)
}

/** What was typed and has no effect in this mode is wrong usage. */
export function refuseOthers(command: Command, mode: Mode | null, typed: TypedOptions): void {
  if (mode === null) return
  const options = acceptedBy(command)
  const ineffective = Object.keys(options).find(name => typed.has(name) && !mode.takes.includes(name))
  if (ineffective === undefined) return
  const { hints, hint } = mode.refusal
  throw withoutEffect(options[ineffective] as OptionSet[string], mode.words, hints?.[ineffective] ?? hint)
}

/** The error for an option that only other commands take. Null: no command has it. */
export function refusalOf(commands: Commands, command: Command, flag: string, { typed, env }: Omit<Input, 'operands'>) {
  for (const [owner, other] of Object.entries(commands)) {
    const found = Object.entries(acceptedBy(other)).find(([, entry]) => entry.flags.split(/[ ,]+/).includes(flag))
    if (found === undefined) continue
    const [name, entry] = found
    // The first command is the default one, whose options everyone knows. Others are named as the owner of an option.
    if (owner !== Object.keys(commands)[0])
      return usageError(`${flagOf(entry)} is an option of kms-audit ${owner}.`, `See kms-audit ${owner} --help.`)
    const mode = modeOf(command, typed, env)
    const { hints, hint } = mode?.refusal ?? command.refusal
    return withoutEffect(entry, mode?.words ?? command.refusal.words, hints?.[name] ?? hint)
  }
  return null
}

const withoutEffect = (entry: OptionSet[string], words: string, hint: string) =>
  usageError(`${flagOf(entry)} has no effect with ${words}.`, hint)
