import { countText } from '../../lib/number-text.ts'
import { safeText } from '../../lib/text.ts'
import type { KeyRecord, Report } from '../../model/report.ts'
import { fullName } from './key-name.ts'

/** The keys that AWS is about to delete although they are in use; null: none. All data under them would be lost. */
export function atRiskText({ keys, unused_days }: Report): string | null {
  const atRisk = keys.filter(isAtRisk)
  const [only] = atRisk
  if (only === undefined) return null
  const used = `used in the last ${unused_days} days`
  if (atRisk.length === 1) return `${nameText(only)} is pending deletion${dateText(only)}, but was ${used}`
  const named = atRisk.slice(0, MOST).map(key => `${nameText(key)}${dateText(key)}`)
  const rest = atRisk.length > MOST ? ` and ${countText(atRisk.length - MOST)} more` : ''
  return `${countText(atRisk.length)} keys are pending deletion, but were ${used}: ${named.join(', ')}${rest}`
}

const MOST = 3

const isAtRisk = ({ key_state, disposition }: KeyRecord): boolean =>
  key_state === 'PendingDeletion' && disposition === 'in_use'

const nameText = (key: KeyRecord): string => `${fullName(key)} (${key.key_id.slice(0, 8)}, ${safeText(key.region)})`

const dateText = ({ deletion_date: date }: KeyRecord): string =>
  date === null || date === undefined ? '' : ` on ${date.slice(0, 10)}`
