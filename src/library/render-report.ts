import { shownReport } from '../findings/shown-report.ts'
import { columnNamed, columnWords } from '../formats/columns/column-names.ts'
import { rowView } from '../formats/columns/row-options.ts'
import type { Format } from '../formats/format.ts'
import { findingFormats, formats } from '../formats/index.ts'
import { AuditError } from '../lib/process/exit.ts'
import { load } from '../lib/registry.ts'
import { SEVERITIES } from '../model/finding.ts'
import type { Report } from '../model/report/report.ts'
import { isReferenceFilter, REFERENCE_FILTERS } from '../model/report/references.ts'
import { DISPOSITIONS } from '../model/usage.ts'
import type { RenderRequest } from './requests.ts'
import { requireKnown, requireList, requireOptions, requireReport } from './require.ts'

/** Returns the report in one of the formats, as it would be written to a file. */
export async function renderReport(report: Report, request: RenderRequest): Promise<string> {
  requireReport(report)
  requireOptions(request, RENDER_OPTIONS)
  const { only = [], severity = null, columns = [], sort } = request
  for (const filter of requireList('only', only, 'filters')) requireKnown('only', FILTERS, filter)
  if (report.scope.dependents === undefined && only.some(isReferenceFilter))
    throw new AuditError('usage', 'only: the report has no search for the resources that use keys.', {
      hint: 'Audit with dependents.',
    })
  if (severity !== null) requireKnown('severity', SEVERITIES, severity)
  const format = requireKnown('format', Object.keys(formats), request.format ?? 'table')
  if (report.findings === undefined && (findingFormats as readonly string[]).includes(format)) {
    throw new AuditError('usage', `The format ${format} shows findings, but the report has none.`, {
      hint: 'Judge the report first.',
    })
  }
  for (const name of [...columns, ...(sort === undefined ? [] : [sort.column])]) requireColumn(name)
  const rows = { columns, sort: sort === undefined ? null : { isDescending: false, ...sort } }
  const shown = await shownReport(report, { only, severity })
  const { render } = await load<Format>(formats, format)
  const view = { terminal: false, width: Infinity, color: false, unicode: true, allKeys: report.keys }
  return [...render(shown, { ...view, ...rowView(rows) })].join('')
}

const RENDER_OPTIONS: Readonly<Record<keyof RenderRequest, true>> = {
  format: true,
  only: true,
  severity: true,
  columns: true,
  sort: true,
}

const FILTERS = [...DISPOSITIONS, 'unused', ...REFERENCE_FILTERS] as const

function requireColumn(name: string): void {
  if (columnNamed(name) === undefined) requireKnown('columns', columnWords, name)
}
