import { columnNamed, columnWords } from '../../formats/columns/column-names.ts'
import type { ColumnName } from '../../formats/columns/index.ts'
import type { Sort } from '../../formats/columns/sort-keys.ts'
import { closestWord, didYouMean } from '../../lib/text/suggest.ts'
import { list, offering, UnknownName, type Kind } from './kind.ts'

const SEE_LIST = 'kms-audit --columns help lists the columns.'

/** Columns in the typed order, each once. */
export const columnList: Kind<readonly ColumnName[]> = offering({ of: columnWords, isList: true }, words => [
  ...new Set(list('names of columns')(words).map(column)),
])

/** `cost`, from the lowest; `cost:desc` or `-cost`, from the highest. */
export const sortOrder: Kind<Sort> = offering({ of: columnWords }, words => {
  const word = words.at(-1)?.trim() ?? ''
  const [, minus = '', name = '', direction = ''] = /^(-?)(.*?)(?::(asc|desc))?$/i.exec(word) ?? []
  return { column: column(name), isDescending: minus === '-' || direction.toLowerCase() === 'desc' }
})

function column(word: string): ColumnName {
  const found = columnNamed(word)
  if (found !== undefined) return found
  const near = closestWord(word.replaceAll('_', '-'), columnWords)
  throw new UnknownName('column', word, near === undefined ? { hint: SEE_LIST } : didYouMean(near))
}
