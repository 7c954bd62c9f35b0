import { batches } from '../../../../lib/batches.ts'
import { safeText } from '../../../../lib/text/safe-text.ts'
import type { KeyRecord } from '../../../../model/report.ts'
import { scriptJson } from '../../frame/page.ts'
import { type Detail, detailText } from './detail.ts'
import { Dictionary } from './dictionary.ts'
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
 * entries name by their places. An entry: cells, ranks of the columns that have one, values of the filters, ARN, and
 * pairs of a label and a text.
 */
export function* keysJson({ keys, columns, filters, detailsOf }: KeysTable): Generator<string> {
  const texts = new Dictionary()
  const labels = new Labels()
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
      const details = detailsOf(key).flatMap(detail => [labels.placeOf(detail), texts.placeOf(detailText(detail), key)])
      return scriptJson([
        columns.map(({ cell }) => cellJson(cell(key))),
        columns.flatMap(({ rank }) => (rank === undefined ? [] : [rank(key)])),
        filters.map(({ valuesOf }) => valuesOf(key)),
        safeText(key.key_arn),
        details,
      ])
    })
    yield separator + entries.join(',\n')
    separator = ',\n'
  }
  yield `\n],"labels":${scriptJson(labels.all)},"texts":${scriptJson(texts.texts)}}`
}

/** Objects as lists of their values, because the names of the fields would repeat for each key. */
function cellJson(cell: KeyCell): unknown {
  if (typeof cell === 'string') return cell
  return 'badge' in cell ? [cell.badge, cell.css, cell.text] : [cell.name, cell.id, cell.about]
}

class Labels {
  readonly all: [kind: Detail['kind'], label: string][] = []
  readonly #places = new Map<string, number>()

  placeOf({ kind, label }: Detail): number {
    const name = `${kind} ${label}`
    const known = this.#places.get(name)
    if (known !== undefined) return known
    this.#places.set(name, this.all.length)
    return this.all.push([kind, safeText(label)]) - 1
  }
}
