import { inDirectory } from '../kinds/config-path.ts'
import { path } from '../kinds/kind.ts'
import { option, type OptionEntry } from '../option.ts'

/** The file that keeps a compact result of every run. */
export const historyOptions = {
  history: option({
    flags: '--history <file>',
    group: 'Output',
    help: 'Append the result of the run to this file, one line each, for kms-audit trend and diff',
    kind: path,
    fallback: null,
    // A file to write.
    inConfig: 'named',
    resolvePath: inDirectory,
    alsoCalled: ['history-file', 'append', 'append-to'],
  }),
} satisfies Record<string, OptionEntry>
