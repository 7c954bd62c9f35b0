import { safeText } from '../../../../lib/text/safe-text.ts'
import type { KeyRecord } from '../../../../model/report.ts'

/**
 * The texts of all keys, each once. Many texts differ only in the key that they are about, such as remedies; in them two
 * marks replace its ARN and its ID, which the script of the page puts back.
 */
export class Dictionary {
  readonly texts: string[] = []
  readonly #places = new Map<string, number>()

  /** Returns the place of a safe text in `texts`. */
  placeOf(text: string, { key_arn: arn, key_id: id }: Pick<KeyRecord, 'key_arn' | 'key_id'>): number {
    const shared = replaced(replaced(text, safeText(arn), ARN_MARK), safeText(id), ID_MARK)
    const known = this.#places.get(shared)
    if (known !== undefined) return known
    this.#places.set(shared, this.texts.length)
    return this.texts.push(shared) - 1
  }
}

/** Control characters, which safe text does not contain. */
const ARN_MARK = '\u0001'
const ID_MARK = '\u0002'

const replaced = (text: string, part: string, mark: string): string =>
  part.length < 8 ? text : text.replaceAll(part, mark)
