import { resolveSettings } from '../../../cli/settings.ts'
import { ownOptions } from '../arguments/own-options.ts'
import { PAGE, pageOf } from '../page.ts'
import type { Tool } from '../tool.ts'

const { auditId, limit, cursor } = ownOptions
const gapOptions = { auditId, limit, cursor }

export const gaps: Tool = {
  title: 'List what an audit could not read',
  description:
    'Every AWS call that an audit could not make, and why: answers that depend on it are unknown. Makes no AWS calls. ' +
    'Pass next_cursor as cursor until an answer has none.',
  takes: () => gapOptions,
  required: ['auditId'],
  output: PAGE,
  async run(call) {
    const { settings } = resolveSettings(gapOptions, { typed: call.typed, env: {}, config: null })
    const id = settings.auditId ?? ''
    const report = await call.session.reports.get(id)
    return pageOf({ audit_id: id, generated_at: report.generated_at }, report.gaps, settings.limit, call)
  },
}
