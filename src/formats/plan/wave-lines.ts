import { pad } from '../../lib/text/cut.ts'
import { groupThousands } from '../../lib/text/numbers.ts'
import { paint } from '../../lib/text/paint.ts'
import type { PlannedKey, PlannedSavings, PlannedWave, RetirementPlan } from '../../model/retirement/retirement.ts'
import type { View } from '../format.ts'

const TITLES = ['Wave', 'Keys', 'Readiness', '$/Month', '$/Year', 'Saved from', 'Deleted by'] as const
const NUMBERS: ReadonlySet<string> = new Set(['Keys', '$/Month', '$/Year'])

/** Waves with a line of their own. */
const MOST_WAVES = 10

/** One line for each wave, and for the keys that are disabled already. */
export function* drawWaves(
  { waves, start_at_watch: disabled, savings }: RetirementPlan,
  view: View,
): Generator<string> {
  const rows = [
    ...waves
      .slice(0, MOST_WAVES)
      .map(wave => [
        String(wave.number),
        String(wave.keys.length),
        readinessOf(wave.keys),
        ...savingCells(wave.savings),
      ]),
    ...(waves.length > MOST_WAVES
      ? [[`${MOST_WAVES + 1} to ${waves.length}`, String(countKeys(waves.slice(MOST_WAVES)))]]
      : []),
    ...(disabled.length === 0 ? [] : [['disabled', String(disabled.length), readinessOf(disabled)]]),
    ['all', String(countKeys(waves) + disabled.length), '', ...savingCells(savings)],
  ]
  const widths = TITLES.map((title, at) =>
    Math.max(...[title, ...rows.map(row => row[at] ?? '')].map(({ length }) => length)),
  )
  const line = (cells: readonly string[]): string =>
    `${TITLES.map((title, at) => pad(cells[at] ?? '', widths[at] ?? 0, NUMBERS.has(title) ? 'right' : 'left'))
      .join('  ')
      .trimEnd()}\n`
  yield view.color ? `${paint(line(TITLES).trimEnd(), 'bold')}\n` : line(TITLES)
  for (const row of rows) yield line(row)
}

const countKeys = (waves: readonly PlannedWave[]): number => waves.reduce((sum, { keys }) => sum + keys.length, 0)

const readinessOf = (keys: readonly PlannedKey[]): string =>
  [...new Set(keys.map(({ readiness }) => readiness))].join(', ')

const savingCells = ({ monthly, annual, from, deleted_by }: PlannedSavings): string[] => [
  moneyCell(monthly),
  moneyCell(annual),
  from,
  deleted_by,
]

const moneyCell = (dollars: number | null): string =>
  dollars === null ? 'Unknown' : `$${groupThousands(dollars.toFixed(2))}`
