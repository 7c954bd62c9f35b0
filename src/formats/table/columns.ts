import type { Style } from '../../lib/paint.ts'
import { safeText } from '../../lib/text.ts'
import type { KeyRecord, PlaceRecord, Report } from '../../model/report.ts'
import { isUnused } from '../../model/unused.ts'
import type { View } from '../format.ts'
import { describe, enabledText } from '../words.ts'

export interface Column {
  title: string
  align: 'left' | 'right'
  /** One safe line. */
  text(key: KeyRecord): string
  style(key: KeyRecord): Style | undefined
}

/** Every column that the report asks for, in the order that is promised. */
export function columnsOf({ scope, request_days }: Report, view: View): Column[] {
  return [
    column('Key ID', key => key.key_id),
    ...(severalOf(scope.places, 'account_id') ? [column('Account', key => key.account_id)] : []),
    ...(severalOf(scope.places, 'region') ? [column('Region', key => key.region)] : []),
    column('Enabled', enabledText, { style: key => (key.error === null ? undefined : 'red') }),
    column('Key State', key => key.key_state ?? ''),
    column('Last Used', key => key.last_used ?? '', { style: key => (isUnused(key) ? 'yellow' : undefined) }),
    ...(request_days === undefined ? [] : [column(`Requests (${request_days}d)`, requestsText, { align: 'right' })]),
    column('Description', describe),
    ...(view.terminal ? [column('Aliases', key => key.aliases.join(' '))] : []),
  ]
}

const column = (title: string, text: (key: KeyRecord) => string, rest: Partial<Column> = {}): Column => ({
  title,
  align: 'left',
  text: key => safeText(text(key)),
  style: () => undefined,
  ...rest,
})

const severalOf = (places: readonly PlaceRecord[], field: 'account_id' | 'region'): boolean =>
  new Set(places.map(place => place[field])).size > 1

const requestsText = ({ monthly_usage }: KeyRecord): string => String(monthly_usage ?? 'Unknown')
