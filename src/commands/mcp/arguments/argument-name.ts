import { nameOf, type OptionEntry } from '../../../cli/option.ts'

/** `unused_days` of `--unused-days` */
export const argumentName = (entry: OptionEntry): string => nameOf(entry).replaceAll('-', '_')

/** A text about options, with the names of arguments: `unused_days` for `--unused-days`. */
export const withArgumentNames = (text: string): string =>
  text.replace(/(?<![\w-])--([a-z][a-z-]*)/g, (_, name: string) => name.replaceAll('-', '_'))
