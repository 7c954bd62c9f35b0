import { countText } from '../../lib/text/numbers.ts'
import { durationText } from '../../lib/text/duration.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { wrap } from '../../lib/text/wrap.ts'
import type { Plan, PlacePlan } from './plan.ts'
import { planText } from './plan-text.ts'

/**
 * What `--estimate` prints: a line for each account and Region, the calls of all, and the sum. `width` is that of the
 * terminal, for the sentences; `names` are those of accounts, by account id, where they are known.
 */
export function estimateText(plan: Plan, width = Infinity, names: ReadonlyMap<string, string> = new Map()): string {
  const rows = [['Account', 'Region', 'Keys', 'Time'], ...plan.places.map(each => placeRow(each, names))]
  const calls = [
    ['Operation', 'Calls'],
    ...[...totals(plan.places)].map(([operation, count]) => [operation, countText(count)]),
  ]
  return [
    ...aligned(rows, [2, 3]),
    '',
    ...aligned(calls, [1]),
    '',
    ...[
      `${planText(plan)}.`,
      'Regions and accounts are audited in parallel. Keys in use and AWS managed keys need fewer calls than this.',
      ...plan.notes,
      ...(plan.isByTag ? [TAGGED] : []),
    ].flatMap(text => wrap(text, width)),
    '',
  ].join('\n')
}

const TAGGED = 'With --tag, only the keys that have the tags need more calls than kms:ListResourceTags.'

const placeRow = ({ place, keys, seconds }: PlacePlan, names: ReadonlyMap<string, string>): string[] => [
  safeText(`${place.account} ${names.get(place.account) ?? ''}`.trimEnd()),
  place.region,
  countText(keys),
  durationText(seconds),
]

function totals(places: readonly PlacePlan[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { calls } of places) {
    for (const [operation, count] of Object.entries(calls)) sums.set(operation, (sums.get(operation) ?? 0) + count)
  }
  return sums
}

/** Columns below their headings: text to the left, what is in `right` to the right. */
function aligned(rows: readonly (readonly string[])[], right: readonly number[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const cell = (text: string, column: number): string =>
    right.includes(column) ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)
  return rows.map(row => row.map(cell).join('  ').trimEnd())
}
