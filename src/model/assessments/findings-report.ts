import type { Report } from '../report/report.ts'
import type { Assessment, AssessmentKind } from './assessment.ts'

/** A report with the findings of an assessment, and without keys. */
export interface FindingsReport extends Report {
  kind: AssessmentKind
  /** The only types of resources that were read: `AWS::EC2::Volume`. Null: all that the command is about. */
  resource_types: readonly string[] | null
}

/** The command that a report with findings is from. Null: an audit. */
export const kindOf = (report: Report): AssessmentKind | null =>
  'kind' in report ? (report.kind as AssessmentKind) : null

/** The only types of resources that the command of a report has read. Null: all that it is about. */
export const resourceTypesOf = (report: Report): readonly string[] | null =>
  'resource_types' in report ? (report.resource_types as readonly string[] | null) : null

/**
 * Returns a report of the findings of an assessment, which has no keys: for everything that shows, mutes, compares or
 * sends the findings of a report.
 */
export const findingsReport = ({
  kind,
  tool_version,
  generated_at,
  scope,
  gaps,
  findings,
  ...records
}: Assessment): FindingsReport => ({
  kind,
  resource_types: readTypes(records),
  schema_version: 1,
  tool_version,
  generated_at,
  unused_days: 0,
  scope: { manager: 'all', sources: [], ...scope, places: scope.places.map(place => ({ ...place, keys: 0 })) },
  summary: NO_KEYS,
  savings: NO_SAVINGS,
  gaps,
  findings,
  keys: [],
})

/** The types that a command names which can read a part of them. */
function readTypes(records: object): string[] | null {
  if (!('types' in records) || !Array.isArray(records.types)) return null
  return (records.types as { resource_type?: string | null }[]).flatMap(({ resource_type: type }) => type ?? [])
}

const NO_KEYS: Report['summary'] = {
  keys: 0,
  in_use: 0,
  stale: 0,
  never: 0,
  silent: 0,
  new: 0,
  unknown: 0,
  pending_deletion: 0,
  unreadable: 0,
}

const NO_SAVINGS: Report['savings'] = {
  currency: 'USD',
  monthly_cost: 0,
  annual_cost: 0,
  is_lower_bound: false,
  unused_key_count: 0,
  monthly_savings: 0,
  annual_savings: 0,
}
