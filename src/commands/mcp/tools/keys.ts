import { showOptions } from '../../../cli/groups/output.ts'
import { resolveSettings } from '../../../cli/settings.ts'
import { requireRows } from '../../../findings/saved-report-requirements.ts'
import { shownReport } from '../../../findings/shown-report.ts'
import { columnOf, type ColumnName } from '../../../formats/columns/index.ts'
import { sortKeys } from '../../../formats/columns/sort-keys.ts'
import type { KeyRecord } from '../../../model/report/report.ts'
import { ownOptions } from '../arguments/own-options.ts'
import { PAGE, pageOf } from '../page.ts'
import { fieldName } from '../field-name.ts'
import type { Tool } from '../tool.ts'

const { auditId, columns, sort, limit, cursor } = ownOptions
const rowOptions = { auditId, only: showOptions.only, columns, sort, limit, cursor }

/** The fields of a row, unless others are asked for. */
const USUAL: readonly ColumnName[] = [
  ...(['KeyId', 'Aliases', 'Description', 'AccountId', 'Region', 'KeyState', 'Disposition', 'LastUsed'] as const),
  ...(['MonthlyUsage', 'MonthlyCost', 'PotentialSavings', 'LastUser', 'Findings', 'Error'] as const),
]

export const keys: Tool = {
  title: 'List the keys of a report',
  description:
    'One row for each key of a report, in pages: verdict, last use, requests, monthly cost. Makes no AWS calls. Pass ' +
    'next_cursor as cursor until an answer has none.',
  takes: () => rowOptions,
  required: ['auditId'],
  output: PAGE,
  async run(call) {
    const { session, typed } = call
    const { settings } = resolveSettings(rowOptions, { typed, env: {}, config: null })
    const id = settings.auditId ?? ''
    const report = await session.reports.get(id)
    requireRows(report, { only: settings.only, failOn: [] }, id)
    const shown = await shownReport(report, { only: settings.only, severity: null })
    const ordered = settings.sort === null ? shown.keys : sortKeys(shown.keys, settings.sort)
    const names = settings.columns.length === 0 ? USUAL : settings.columns
    const rows = ordered.map(key => rowOf(names, key))
    return pageOf({ audit_id: id, generated_at: report.generated_at }, rows, settings.limit, call)
  },
}

const rowOf = (names: readonly ColumnName[], key: KeyRecord): object =>
  Object.fromEntries(names.map(name => [fieldName(name), columnOf(name).value(key)]))
