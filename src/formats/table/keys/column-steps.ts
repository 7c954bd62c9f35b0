import type { KeyRecord, Report } from '../../../model/report/report.ts'
import { accountNamesOf, reportNamesOf } from '../../columns/column.ts'
import { columnOf, type ColumnName } from '../../columns/index.ts'
import { dayOnly, shortAccount, shortIdLength, shortUsedBy } from '../short-forms.ts'
import type { DrawnColumn } from '../drawn-column.ts'
import { fullNameCell } from './name-cell.ts'
import { drawnColumn, naturalWidth } from './piped-columns.ts'

/**
 * A column of the table on a terminal: one of the registry, or the name of the key, which is its alias or description.
 */
export type ColumnSlot = ColumnName | 'Name'

/** One way to use more width: another column, or a longer form of a column. */
export interface ColumnStep {
  slot: ColumnSlot
  /** The column. Its width is the most that this step uses. */
  column: DrawnColumn
  /** The least width at which the column is useful and no cell is cut that must stay whole. */
  least: number
  /** What this form of the column leaves out, as text for the reader. */
  lacks?: string
}

/** The steps that fit on the terminal: the last one of each column. */
export type ChosenSteps = ReadonlyMap<ColumnSlot, ColumnStep>

/** Creates the steps of one table. */
export interface StepMaker {
  /** Returns the column with complete cells. */
  whole(slot: ColumnSlot): ColumnStep
  /** Returns the shortest form of the column. */
  narrow(slot: ColumnSlot): ColumnStep
  /**
   * Returns a column of names or prose between `least`, or the width of its title, and `width` terminal columns. It is
   * no wider than its longest cell.
   */
  flexible(slot: ColumnSlot, width: number, least?: number): ColumnStep
}

export function stepMaker(report: Report, keys: readonly KeyRecord[], all: readonly KeyRecord[]): StepMaker {
  const measured = measuredColumns(report, keys)
  const maker: StepMaker = {
    // Half of a number or a date misleads, so it is shown completely or not at all.
    whole: slot => ({ slot, column: measured(slot), least: measured(slot).width }),
    flexible: (slot, width, least = 8) => {
      const column = measured(slot)
      return {
        slot,
        column: { ...column, width: Math.min(column.width, width) },
        least: Math.min(column.width, Math.max(least, column.title.length)),
      }
    },
    narrow: slot => {
      if (slot === 'Dependents') return narrowUsedBy(measured(slot), keys)
      const form = shortForm(slot, report, all)
      if (form !== null) return shortStep(slot, measured(slot), { ...form, keys })
      return isFlexible(slot) ? maker.flexible(slot, 8) : maker.whole(slot)
    },
  }
  return maker
}

export const isFlexible = (slot: ColumnSlot): boolean => slot === 'Name' || columnOf(slot).shortens === true

function shortForm(slot: ColumnSlot, report: Report, all: readonly KeyRecord[]): Omit<Shortening, 'keys'> | null {
  if (slot === 'LastUsed') return { lacks: 'the time of day', shorten: dayOnly }
  if (slot === 'AccountId') return { lacks: 'account IDs', shorten: shortAccount(accountNamesOf(report)) }
  if (slot !== 'KeyId') return null
  const length = shortIdLength(all)
  return { lacks: 'full key IDs', shorten: id => id.slice(0, length) }
}

/** Returns a function that measures the natural width of each column once. */
function measuredColumns(report: Report, keys: readonly KeyRecord[]): (slot: ColumnSlot) => DrawnColumn {
  const names = reportNamesOf(report)
  const known = new Map<ColumnSlot, DrawnColumn>()
  return slot => {
    const column = known.get(slot) ?? withNaturalWidth(slot === 'Name' ? NAME : drawnColumn(slot, report, names), keys)
    known.set(slot, column)
    return column
  }
}

const NAME: DrawnColumn = { title: 'Name', align: 'left', width: 0, text: fullNameCell, style: () => undefined }

const withNaturalWidth = (column: DrawnColumn, keys: readonly KeyRecord[]): DrawnColumn => ({
  ...column,
  width: naturalWidth(column, keys),
})

interface Shortening {
  lacks: string
  shorten(text: string): string
  keys: readonly KeyRecord[]
}

/** Shorter words, and no more columns than those of a few resources. */
function narrowUsedBy(column: DrawnColumn, keys: readonly KeyRecord[]): ColumnStep {
  const short = withNaturalWidth({ ...column, text: key => shortUsedBy(column.text(key)) }, keys)
  const width = Math.min(short.width, 24)
  return { slot: 'Dependents', column: { ...short, width }, least: Math.min(width, 16) }
}

function shortStep(slot: ColumnSlot, column: DrawnColumn, { lacks, shorten, keys }: Shortening): ColumnStep {
  const short = withNaturalWidth({ ...column, text: key => shorten(column.text(key)) }, keys)
  const step = { slot, column: short, least: short.width }
  return keys.some(key => short.text(key) !== column.text(key)) ? { ...step, lacks } : step
}
