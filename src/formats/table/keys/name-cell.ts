import { safeText } from '../../../lib/text/safe-text.ts'
import { displayWidth } from '../../../lib/text/width.ts'
import { cut, cutMiddle, type Ellipsis } from '../../../lib/text/cut.ts'
import type { KeyRecord } from '../../../model/report.ts'
import { descriptionText } from '../../columns/cell-texts.ts'

/** How the names of keys are written. */
interface NameCellStyle {
  /** Terminal columns. */
  width: number
  /** Without `alias/`, as the AWS console shows aliases. */
  isBare: boolean
  ellipsis: Ellipsis
  /** What must follow the name, such as the Region that tells a multi-Region key from its replica. */
  suffix(key: KeyRecord): string
}

/** The first alias and how many more there are, else the description, else `-`; one safe line, however long. */
export const fullNameCell = (key: KeyRecord): string =>
  `${safeFirstAlias(key) ?? (safeText(descriptionText(key).trim()) || '-')}${moreAliasesText(key)}`

/** The same in so many columns. The number of aliases and the suffix are never cut. */
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
