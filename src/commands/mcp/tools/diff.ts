import { resolveSettings } from '../../../cli/settings.ts'
import { diffReports } from '../../../history/diff-reports.ts'
import { ownOptions } from '../arguments/own-options.ts'
import { pageOf } from '../page.ts'
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
  hasPages: true,
  async run(call) {
    const { settings } = resolveSettings(pairOptions, { typed: call.typed, env: {}, config: null })
    const [old, now] = [settings.old ?? '', settings.new ?? '']
    const { reports } = call.session
    const { changes, findings, ...rest } = diffReports(reports.get(old), reports.get(now), { old, new: now })
    return { ...rest, ...pageOf([...changes, ...findings], settings.limit, call) }
  },
}
