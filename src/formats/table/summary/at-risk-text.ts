import { countText } from '../../../lib/text/numbers.ts'
import type { KeyRecord, Report } from '../../../model/report/report.ts'
import type { View } from '../../format.ts'
import { keyText } from '../key-text.ts'
import { ellipsisFor } from '../terminal.ts'
import { shortIdLength } from '../short-forms.ts'

/** Names the keys in use that AWS is about to delete, with all data encrypted under them. Null if there are none. */
export function atRiskText({ keys, unused_days }: Report, view: View): string | null {
  const atRisk = keys.filter(isAtRisk)
  const [first] = atRisk
  if (first === undefined) return null
  const brief = { length: shortIdLength(view.allKeys ?? keys), ellipsis: ellipsisFor(view) }
  const nameOf = (key: KeyRecord): string => keyText(key, { ...brief, more: [key.region] })
  const used = `used in the last ${unused_days} days`
  if (atRisk.length === 1) return `${nameOf(first)} is pending deletion${dateText(first)}, but was ${used}`
  const names = atRisk.slice(0, KEYS_NAMED).map(key => `${nameOf(key)}${dateText(key)}`)
  const rest = atRisk.length > KEYS_NAMED ? ` and ${countText(atRisk.length - KEYS_NAMED)} more` : ''
  return `${countText(atRisk.length)} keys are pending deletion, but were ${used}: ${names.join(', ')}${rest}`
}

const KEYS_NAMED = 3

const isAtRisk = ({ key_state, disposition }: KeyRecord): boolean =>
  key_state === 'PendingDeletion' && disposition === 'in_use'

const dateText = ({ deletion_date: date }: KeyRecord): string =>
  date === null || date === undefined ? '' : ` on ${date.slice(0, 10)}`
