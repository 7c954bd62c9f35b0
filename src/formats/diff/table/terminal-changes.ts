import { groupBy } from '../../../lib/group-by.ts'
import { countText } from '../../../lib/text/numbers.ts'
import { paint } from '../../../lib/text/paint.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { wrapWhole } from '../../../lib/text/wrap-columns.ts'
import type { FindingChange, KeyChange, ReportDiff } from '../../../model/report-diff.ts'
import type { View } from '../../format.ts'
import { usableWidth } from '../../table/terminal.ts'
import { keyNames } from '../shared/key-name.ts'
import { KIND_TITLES } from '../shared/kind-titles.ts'
import { findingText } from './piped-changes.ts'

/** Writes differences for a terminal: a heading for each kind, then each key with what changed, wrapped to the width. */
export function* terminalChanges(diff: ReportDiff, view: View): Generator<string> {
  const nameOf = keyNames(diff)
  const groups = [...groupBy<KeyChange | FindingChange>([...diff.changes, ...diff.findings], ({ change }) => change)]
  for (const [at, group] of groups.entries()) {
    const kind = (group[0] as KeyChange).change
    const heading = `${KIND_TITLES[kind].toUpperCase()} (${countText(group.length)})`
    yield `${at === 0 ? '' : '\n'}${view.color ? paint(heading, 'bold') : heading}\n`
    for (const one of group) yield* entryOf(one, nameOf(one), view)
  }
}

function* entryOf(one: KeyChange | FindingChange, name: string, view: View): Generator<string> {
  const title = 'check' in one ? `${one.severity} ${one.check} on ${name}` : name
  for (const line of wrapWhole(title, usableWidth(view) - 2, usableWidth(view) - 6).entries())
    yield `${line[0] === 0 ? '  ' : '      '}${line[1]}\n`
  const details = 'check' in one ? [findingText(one)] : one.detail.split('; ')
  for (const detail of details.filter(text => text !== ''))
    for (const [at, line] of wrapWhole(safeText(detail), usableWidth(view) - 4, usableWidth(view) - 6).entries())
      yield `${at === 0 ? '    ' : '      '}${line}\n`
}
