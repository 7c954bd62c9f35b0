import { safeText } from '../../../../lib/text/safe-text.ts'
import type { KeyRecord } from '../../../../model/report/report.ts'
import { type Detail, detailText } from './detail.ts'

/**
 * The lines of all keys, each once. Many differ only in the key that they are about, such as remedies; in them two marks
 * replace its ARN and its ID, which the script of the page puts back.
 */
export class Dictionary {
  /** The text of each line, and the place of its label in `labels`. */
  readonly texts: string[] = []
  readonly labelOf: number[] = []
  readonly labels: [kind: Detail['kind'], label: string][] = []
  readonly #lines = new Map<string, number>()
  readonly #labels = new Map<string, number>()

  placeOf(detail: Detail, key: Pick<KeyRecord, 'key_arn' | 'key_id'>): number {
    const label = this.#placeOfLabel(detail)
    const text = withMarks(detailText(detail), key)
    const line = `${label} ${text}`
    const known = this.#lines.get(line)
    if (known !== undefined) return known
    this.#lines.set(line, this.texts.length)
    this.labelOf.push(label)
    return this.texts.push(text) - 1
  }

  #placeOfLabel({ kind, label }: Detail): number {
    const name = `${kind} ${label}`
    const known = this.#labels.get(name)
    if (known !== undefined) return known
    this.#labels.set(name, this.labels.length)
    return this.labels.push([kind, safeText(label)]) - 1
  }
}

const withMarks = (text: string, { key_arn: arn, key_id: id }: Pick<KeyRecord, 'key_arn' | 'key_id'>): string =>
  replaced(replaced(text, safeText(arn), ARN_MARK), safeText(id), ID_MARK)

/** Control characters, which safe text does not contain. */
const ARN_MARK = '\u0001'
export const ID_MARK = '\u0002'

const replaced = (text: string, part: string, mark: string): string =>
  part.length < 8 ? text : text.replaceAll(part, mark)
