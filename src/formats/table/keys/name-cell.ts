import { safeText } from '../../../lib/text/safe-text.ts'
import { displayWidth } from '../../../lib/text/width.ts'
import { cut, cutMiddle, type Ellipsis } from '../../../lib/text/cut.ts'
import type { KeyRecord } from '../../../model/report/report.ts'
import { descriptionText } from '../../columns/cell-texts.ts'

/** The form of the names in the column. */
interface NameCellStyle {
  /** Terminal columns. */
  width: number
  /** Whether `alias/` is left out, as in the AWS console. */
  isBare: boolean
  ellipsis: Ellipsis
  /**
   * Returns the text that must follow the name, such as the Region that distinguishes a multi-Region key from its
   * replica.
   */
  suffix(key: KeyRecord): string
}

/**
 * Returns the first alias and the number of the others, else the description, else `-`. One safe line of any length.
 */
export const fullNameCell = (key: KeyRecord): string =>
  `${safeFirstAlias(key) ?? (safeText(descriptionText(key).trim()) || '-')}${moreAliasesText(key)}`

/** Returns the full name shortened to a width. The number of aliases and the suffix are never cut. */
export function nameCell(key: KeyRecord, { width, isBare, ellipsis, suffix }: NameCellStyle): string {
  const end = moreAliasesText(key) + suffix(key)
  const room = Math.max(0, width - displayWidth(end))
  const alias = safeFirstAlias(key)
  if (alias === undefined) return cut(fullNameCell(key), room, ellipsis) + end
  return cutMiddle(isBare ? alias.replace(/^alias\//, '') : alias, room, ellipsis) + end
}

const safeFirstAlias = ({ aliases: [alias] }: KeyRecord): string | undefined =>
  alias === undefined ? undefined : safeText(alias)

const moreAliasesText = ({ aliases }: KeyRecord): string => (aliases.length > 1 ? ` +${aliases.length - 1}` : '')
