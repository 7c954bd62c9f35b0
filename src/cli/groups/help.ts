import { flag } from '../kinds/kind.ts'
import { option, type OptionEntry } from '../option.ts'

/** Options that print something else in place of what the command does. */
export const helpOptions = {
  help: option({
    flags: '-h, --help',
    group: 'Messages',
    help: 'Show help',
    kind: flag,
    fallback: false,
    inEnvironment: false,
    inConfig: 'never',
  }),
  version: option({
    flags: '-V, --version',
    group: 'Messages',
    help: 'Show the version',
    kind: flag,
    fallback: false,
    inEnvironment: false,
    inConfig: 'never',
  }),
} satisfies Record<string, OptionEntry>
