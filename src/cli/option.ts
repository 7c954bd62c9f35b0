import type { Kind } from './kinds/kind.ts'

/** A heading of the help text. */
type Heading =
  | 'What to audit'
  | 'Accounts'
  | 'Usage and cost'
  | 'Archives of CloudTrail'
  | 'Dependents'
  | 'Resources'
  | 'Checks'
  | 'Guards'
  | 'Publish'
  | 'Plan'
  | 'Long runs'
  | 'Output'
  | 'Config file'
  | 'Messages'

/** One option. The command line, the environment, the help text and the guide derive from it. */
export interface OptionEntry<T = unknown, Fallback = unknown> {
  /** In the syntax of commander: `-r, --region <list>` */
  flags: string
  group: Heading
  /** The meaning of the option, with its default in words. */
  help: string
  kind: Kind<T>
  /** The value when neither the command line nor the environment has one. */
  fallback: Fallback
  /** Long names of options that cannot be used with this one. */
  excludes?: readonly string[]
  /** Names of the same option in other tools, for suggestions. */
  alsoCalled?: readonly string[]
  /** False for an option without an environment variable. */
  inEnvironment?: false
  /**
   * The value is a secret: only the environment variable can set it, because other users of a machine can read its
   * command lines. It is never printed. Goes with `inConfig: 'never'`.
   */
  secret?: true
  /**
   * Which config files can set the option. `never`: none. `named`: only one that the user named, not one that was found
   * by searching. A function: the values of which it is true need a named file. Left out: any file.
   */
  inConfig?: 'never' | 'named' | ((word: string) => boolean)
  /** Makes a relative path in a config file relative to the directory of the file. Left out: the value is not a path. */
  resolvePath?(word: string, directory: string): string
  /** Separates the values in the variable of an option that can be repeated on the command line. */
  separator?: RegExp
}

/** Returns the entry. Its type keeps the exact types of the value and of the fallback. */
export const option = <T, const Fallback extends T | null>(entry: OptionEntry<T, Fallback>): OptionEntry<T, Fallback> =>
  entry

/** `-r`, `--region` */
export const flagsOf = ({ flags }: OptionEntry): string[] => flags.split(/[ ,]+/).filter(word => word.startsWith('-'))

/** `--no-requests` */
export const flagOf = (entry: OptionEntry): string => flagsOf(entry).at(-1) ?? ''

/** `no-requests` */
export const nameOf = (entry: OptionEntry): string => flagOf(entry).slice(2)

/** Whether the option takes several values: a list, or pairs such as `OP=N`. For the others the last value counts. */
export const takesMany = ({ flags }: OptionEntry): boolean => /[<[](list|[^<>]*=[^<>]*)[>\]]$/.test(flags)

/** Whether the option takes a value. The others are switches. */
export const takesValue = ({ flags }: OptionEntry): boolean => /[>\]]$/.test(flags)

/** Whether the option can also be typed without its value: `--dependents [list]`. It then has the word `true`. */
export const isValueOptional = ({ flags }: OptionEntry): boolean => flags.endsWith(']')

/** How help and guide show the option: a secret only by its variable. */
export const shownFlags = (entry: OptionEntry): string => (entry.secret === true ? variableOf(entry) : entry.flags)

/** `KMS_AUDIT_NO_REQUESTS` */
export const variableOf = (entry: OptionEntry): string =>
  `KMS_AUDIT_${nameOf(entry).toUpperCase().replaceAll('-', '_')}`
