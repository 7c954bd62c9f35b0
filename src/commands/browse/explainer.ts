import type { Browsed } from '../../browse/state.ts'
import type { Format } from '../../formats/format.ts'
import { showsUnicode } from '../../lib/process/terminal.ts'
import type { Options } from '../../model/options/options.ts'
import type { Report } from '../../model/report/report.ts'
import { aboutKey } from '../shared/about-key.ts'
import type { Host } from '../shared/host.ts'

/** Returns a function that explains a key of the report as `kms-audit key` does. It remembers the last explanation. */
export function explainer(report: Report, format: Format, { show }: Options, { io }: Host): Browsed['explain'] {
  let last: { arn: string; width: number; lines: readonly string[] } | null = null
  return ({ key }, width) => {
    if (last?.arn !== key.key_arn || last.width !== width) {
      const view = { terminal: true, width: width + 1, color: show.color !== 'never', unicode: showsUnicode(io.env) }
      const text = [...format.render(aboutKey({ ...report, keys: [key] }), view)].join('')
      last = { arn: key.key_arn, width, lines: text.trimEnd().split('\n') }
    }
    return last.lines
  }
}
