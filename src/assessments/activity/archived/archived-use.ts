import { compareTexts } from '../../../lib/text/compare-texts.ts'
import type { ArchivedDay } from '../../../model/archive/archive-question.ts'
import { periodExtent } from '../../../model/assessments/activity-periods.ts'
import { mayLackCalls, type ReadTime } from '../../../model/assessments/missing-calls.ts'
import { DRY_RUN_ERROR } from '../../../model/operations/dry-run-error.ts'
import type {
  ArchivedCallerRecord,
  ArchivedMonthRecord,
  ArchivedUseRecord,
} from '../../../model/report/archived-use.ts'
import type { Instant } from '../../../model/time.ts'

/** Callers that are kept. */
const MOST_CALLERS = 100

/**
 * Adds up the calls of one key by month and by caller. Counts that may lack calls are marked.
 *
 * @param end the end of the time that was asked about
 */
export function archivedUse(
  days: readonly ArchivedDay[],
  read: ReadTime,
  end: Instant,
): Pick<ArchivedUseRecord, 'months' | 'callers' | 'unlisted_callers'> {
  const months = new Map<string, ArchivedMonthRecord>()
  const callers = new Map<string, ArchivedCallerRecord>()
  for (const one of days) {
    const month = one.day.slice(0, 7)
    const of = months.get(month) ?? { month, uses: 0, failures: 0 }
    if (one.error !== DRY_RUN_ERROR) of[one.error === null ? 'uses' : 'failures'] += one.events
    months.set(month, of)
    const id = JSON.stringify([one.principal, one.service])
    callers.set(id, withCalls(callers.get(id) ?? nobodyYet(one), one))
  }
  const sorted = [...callers.values()].toSorted((a, b) => callsOf(b) - callsOf(a) || compareTexts(whoIs(a), whoIs(b)))
  return {
    months: [...months.values()]
      .toSorted((a, b) => compareTexts(b.month, a.month))
      .map(one => marked(one, mayLackCalls([read], periodExtent(one.month), end))),
    callers: sorted.slice(0, MOST_CALLERS).map(caller => marked(caller, !read.is_complete)),
    unlisted_callers: Math.max(0, sorted.length - MOST_CALLERS),
  }
}

const marked = <Row extends object>(row: Row, isLowerBound: boolean): Row & { is_lower_bound?: true } =>
  isLowerBound ? { ...row, is_lower_bound: true } : row

const nobodyYet = ({ principal, service, day }: ArchivedDay): ArchivedCallerRecord => ({
  principal,
  service,
  operations: {},
  errors: {},
  first_day: day,
  last_day: day,
})

function withCalls(caller: ArchivedCallerRecord, { day, operation, error, events }: ArchivedDay): ArchivedCallerRecord {
  const [counts, name] = error === null ? [caller.operations, operation] : [caller.errors, error]
  counts[name] = (counts[name] ?? 0) + events
  if (day < caller.first_day) caller.first_day = day
  if (day > caller.last_day) caller.last_day = day
  return caller
}

const callsOf = ({ operations, errors }: ArchivedCallerRecord): number =>
  [...Object.values(operations), ...Object.values(errors)].reduce((sum, count) => sum + count, 0)

const whoIs = ({ principal, service }: ArchivedCallerRecord): string => `${principal} ${service}`
