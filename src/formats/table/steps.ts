import type { KeyRecord, Report } from '../../model/report.ts'
import { accountNamesOf } from '../columns/column.ts'
import type { ColumnName } from '../columns/index.ts'
import { dayOnly, shortAccount, shortIdLength } from './short-forms.ts'
import { terminalColumns } from './default-columns.ts'
import type { DrawnColumn } from './drawn-column.ts'
import { fullName } from './key-name.ts'
import { drawnColumn, naturalWidth } from './piped.ts'

/** A column of the terminal's table: one of the registry, or the key's name, which is its alias or its description. */
export type Slot = ColumnName | 'Name'

/** One thing that more room is used for: one more column, or a longer form of one. */
export interface Step {
  slot: Slot
  /** Its width is the most that the step takes. */
  column: DrawnColumn
  /** In fewer terminal columns it would be of no use, or cells would be cut that must not be. */
  least: number
  /** What this form leaves out, in words. */
  lacks?: string
}

/** What identifies the key and says whether it is used comes first, then what it costs, then everything else. */
export function stepsOf(report: Report, keys: readonly KeyRecord[], { all, room }: Surroundings): Step[] {
  const measured = measuring(report, keys)
  const whole = (slot: ColumnName): Planned => [slot, () => wholeStep(slot, measured(slot))]
  const named = (width: number): Planned => ['Name', () => flexible('Name', measured('Name'), width)]
  const described = (width: number): Planned => [
    'Description',
    () => flexible('Description', measured('Description'), width, 24),
  ]
  const short = (slot: ColumnName, lacks: string, shorten: (text: string) => string): Planned => [
    slot,
    () => shortStep(slot, measured(slot), { lacks, shorten, keys }),
  ]
  const length = shortIdLength(all)
  const plan: Planned[] = [
    ['KeyId', () => ({ ...short('KeyId', 'full key IDs', id => id.slice(0, length))[1](), least: 1 })],
    whole('Disposition'),
    named(8),
    short('LastUsed', 'the time of day', dayOnly),
    ...(room < USUAL_ROOM ? [named(12)] : []),
    whole('Region'),
    whole('MonthlyCost'),
    short('AccountId', 'account IDs', shortAccount(accountNamesOf(report))),
    named(20),
    whole('LastUsed'),
    whole('MonthlyUsage'),
    named(32),
    whole('KeyId'),
    whole('KeyState'),
    whole('AccountId'),
    described(24),
    whole('Enabled'),
    named(48),
    described(Infinity),
  ]
  const has = new Set<Slot>(['Name', ...terminalColumns(report)])
  return plan.filter(([slot]) => has.has(slot)).map(([, make]) => make())
}

export interface Surroundings {
  /** Every key of the report, also those that are not shown. */
  all: readonly KeyRecord[]
  /** Terminal columns of a line. */
  room: number
}

/** On 80 columns the shortest useful name leaves room for the Region and the cost; on fewer, names matter more. */
const USUAL_ROOM = 79

type Planned = readonly [slot: Slot, make: () => Step]

/** Each column with its natural width, measured once. */
function measuring(report: Report, keys: readonly KeyRecord[]): (slot: Slot) => DrawnColumn {
  const accounts = accountNamesOf(report)
  const known = new Map<Slot, DrawnColumn>()
  return slot => {
    const column = known.get(slot) ?? widened(slot === 'Name' ? NAME : drawnColumn(slot, report, accounts), keys)
    known.set(slot, column)
    return column
  }
}

const NAME: DrawnColumn = { title: 'Name', align: 'left', width: 0, text: fullName, style: () => undefined }

const widened = (column: DrawnColumn, keys: readonly KeyRecord[]): DrawnColumn => ({
  ...column,
  width: naturalWidth(column, keys),
})

/** A column whose cells are shown whole or not at all: half of a number or a date misleads. */
const wholeStep = (slot: Slot, column: DrawnColumn): Step => ({ slot, column, least: column.width })

/** A column of names or prose: from `least` up to `width` terminal columns, and no wider than its longest cell. */
const flexible = (slot: Slot, column: DrawnColumn, width: number, least = 8): Step => ({
  slot,
  column: { ...column, width: Math.min(column.width, width) },
  least: Math.min(column.width, least),
})

interface Shortening {
  lacks: string
  shorten(text: string): string
  keys: readonly KeyRecord[]
}

function shortStep(slot: Slot, column: DrawnColumn, { lacks, shorten, keys }: Shortening): Step {
  const short = widened({ ...column, text: key => shorten(column.text(key)) }, keys)
  const step = wholeStep(slot, short)
  return keys.some(key => short.text(key) !== column.text(key)) ? { ...step, lacks } : step
}
