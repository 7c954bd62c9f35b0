import { compareTexts } from '../../lib/text/compare-texts.ts'
import { toolVersion } from '../../lib/process/version.ts'
import type { ReportTrend, SilentKey, TrendMonth } from '../../model/history/report-trend.ts'
import { deletedKeys, type NoticedBy } from './deleted-keys.ts'
import { type KeyFacts, KeyHistory, type Observed } from './key-history.ts'
import { LAST_USE, type LastUse } from './last-use.ts'
import { monthNotes } from './month-notes.ts'
import { type KeyNumbers, type KeyState, type Snapshot, STATE, type TrendKey } from './snapshot.ts'

/**
 * Returns how the keys developed over the months. The last report of each month counts. `runs` are those that noticed
 * deletions, also of earlier days of a month. Pure.
 */
export function trendOf(
  snapshots: readonly Snapshot[],
  { keys }: KeyNumbers,
  runs: readonly NoticedBy[] = [],
): ReportTrend {
  const ordered = snapshots.toSorted((one, other) => one.at - other.at)
  const last = new Map(ordered.map(snapshot => [monthOf(snapshot), snapshot]))
  const used = [...last.values()]
  const histories = keys.map(key => new KeyHistory(key))
  const newest = used.at(-1)
  const deleted = deletedKeys(runs)
  let total = 0
  const months = used.map((snapshot, at) => {
    const month = observeMonth(snapshot, keys, histories)
    total += month.saved
    const isComparable = snapshot.isUseChecked && used[at - 1]?.isUseChecked === true
    return toMonth(snapshot, newest ?? snapshot, { ...month, total, isFirst: at === 0, isComparable })
  })
  return {
    schema_version: 1,
    tool_version: toolVersion(),
    months,
    not_used: ordered.filter(one => !used.includes(one)).map(one => unusedReport(one, last)),
    silent_keys: histories.flatMap(({ episodes }) => episodes).toSorted(byMonthAndKey),
    ...(deleted.length === 0 ? {} : { deleted_keys: deleted }),
  }
}

const monthOf = ({ generatedAt }: Snapshot): string => generatedAt.slice(0, 7)

const unusedReport = (snapshot: Snapshot, last: ReadonlyMap<string, Snapshot>): ReportTrend['not_used'][number] => ({
  name: snapshot.name,
  generated_at: snapshot.generatedAt,
  reason: whyNotUsed(snapshot, last.get(monthOf(snapshot))),
})

function whyNotUsed(snapshot: Snapshot, last: Snapshot | undefined): string {
  const isSame = last !== undefined && last.name === snapshot.name && last.generatedAt === snapshot.generatedAt
  return isSame ? SAME_FILE : `${last?.name ?? ''} is the last report of ${monthOf(snapshot)}`
}

/** The reason of a report that was named twice. */
export const SAME_FILE = 'the same file is named more than once'

/** Passes what the month says about each key to the history of the key. */
function observeMonth(snapshot: Snapshot, keys: readonly TrendKey[], histories: readonly KeyHistory[]) {
  let newlyUnused = 0
  let micro = 0
  for (const [number, key] of keys.entries()) {
    const observed = observedOf(snapshot, number, key)
    const result = histories[number]?.observe(monthOf(snapshot), observed, factsOf(snapshot, number))
    if (result?.isNewlyUnused === true) newlyUnused += 1
    micro += Math.round((result?.saved ?? 0) * 1_000_000)
  }
  return { newlyUnused, saved: micro / 1_000_000 }
}

const factsOf = ({ prices, lastUses: { times, kinds } }: Snapshot, number: number): KeyFacts => ({
  price: prices[number] ?? Number.NaN,
  lastUse: { at: times[number] ?? Number.NaN, kind: (kinds[number] ?? LAST_USE.noneSince) as LastUse['kind'] },
})

function observedOf({ states, coverage }: Snapshot, number: number, key: TrendKey): Observed {
  const state = (states[number] ?? STATE.absent) as KeyState
  if (state !== STATE.absent) return state
  return coverage.absenceOf(key).kind === 'absent' ? 'gone' : 'not-covered'
}

interface Observations {
  newlyUnused: number
  saved: number
  total: number
  isFirst: boolean
  /** Whether the last use was checked in this month and in the one before. */
  isComparable: boolean
}

function toMonth(
  snapshot: Snapshot,
  newest: Snapshot,
  { newlyUnused, saved, total, isFirst, isComparable }: Observations,
): TrendMonth {
  const { name, generatedAt, unusedDays, totals, openFindings } = snapshot
  const notes = monthNotes(snapshot, newest)
  return {
    month: monthOf(snapshot),
    name,
    generated_at: generatedAt,
    unused_days: unusedDays,
    keys: totals.keys,
    unused: totals.unused,
    newly_unused: isComparable ? newlyUnused : null,
    unknown: totals.unknown,
    monthly_cost: totals.cost,
    potential_savings: totals.savings,
    realized_savings: isFirst ? null : saved,
    realized_total: Math.round(total * 1_000_000) / 1_000_000,
    open_findings: openFindings,
    is_partial: notes.length > 0,
    notes,
  }
}

const byMonthAndKey = (one: SilentKey, other: SilentKey): number =>
  compareTexts(one.silent_since, other.silent_since) ||
  compareTexts(one.account_id, other.account_id) ||
  compareTexts(one.region, other.region) ||
  compareTexts(one.key_id, other.key_id)
