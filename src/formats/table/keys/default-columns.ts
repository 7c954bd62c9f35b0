import { hasSeveral } from '../../../model/place-records.ts'
import type { Report } from '../../../model/report.ts'
import type { ColumnName } from '../../columns/index.ts'

/** The columns of the table, in their order. Those of the place are there when more than one was asked for. */
export const defaultColumns = ({ scope, request_days: days }: Report): ColumnName[] => [
  'KeyId',
  ...(hasSeveral(scope.places, 'account_id') ? (['AccountId'] as const) : []),
  ...(hasSeveral(scope.places, 'region') ? (['Region'] as const) : []),
  'Enabled',
  'KeyState',
  'LastUsed',
  'Disposition',
  ...(days === undefined ? [] : (['MonthlyUsage'] as const)),
  'MonthlyCost',
  'Description',
  'Aliases',
]

/** On a terminal nothing takes room that is empty or the same in every row: no source was asked for the last use. */
export const terminalColumns = (report: Report): ColumnName[] =>
  defaultColumns(report).filter(name => report.scope.sources.length > 0 || !ABOUT_USE.has(name))

const ABOUT_USE: ReadonlySet<ColumnName> = new Set(['LastUsed', 'Disposition'])
