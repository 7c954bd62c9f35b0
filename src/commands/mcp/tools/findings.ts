import { checkOptions } from '../../../cli/groups/checks.ts'
import { showOptions } from '../../../cli/groups/output.ts'
import { resolveSettings, usageError } from '../../../cli/settings.ts'
import { requireRows } from '../../../findings/saved-report-requirements.ts'
import { shownReport } from '../../../findings/shown-report.ts'
import { matchesGlob } from '../../../lib/text/glob.ts'
import { ownOptions } from '../arguments/own-options.ts'
import { PAGE, pageOf } from '../page.ts'
import type { Tool } from '../tool.ts'

const { auditId, status, limit, cursor } = ownOptions
const { severity, check } = checkOptions
const findingOptions = {
  auditId,
  status,
  severity,
  check: { ...check, help: "Show only findings of these checks: ids or globs ('policy-*')", excludes: [] },
  only: showOptions.only,
  limit,
  cursor,
}

export const findings: Tool = {
  title: 'List the findings of a report',
  description:
    'What the checks of an audit found, worst first, in pages: what is wrong, why, and commands that fix it. The ' +
    'audit must have run checks. Makes no AWS calls. Pass next_cursor as cursor until an answer has none.',
  takes: () => findingOptions,
  required: ['auditId'],
  output: PAGE,
  async run(call) {
    const { session, typed } = call
    const { settings } = resolveSettings(findingOptions, { typed, env: {}, config: null })
    const id = settings.auditId ?? ''
    const report = await session.reports.get(id)
    if (report.findings === undefined) throw usageError(`${id} ran no checks.`, 'Call audit again with checks: true.')
    requireRows(report, { only: settings.only, failOn: [] }, id)
    const shown = await shownReport(report, { only: settings.only, severity: settings.severity })
    const rows = (shown.findings ?? []).filter(
      finding =>
        settings.status.includes(finding.status) &&
        (settings.check.length === 0 || settings.check.some(glob => matchesGlob(glob, finding.check))),
    )
    return pageOf({ audit_id: id, generated_at: report.generated_at }, rows, settings.limit, call)
  },
}
