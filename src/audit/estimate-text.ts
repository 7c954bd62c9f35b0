import type { Plan, PlacePlan } from './plan.ts'
import { planText, timeText } from './plan.ts'

/** What `--estimate` prints: a line per place, the calls of all, and the sum. */
export function estimateText(plan: Plan): string {
  const rows = [['Account', 'Region', 'Keys', 'About'], ...plan.places.map(placeRow)]
  const calls = [['Calls', ''], ...[...totals(plan.places)].map(([operation, count]) => [operation, String(count)])]
  return [
    ...aligned(rows),
    '',
    ...aligned(calls),
    '',
    `${planText(plan)}.`,
    'Regions and accounts run in parallel. AWS managed keys and keys in use need fewer calls than this.',
    ...(calls.some(([operation]) => operation === 'cloudtrail:LookupEvents') ? [MAY_BE_MORE] : []),
    '',
  ].join('\n')
}

const MAY_BE_MORE = 'Keys with a long CloudTrail history and no recorded use need more calls, up to --max-pages each.'

const placeRow = ({ place, keys, seconds }: PlacePlan): string[] => [
  place.account,
  place.region,
  String(keys),
  timeText(seconds),
]

function totals(places: readonly PlacePlan[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { calls } of places) {
    for (const [operation, count] of Object.entries(calls)) sums.set(operation, (sums.get(operation) ?? 0) + count)
  }
  return sums
}

/** Text to the left, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows.map(row =>
    row
      .map((cell, column) =>
        /^\d{1,11}$/.test(cell) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
}
