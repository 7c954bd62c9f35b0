import { hasSeveral } from '../../../model/report/place-records.ts'
import type { Report } from '../../../model/report/report.ts'
import type { ColumnName } from '../../columns/index.ts'

/**
 * Returns the default columns of the table, in their order. Account and Region are included if several were asked for,
 * the last user if it was looked up, and the resources that use the key if they were searched.
 */
export const defaultColumns = ({ scope, keys, request_days: days }: Report): ColumnName[] => [
  'KeyId',
  ...(hasSeveral(scope.places, 'account_id') ? (['AccountId'] as const) : []),
  ...(hasSeveral(scope.places, 'region') ? (['Region'] as const) : []),
  'Enabled',
  'KeyState',
  'LastUsed',
  'Disposition',
  ...(days === undefined ? [] : (['MonthlyUsage'] as const)),
  'MonthlyCost',
  ...(keys.some(key => key.last_user !== undefined) ? (['LastUser'] as const) : []),
  ...(scope.dependents === undefined ? [] : (['Dependents'] as const)),
  'Description',
  'Aliases',
]

/** Returns the default columns on a terminal. Without a source of last use, the columns about use would be empty. */
export const terminalColumns = (report: Report): ColumnName[] =>
  defaultColumns(report).filter(name => report.scope.sources.length > 0 || !ABOUT_USE.has(name))

const ABOUT_USE: ReadonlySet<ColumnName> = new Set(['LastUsed', 'Disposition'])
