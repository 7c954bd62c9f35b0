import { optionWords } from '../../lib/text/option-words.ts'

/** Files of CloudTrail on disk. At least one of the two is given, except for the sample account. */
export interface LocalArchive {
  /** Directories with log files of CloudTrail. Empty: only the index is searched. */
  trees: readonly string[]
  /** Directory of the index. Null: the index is not kept. */
  index: string | null
}

/** The options about log files on disk. */
export const localWords = ({ trees, index }: LocalArchive): string[] => [
  ...trees.flatMap(tree => optionWords('--trail-archive', tree)),
  ...(index === null ? [] : optionWords('--trail-index', index)),
]
