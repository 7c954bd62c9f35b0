import { countsOf } from '../truth.ts'
import { reportTime, recordsWithTruth, type Invariant } from './invariant.ts'

/** A count is true, or null. Only ReEncrypt pairs that CloudWatch no longer lists may be missing in it. */
export const countsAreTrue: Invariant = function* (run) {
  const { requestDays } = run.request
  for (const { record, truly } of recordsWithTruth(run)) {
    const count = record.monthly_usage
    if (requestDays === null) {
      if (count !== undefined) yield `${record.key_id}: ${count} requests, which nobody asked for`
      continue
    }
    if (count === undefined) yield `${record.key_id}: no word about requests`
    if (count === undefined || count === null) continue
    const { all, findable } = countsOf(truly, requestDays, reportTime(run), run)
    if (count < findable || count > all)
      yield `${record.key_id}: ${count} requests, truly ${findable === all ? all : `${findable} to ${all}`}`
  }
}

/** The totals are the sums of the rows. */
export const sumsAddUp: Invariant = function* ({ report: { keys, summary, savings } }) {
  const count = (disposition: string): number => keys.filter(key => key.disposition === disposition).length
  const dispositions = ['in_use', 'stale', 'never', 'silent', 'new', 'unknown'] as const
  for (const name of dispositions)
    if (summary[name] !== count(name)) yield `the summary has ${summary[name]} ${name}, the rows ${count(name)}`
  if (summary.keys !== keys.length) yield `the summary has ${summary.keys} keys, there are ${keys.length}`
  const unreadable = keys.filter(({ error }) => error !== null).length
  if (summary.unreadable !== unreadable)
    yield `the summary has ${summary.unreadable} unreadable, the rows ${unreadable}`
  const unused = keys.filter(
    ({ disposition, key_manager, error, key_state }) =>
      ['stale', 'never', 'silent'].includes(disposition) &&
      key_manager === 'CUSTOMER' &&
      error === null &&
      !key_state?.startsWith('Pending'),
  )
  const extra = keys.filter(
    key =>
      ['stale', 'never', 'silent'].includes(key.disposition) &&
      key.key_manager === 'CUSTOMER' &&
      key.key_state === 'PendingImport',
  )
  if (savings.unused_key_count !== unused.length + extra.length)
    yield `${savings.unused_key_count} unused, the rows say ${unused.length + extra.length}`
  const costs = keys.length > 0 && keys.every(({ error }) => error !== null) ? null : cost(keys)
  if (savings.monthly_cost !== costs) yield `a monthly cost of ${savings.monthly_cost}, the rows ${costs}`
  if (savings.monthly_savings !== cost([...unused, ...extra]))
    yield `savings of ${savings.monthly_savings}, the rows ${cost([...unused, ...extra])}`
}

const cost = (rows: readonly { cost: { key: number | null } }[]): number =>
  rows.reduce((sum, key) => sum + (key.cost.key ?? 0), 0)
