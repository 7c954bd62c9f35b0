import type { Ellipsis } from '../../../lib/text/width.ts'
import type { KeyRecord, Report } from '../../../model/report.ts'
import type { View } from '../../format.ts'
import { titleOf } from '../../columns/column.ts'
import { columnOf, type ColumnName } from '../../columns/index.ts'
import { terminalColumns } from './default-columns.ts'
import type { Layout } from './drawn-column.ts'
import { nameColumns } from './name-column.ts'
import { askedPlan, usualPlan } from '../summary/plans.ts'
import { makerFor, type Slot, type Step } from '../summary/steps.ts'

/** Terminal columns between two columns of the table. */
export const GAP = 2

/** A terminal that does not say its width has 80 columns. Text in the last one makes some terminals begin a new line. */
export const roomOf = ({ width }: View): number => Math.max(1, (width > 0 ? width : 80) - 1)

export const ellipsisOf = ({ terminal, unicode }: View): Ellipsis => (terminal && unicode ? '…' : '...')

/** The columns that there is room for on the terminal, and what there is none for. */
export function fit(report: Report, keys: readonly KeyRecord[], view: View): Layout {
  const room = roomOf(view)
  const make = makerFor(report, keys, view.allKeys ?? keys)
  const names = view.columns ?? terminalColumns(report)
  const steps = view.columns === undefined ? usualPlan(names, room, make) : askedPlan(names, make)
  const chosen = chooseSteps(steps, room)
  const named = nameColumns(chosen, keys, { ellipsis: ellipsisOf(view), spare: room - widthOf(chosen) })
  const order: readonly Slot[] = view.columns ?? ORDER
  return {
    columns: order.flatMap(slot => named.get(slot) ?? chosen.get(slot)?.column ?? []),
    notShown: notShown(names, chosen, report),
  }
}

/** From left to right. */
const ORDER: readonly Slot[] = [
  'Name',
  'KeyId',
  'AccountId',
  'Region',
  'LastUsed',
  'Disposition',
  'MonthlyCost',
  'MonthlyUsage',
  'KeyState',
  'Enabled',
  'Description',
]

export type Chosen = ReadonlyMap<Slot, Step>

/** Takes each step that there is room for, in turn. A later step of the same slot takes the place of the earlier one. */
function chooseSteps(steps: readonly Step[], room: number): Chosen {
  const chosen = new Map<Slot, Step>()
  for (const step of steps) {
    let taken = 0
    for (const [slot, { column }] of chosen) if (slot !== step.slot) taken += column.width + GAP
    const width = Math.min(step.column.width, room - taken)
    if (width >= step.least) chosen.set(step.slot, { ...step, column: { ...step.column, width } })
  }
  return chosen
}

const widthOf = (chosen: Chosen): number =>
  Array.from(chosen.values()).reduce((sum, { column }) => sum + column.width + GAP, -GAP)

/** The name stands for the aliases: it says how many more there are. */
function notShown(names: readonly ColumnName[], chosen: Chosen, report: Report): string[] {
  const hidden = names
    .filter(name => !chosen.has(name) && !(name === 'Aliases' && chosen.has('Name')))
    .map(name => titleOf(columnOf(name), report))
  return [...hidden, ...Array.from(chosen.values(), ({ lacks }) => lacks ?? []).flat()]
}
