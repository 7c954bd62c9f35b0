/** The name of the file that is searched for. */
export const CONFIG_NAME = 'kms-audit.yaml'

/** A config file that was read and checked. */
export interface Config {
  /** As messages show it: as the user typed it, or relative to the current directory. */
  path: string
  /** Whether the user named the file. It can then set more than one that was found by searching. */
  isNamed: boolean
  /** The values by the long name of the option: `unused-days`. */
  values: ReadonlyMap<string, ConfigValue>
}

/** The value of one option. */
export interface ConfigValue {
  /** The words as on the command line; of a switch `true` or `false`. There is at least one. */
  words: readonly string[]
  /** Where the key of the option is. Both count from 1. */
  line: number
  column: number
}

/** `kms-audit.yaml:3:1` */
export const placeIn = ({ path }: Pick<Config, 'path'>, { line, column }: Pick<ConfigValue, 'line' | 'column'>) =>
  `${path}:${line}:${column}`
