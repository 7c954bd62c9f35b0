import { activityPeriods } from '../../model/assessments/activity-periods.ts'
import type { Activity } from '../../model/assessments/activity.ts'
import type { Content } from '../html/frame/markup.ts'
import { dataTable, missing } from '../html/frame/parts.ts'
import { least } from './row-texts.ts'

/** The calls of an archive by day, month or year. */
export function periodsTable(whole: Activity, title: string): Content {
  const periods = activityPeriods(whole)
  if (periods.length === 0) return missing('No calls were found.')
  const numbers = ['Uses', 'Failed', 'Dry runs', 'Keys'].map(name => ({ title: name, align: 'right' as const }))
  const columns = [{ title: 'Period' }, ...numbers]
  const rows = periods.map(one => [
    one.period,
    ...[one.uses, one.failures, one.dry_runs, one.keys].map(count => least(count, one.is_lower_bound)),
  ])
  return dataTable(title, columns, rows)
}
