import { countText } from '../../../../lib/text/numbers.ts'
import type { KeyInventoryRecord } from '../../../../model/report/inventory.ts'
import type { KeyRecord } from '../../../../model/report/report.ts'
import { isUnused } from '../../../../model/report/unused.ts'
import { amountText } from '../../../columns/cell-texts.ts'
import { recordedByText } from '../../../report-text/recorded-text.ts'
import { type Detail, heading, line, lineIf } from './detail.ts'
import { timeText } from './evidence-details.ts'

/** What DescribeKey says, and what the key costs. */
export const descriptionDetails = (key: KeyRecord): Detail[] => [
  heading('Key'),
  line('ARN', key.key_arn),
  ...lineIf('Aliases', key.aliases.join(', ')),
  ...lineIf('Description', key.description),
  ...lineIf('State', stateText(key)),
  ...(key.inventory === undefined ? [] : [line('Recorded', recordedText(key.inventory))]),
  ...lineIf('Type', [key.key_spec, key.key_usage, key.origin].filter(Boolean).join(', ')),
  ...lineIf('Manager', key.key_manager),
  ...(key.created_at === null ? [] : [line('Created', timeText(key.created_at))]),
  ...(key.valid_to === undefined ? [] : [line('Material', materialText(key.valid_to))]),
  ...lineIf('Multi-Region', familyText(key)),
  line('Cost', costText(key)),
  ...requestDetails(key),
]

const stateText = ({ key_state: state, deletion_date: date }: KeyRecord): string | null =>
  state === null || date === null ? state : `${state}, deletion on ${timeText(date)}`

const recordedText = (inventory: KeyInventoryRecord): string =>
  `${recordedByText(inventory)}. AWS KMS was not asked about this key.`

const materialText = (validTo: string | null): string =>
  validTo === null ? 'imported, does not expire' : `imported, expires ${timeText(validTo)}`

function familyText({
  multi_region: multi,
  multi_region_type: type,
  primary_key_arn: primary,
  replica_keys: replicas,
}: KeyRecord): string | null {
  if (multi !== true) return null
  return [
    (type ?? 'unknown').toLowerCase(),
    ...(primary === null ? [] : [`primary ${primary}`]),
    ...(replicas.length === 0 ? [] : [`replicas ${replicas.join(', ')}`]),
  ].join('; ')
}

function costText(key: KeyRecord): string {
  const { key: price, basis } = key.cost
  if (price === null) return 'Unknown'
  const saves = isUnused(key) ? '; deleting the key saves this' : ''
  const rotations = basis === 'base' && key.key_manager === 'CUSTOMER' ? ' or more, as rotations were not read' : ''
  return `$${amountText(price)} a month${rotations}${saves}`
}

function requestDetails({ monthly_usage: count, cost }: KeyRecord): Detail[] {
  if (count === undefined) return []
  if (count === null) return [line('Requests', 'Unknown')]
  const price = cost.requests === null ? '' : `, $${amountText(cost.requests)} at list price before the free tier`
  return [line('Requests', `${countText(count)}${price}`)]
}
