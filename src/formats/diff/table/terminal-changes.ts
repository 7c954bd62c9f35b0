import { countText } from '../../../lib/text/numbers.ts'
import { paint } from '../../../lib/text/paint.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { wrapWhole } from '../../../lib/text/wrap-columns.ts'
import type { ReportDiff } from '../../../model/history/report-diff.ts'
import type { View } from '../../format.ts'
import { usableWidth } from '../../table/terminal.ts'
import { type Change, changesByKind, detailsOf, isFindingChange } from '../shared/change-lines.ts'
import { keyNames } from '../shared/key-name.ts'
import { KIND_TITLES } from '../shared/kind-titles.ts'

/** Writes differences for a terminal: a heading for each kind, then each key with what changed, wrapped to the width. */
export function* terminalChanges(diff: ReportDiff, view: View): Generator<string> {
  const nameOf = keyNames(diff)
  for (const [at, group] of changesByKind(diff).entries()) {
    const [first] = group
    if (first === undefined) continue
    const heading = `${KIND_TITLES[first.change].toUpperCase()} (${countText(group.length)})`
    yield `${at === 0 ? '' : '\n'}${view.color ? paint(heading, 'bold') : heading}\n`
    for (const one of group) yield* entryOf(one, nameOf(one), view)
  }
}

function* entryOf(one: Change, name: string, view: View): Generator<string> {
  yield* indented(isFindingChange(one) ? `${one.severity} ${one.check} on ${name}` : name, '  ', '      ', view)
  for (const detail of detailsOf(one)) yield* indented(safeText(detail), '    ', '      ', view)
}

function* indented(text: string, first: string, others: string, view: View): Generator<string> {
  const room = usableWidth(view)
  for (const [at, line] of wrapWhole(text, room - first.length, room - others.length).entries())
    yield `${at === 0 ? first : others}${line}\n`
}
