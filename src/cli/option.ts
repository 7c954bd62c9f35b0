import type { Kind } from './kinds/kind.ts'

/** A heading of the help text. */
type Heading =
  'What to audit' | 'Accounts' | 'Usage and cost' | 'Checks' | 'Publish' | 'Long runs' | 'Output' | 'Messages'

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

/** `KMS_AUDIT_NO_REQUESTS` */
export const variableOf = (entry: OptionEntry): string =>
  `KMS_AUDIT_${nameOf(entry).toUpperCase().replaceAll('-', '_')}`
