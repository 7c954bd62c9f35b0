import { columns, type ColumnName } from './index.ts'
import type { Column } from './column.ts'

/** Returns `key-spec` for `KeySpec`. */
const kebab = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()

/** Removes case, hyphens and blanks: `KeySpec`, `key-spec` and `Key Spec` are the same column. */
const normalizeName = (word: string): string => word.toLowerCase().replace(/[\s_-]/g, '')

const spellings = ({ name, also = [], title }: Column): string[] =>
  [name, kebab(name), ...also, title].map(normalizeName)

const BY_SPELLING = new Map<string, ColumnName>(
  columns.toReversed().flatMap(column => spellings(column).map(word => [word, column.name] as const)),
)

/** Returns the column that a word of `--columns` or `--sort` names. */
export const columnNamed = (word: string): ColumnName | undefined => BY_SPELLING.get(normalizeName(word))

/** Every word that a suggestion may offer: `key-spec`, `cost`. */
export const columnWords: readonly string[] = columns.flatMap(({ name, also = [] }: Column) => [kebab(name), ...also])

/** Returns the text of `--columns help`: every column with its other names. */
export const columnsHelp = (): string =>
  columns
    .map(({ name, also = [] }: Column) => {
      const others = also.length === 0 ? '' : `also ${also.join(', ')}`
      return `${kebab(name).padEnd(20)}${others}`.trimEnd()
    })
    .join('\n') + '\n'
