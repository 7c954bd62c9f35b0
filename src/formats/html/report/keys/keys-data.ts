import { batches } from '../../../../lib/batches.ts'
import { safeText } from '../../../../lib/text/safe-text.ts'
import type { KeyRecord } from '../../../../model/report/report.ts'
import { scriptJson } from '../../frame/page.ts'
import type { Detail } from './detail.ts'
import { Dictionary, ID_MARK } from './dictionary.ts'
import type { KeyCell, KeyColumn } from './key-columns.ts'
import type { KeyFilter } from './key-filters.ts'

interface KeysTable {
  keys: readonly KeyRecord[]
  columns: readonly KeyColumn[]
  filters: readonly KeyFilter[]
  detailsOf(key: KeyRecord): readonly Detail[]
}

/**
 * Writes what the script of the table reads, as JSON: the columns, then one entry for each key, then the texts that the
 * entries name by their places. An entry: cells, ranks of the columns that have one, values of the filters, and the
 * places of its ARN and of the lines below its row.
 */
export function* keysJson({ keys, columns, filters, detailsOf }: KeysTable): Generator<string> {
  const lines = new Dictionary()
  const arns = new Places()
  const head = columns.map(({ title, kind, expendable, rank }) => ({
    title,
    kind,
    ...(expendable === undefined ? {} : { expendable }),
    ranked: rank !== undefined,
  }))
  yield `{"columns":${scriptJson(head)},"keys":[`
  let separator = '\n'
  for (const batch of batches(keys, 500)) {
    const entries = batch.map(key => {
      return scriptJson([
        columns.map(({ cell }) => cellJson(cell(key))),
        columns.flatMap(({ rank }) => (rank === undefined ? [] : [rank(key)])),
        filters.map(({ valuesOf }) => valuesOf(key)),
        arns.placeOf(safeText(key.key_arn).replace(safeText(key.key_id), ID_MARK)),
        detailsOf(key).map(detail => lines.placeOf(detail, key)),
      ])
    })
    yield separator + entries.join(',\n')
    separator = ',\n'
  }
  const { labels, labelOf, texts } = lines
  yield `\n],"arns":${scriptJson(arns.texts)},"labels":${scriptJson(labels)},"labelOf":${scriptJson(labelOf)},"texts":${scriptJson(texts)}}`
}

/** Objects as lists of their values, because the names of the fields would repeat for each key. */
function cellJson(cell: KeyCell): unknown {
  if (typeof cell === 'string') return cell
  return 'badge' in cell ? [cell.badge, cell.css, cell.text] : [cell.name, cell.id, cell.about]
}

/** Texts, each once. */
class Places {
  readonly texts: string[] = []
  readonly #places = new Map<string, number>()

  placeOf(text: string): number {
    const known = this.#places.get(text)
    if (known !== undefined) return known
    this.#places.set(text, this.texts.length)
    return this.texts.push(text) - 1
  }
}
