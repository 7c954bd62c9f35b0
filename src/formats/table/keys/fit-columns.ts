import type { KeyRecord, Report } from '../../../model/report/report.ts'
import type { View } from '../../format.ts'
import { columnTitle } from '../../columns/column.ts'
import { columnOf, type ColumnName } from '../../columns/index.ts'
import { terminalColumns } from './default-columns.ts'
import type { TableLayout } from '../drawn-column.ts'
import { nameColumns } from './name-column.ts'
import { requestedSteps, defaultSteps } from './step-order.ts'
import { COLUMN_GAP, ellipsisFor, usableWidth } from '../terminal.ts'
import { stepMaker, type ChosenSteps, type ColumnSlot, type ColumnStep } from './column-steps.ts'

/** Chooses the columns that fit on the terminal, and names what does not fit. */
export function fitColumns(report: Report, keys: readonly KeyRecord[], view: View): TableLayout {
  const room = usableWidth(view)
  const make = stepMaker(report, keys, view.allKeys ?? keys)
  const names = view.columns ?? terminalColumns(report)
  const steps = view.columns === undefined ? defaultSteps(names, room, make) : requestedSteps(names, make)
  const chosen = chooseSteps(steps, room)
  const named = nameColumns(chosen, keys, { ellipsis: ellipsisFor(view), spare: room - totalWidth(chosen) })
  const order: readonly ColumnSlot[] = view.columns ?? ORDER
  return {
    columns: order.flatMap(slot => named.get(slot) ?? chosen.get(slot)?.column ?? []),
    notShown: notShown(names, chosen, report),
  }
}

/** The order of the columns from left to right. */
const ORDER: readonly ColumnSlot[] = [
  'Name',
  'KeyId',
  'AccountId',
  'Region',
  'LastUsed',
  'Disposition',
  'MonthlyCost',
  'LastUser',
  'Dependents',
  'MonthlyUsage',
  'KeyState',
  'Enabled',
  'Description',
]

/** Takes each step that fits, in turn. A later step of a column replaces an earlier one. */
function chooseSteps(steps: readonly ColumnStep[], room: number): ChosenSteps {
  const chosen = new Map<ColumnSlot, ColumnStep>()
  for (const step of steps) {
    let taken = 0
    for (const [slot, { column }] of chosen) if (slot !== step.slot) taken += column.width + COLUMN_GAP
    const width = Math.min(step.column.width, room - taken)
    if (width >= step.least) chosen.set(step.slot, { ...step, column: { ...step.column, width } })
  }
  return chosen
}

const totalWidth = (chosen: ChosenSteps): number =>
  Array.from(chosen.values()).reduce((sum, { column }) => sum + column.width + COLUMN_GAP, -COLUMN_GAP)

/**
 * Names the hidden columns. The name column shows the first alias and the number of the others, so it replaces
 * `Aliases`.
 */
function notShown(names: readonly ColumnName[], chosen: ChosenSteps, report: Report): string[] {
  const hidden = names
    .filter(name => !chosen.has(name) && !(name === 'Aliases' && chosen.has('Name')))
    .map(name => columnTitle(columnOf(name), report))
  return [...hidden, ...Array.from(chosen.values(), ({ lacks }) => lacks ?? []).flat()]
}
