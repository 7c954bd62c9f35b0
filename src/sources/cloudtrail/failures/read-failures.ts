import type { AnswerTime } from '../../../aws/session/clock.ts'
import type { PlaceClient } from '../../../aws/session/place-client.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import type { FailedCallsRecord } from '../../../model/assessments/quotas.ts'
import { type Instant, isoTime } from '../../../model/time.ts'
import { eventPages, OF_KMS, oldestIn } from '../activity/event-pages.ts'
import { DELAY, HORIZON, keptSince } from '../key-events.ts'
import { FailureCount } from './count-failures.ts'

/**
 * Counts the calls to KMS in one place, and those that failed, from the event history of CloudTrail: 90 days, the newest
 * first, two pages of 50 events a second. What could not be reached is a gap.
 */
export async function readFailures(client: PlaceClient, asked: Instant, maxPages: number): Promise<FailedCallsRecord> {
  const { account, region } = client.place
  const since = Math.max(asked, client.now - HORIZON)
  const count = new FailureCount()
  let oldest = client.now
  let pages = 0
  let answered: AnswerTime | null = null
  let why: string | null = null
  for await (const page of eventPages(client, OF_KMS, since, maxPages)) {
    if (!page.known) {
      const isLimit = page.reason === 'partial' && pages >= maxPages
      why = isLimit ? `stopped after ${countNoun(pages, 'page')} of 50 events: raise --max-pages` : page.why
      client.note(isLimit ? { ...page, why } : page, OPERATION)
      break
    }
    pages++
    answered = page.at
    for (const event of page.value.events) count.add(event)
    oldest = oldestIn(page.value, oldest)
    if (page.value.next === undefined && page.value.unreadableToken === null)
      oldest = Math.max(since, keptSince(page.at))
  }
  return {
    account_id: account,
    region,
    since: answered === null ? null : isoTime(oldest),
    until: isoTime(client.now - DELAY),
    is_complete: answered !== null && why === null,
    why,
    calls: count.calls,
    failed: count.failed,
    not_understood: count.notUnderstood,
    operations: operationsOf(count),
  }
}

const OPERATION = 'cloudtrail:LookupEvents'

const operationsOf = ({ operations }: FailureCount): FailedCallsRecord['operations'] =>
  [...operations]
    .map(([operation, { calls, failed, errorCodes }]) => ({
      operation,
      calls,
      failed,
      error_codes: Object.fromEntries([...errorCodes].toSorted(([, a], [, b]) => b - a)),
    }))
    .toSorted((a, b) => (a.operation < b.operation ? -1 : 1))
