import { columns, type ColumnName } from './index.ts'
import type { Column } from './column.ts'

/** `KeySpec` as `key-spec`. */
const kebab = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()

/** Case, hyphens and blanks make no difference: `KeySpec`, `key-spec` and `Key Spec` are one column. */
const normalizeName = (word: string): string => word.toLowerCase().replace(/[\s_-]/g, '')

const spellings = ({ name, also = [], title }: Column): string[] =>
  [name, kebab(name), ...also, title].map(normalizeName)

const BY_SPELLING = new Map<string, ColumnName>(
  columns.toReversed().flatMap(column => spellings(column).map(word => [word, column.name] as const)),
)

/** The column that a word of `--columns` or `--sort` means. */
export const columnNamed = (word: string): ColumnName | undefined => BY_SPELLING.get(normalizeName(word))

/** Every word that suggestions may offer: `key-spec`, `cost`. */
export const columnWords: readonly string[] = columns.flatMap(({ name, also = [] }: Column) => [kebab(name), ...also])

/** What `--columns help` prints: every column, and the other names that it has. */
export const columnsHelp = (): string =>
  columns
    .map(({ name, also = [] }: Column) => {
      const others = also.length === 0 ? '' : `also ${also.join(', ')}`
      return `${kebab(name).padEnd(20)}${others}`.trimEnd()
    })
    .join('\n') + '\n'
