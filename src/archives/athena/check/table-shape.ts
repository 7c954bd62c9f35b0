import type { CatalogTable } from '../../../aws/athena/get-table.ts'
import { type Instant, DAY } from '../../../model/time.ts'
import { dayStart } from '../plan/chunks.ts'
import type { TableColumns } from '../query/table-kind.ts'

/** What a table can answer. */
export interface TableShape {
  columns: ReadonlySet<string>
  /** The first day that the table has. Null: not known. */
  since: Instant | null
  /** The end of the last day that the table has. Null: it has every day up to this one, or that is not known. */
  until: Instant | null
  /** The only accounts and Regions that the table has. Null: any. */
  accounts: ReadonlySet<string> | null
  regions: ReadonlySet<string> | null
  /** `s3://bucket/AWSLogs/${acct}/CloudTrail/${region}/${day}`. Null: not known. */
  template: string | null
  /** Why days may be missing without an error. Null: the table computes its partitions. */
  doubt: string | null
  /** Why records of log files may be skipped without an error. Null: a query fails at what it cannot read. */
  skips: string | null
}

/** What is taken for granted of a table that may not be read: a query fails if it is wrong. */
export const unknownShape = (why: string): TableShape => ({
  columns: new Set(),
  since: null,
  until: null,
  accounts: null,
  regions: null,
  template: null,
  doubt: null,
  skips: `the properties of the table could not be read: ${why}`,
})

/** Names of columns that a table lacks. */
export const missingColumns = ({ columns, partitions }: CatalogTable, kind: TableColumns): string[] => [
  ...kind.required.filter(name => !columns.includes(name) && !partitions.includes(name)),
  ...kind.partitions.filter(name => !partitions.includes(name)),
]

/** https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html */
export function tableShape(
  { columns, properties }: CatalogTable,
  { optional, partitions }: TableColumns,
  now: Instant,
): TableShape {
  const isProjected = properties['projection.enabled'] === 'true'
  const [first, last] = (properties['projection.day.range'] ?? '').split(',')
  const end = isProjected ? rangeDay(last, now) : null
  return {
    columns: new Set(optional.filter(name => columns.includes(name))),
    since: isProjected ? rangeDay(first, now) : null,
    until: end === null || end > now ? null : dayStart(end) + DAY,
    accounts: isProjected ? valuesOf(properties, 'acct') : null,
    regions: isProjected ? valuesOf(properties, 'region') : null,
    template: properties['storage.location.template'] ?? null,
    doubt:
      isProjected || partitions.length === 0
        ? null
        : 'the table has no partition projection, so days may be missing from it',
    skips: isLenient(properties) ? 'the table skips what it cannot read (ignore.malformed.json)' : null,
  }
}

/** Athena names the properties of the SerDe `serde.param.ignore.malformed.json`. */
const isLenient = (properties: CatalogTable['properties']): boolean =>
  Object.entries(properties).some(
    ([name, value]) => name.endsWith('ignore.malformed.json') && value.toLowerCase() === 'true',
  )

/** The values of an enumerated partition. Null: any value, as of an injected one. */
function valuesOf(properties: CatalogTable['properties'], name: string): ReadonlySet<string> | null {
  if (properties[`projection.${name}.type`] !== 'enum') return null
  return new Set((properties[`projection.${name}.values`] ?? '').split(',').map(each => each.trim()))
}

/** One end of a range such as `2021/01/01,NOW` or `NOW-3YEARS,NOW`. Null: it is `NOW`, or cannot be read. */
function rangeDay(text: string | undefined = '', now: Instant): Instant | null {
  const [, year, month, day] = /^\s*(\d{4})\/(\d\d)\/(\d\d)\s*$/.exec(text) ?? []
  if (year !== undefined && month !== undefined && day !== undefined)
    return Date.UTC(Number(year), Number(month) - 1, Number(day))
  const [, count, unit] = /^\s*NOW\s*-\s*(\d+)\s*(YEAR|MONTH|WEEK|DAY)S?\s*$/i.exec(text) ?? []
  return count === undefined || unit === undefined ? null : earlier(now, Number(count), unit.toUpperCase())
}

function earlier(now: Instant, count: number, unit: string): Instant {
  const date = new Date(now)
  if (unit === 'YEAR') date.setUTCFullYear(date.getUTCFullYear() - count)
  else if (unit === 'MONTH') date.setUTCMonth(date.getUTCMonth() - count)
  else return now - count * (unit === 'WEEK' ? 7 : 1) * DAY
  return date.getTime()
}
