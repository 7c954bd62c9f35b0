import { safeText } from '../../lib/text/safe-text.ts'
import { wrapColumns } from '../../lib/text/wrap-columns.ts'
import type { KeyRecord, Report } from '../../model/report/report.ts'
import type { View } from '../format.ts'
import { externalCallerText, FOUND_BY, hasCallers, publicAccessText } from '../report-text/analyzer-text.ts'
import { keyText } from './key-text.ts'
import { shortIdLength } from './short-forms.ts'
import { ellipsisFor, usableWidth } from './terminal.ts'

/** Lists the callers outside the account of each key, who found them, and why not both did. Draws nothing if there are none. */
export function* drawExternalAccess({ keys }: Report, view: View): Generator<string> {
  const shown = keys.filter(hasCallers)
  if (shown.length === 0) return
  const brief = { length: shortIdLength(view.allKeys ?? keys), ellipsis: ellipsisFor(view) }
  yield '\nAccess from outside, beside IAM Access Analyzer\n'
  for (const key of shown) {
    yield `  ${keyText(key, { ...brief, more: [key.region] })}\n`
    for (const line of linesOf(key)) yield `${indented(safeText(line), view)}\n`
  }
}

function linesOf({ external_access: access, public_access: open }: KeyRecord): string[] {
  const callers = access?.callers ?? []
  return [
    ...callers.map(
      caller =>
        `${externalCallerText(caller)}: ${FOUND_BY[caller.found_by]}${caller.reason === null ? '' : `. ${caller.reason}`}`,
    ),
    ...(open?.agreement === 'differ' ? [publicAccessText(open)] : []),
  ]
}

function indented(line: string, view: View): string {
  const lines = view.terminal ? wrapColumns(line, Math.max(20, usableWidth(view) - 4)) : [line]
  return lines.map(each => `    ${each}`).join('\n')
}
