import { resolveSettings } from '../../../cli/settings.ts'
import { diffReports } from '../../../history/diff-reports.ts'
import { withSameDays } from '../../shared/report-pair.ts'
import { ownOptions } from '../arguments/own-options.ts'
import { PAGE, pageOf } from '../page.ts'
import type { Tool } from '../tool.ts'

const { limit, cursor } = ownOptions
const pairOptions = { old: ownOptions.old, new: ownOptions.new, limit, cursor }

export const diff: Tool = {
  title: 'Compare two reports',
  description:
    'What changed between two reports: new and gone keys, keys that are newly unused or used again, policies, costs, ' +
    'savings and findings. The rows come in pages. Makes no AWS calls.',
  takes: () => pairOptions,
  required: ['old', 'new'],
  output: PAGE,
  async run(call) {
    const { settings } = resolveSettings(pairOptions, { typed: call.typed, env: {}, config: null })
    const [old, now] = [settings.old ?? '', settings.new ?? '']
    const { reports } = call.session
    const names = { old, new: now }
    const pair = await withSameDays({ old: await reports.get(old), new: await reports.get(now), names, notes: [] })
    const { changes, findings, ...rest } = diffReports(pair.old, pair.new, names)
    return pageOf({ notes: pair.notes, ...rest }, [...changes, ...findings], settings.limit, call)
  },
}
