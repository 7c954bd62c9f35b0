import { shellWord } from '../../lib/text/shell-word.ts'
import { localWords } from '../local/local-archive.ts'

/** The command that reads log files into an index. */
export const addCommand = (trees: readonly string[], folder: string): string =>
  ['kms-audit', 'archive', 'add', ...localWords({ trees, index: folder })].map(shellWord).join(' ')
