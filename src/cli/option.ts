import type { Kind } from './kinds/kind.ts'

/** A heading of the help text. */
type Group =
  'What to audit' | 'Accounts' | 'Usage and cost' | 'Checks' | 'Publish' | 'Long runs' | 'Output' | 'Messages'

/** One option: everything that the command line, the environment, the help text and the guide know about it. */
export interface OptionEntry<T = unknown, Fallback = unknown> {
  /** As commander reads them: `-r, --region <list>` */
  flags: string
  group: Group
  /** What it means, with its default in words. */
  help: string
  kind: Kind<T>
  /** The value when neither the command line nor the environment has one. */
  fallback: Fallback
  /** Long names of options that contradict it. */
  excludes?: readonly string[]
  /** What other tools call it: for suggestions only. */
  alsoCalled?: readonly string[]
  /** False for what only makes sense when typed. */
  inEnvironment?: false
  /** What separates the values of its variable, where the command line has the option repeated. */
  separator?: RegExp
}

/** Checks one entry, and keeps the exact types of its value and its fallback. */
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
