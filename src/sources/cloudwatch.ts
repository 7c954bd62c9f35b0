import type { LastDay } from '../aws/cloudwatch/key-metrics.ts'
import { keyMetricsOf } from '../aws/cloudwatch/key-metrics.ts'
import { planCounts } from '../aws/cloudwatch/plan-counts.ts'
import type { PlaceClient } from '../aws/session/place-client.ts'
import { isCurrentAnswer } from './current-answer.ts'
import type { AskedKey, EffortQuestion, Effort, Source, SourceAnswer, SourceReader } from './source.ts'
import { failure, type Failure } from '../aws/answers/answer.ts'

/** CloudWatch keeps hourly sums for 455 days. */
const LOOK_BACK = 455

/**
 * The metric SuccessfulRequest of AWS/KMS, hourly for 15 months: it dates uses from before last-usage tracking began.
 * Positive only: that it counts every request (of AWS services, of other accounts) is documented nowhere.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 */
const cloudwatch: Source = {
  title: 'CloudWatch request metrics (GetMetricData), 455 days, to the hour',
  complete: false,
  delay: 0,
  operations: ['cloudwatch:GetMetricData', 'cloudwatch:ListMetrics'],
  // In hindsight for the day and its hour; with --fast, once in advance.
  plan: (keys, { fast }) => planCounts(keys, fast ? 3 : 2),
  auto,
  open: client =>
    ({
      look: key => lookAtMetrics(client, key),
      quickLook: key => lookAtRecentHours(client, key),
    }) satisfies SourceReader,
}

export default cloudwatch

/** Hindsight for keys that no complete source answered, or that are about to be called unused. */
function auto({ evidence, aboutToBeUnused, now }: EffortQuestion): Effort | 'skip' {
  const answered = evidence.some(each => isCurrentAnswer(each, now))
  return aboutToBeUnused || !answered ? 'full' : 'skip'
}

async function lookAtMetrics(client: PlaceClient, key: AskedKey): Promise<SourceAnswer> {
  const metrics = keyMetricsOf(client)
  const shown = metrics.lastDay(key.arn)
  if (shown !== null) return byTheHour(client, key, shown)
  const answer = await metrics.daily(key, LOOK_BACK)
  if (!answer.known) return unknownAnswer(client, key, answer)
  const { start: since, lastDay, complete, failure: failed, listed } = answer.value
  if (!complete) client.note(failed ?? INCOMPLETE, 'cloudwatch:GetMetricData', key.id)
  if (lastDay !== null) return byTheHour(client, key, { since, ...lastDay })
  return { sighting: { kind: complete && listed ? 'not-seen' : 'partial', since, until: client.now } }
}

const INCOMPLETE = failure('partial', 'CloudWatch did not return the complete look-back period')

async function byTheHour(client: PlaceClient, key: AskedKey, day: LastDay): Promise<SourceAnswer> {
  const hour = await keyMetricsOf(client).lastHour(day)
  client.note(hour, 'cloudwatch:GetMetricData', key.id)
  const seen = { since: day.since, until: client.now }
  // To the day, when the hour could not be had.
  if (!hour.known || hour.value === null)
    return { sighting: { kind: 'used', at: day.start, precision: 'day', ...seen } }
  const { start: at, operation } = hour.value
  return { sighting: { kind: 'used', at, precision: 'hour', operation, ...seen } }
}

/** Finds the last use of keys active in the last two weeks, to the hour, for the price of a few metrics each. */
async function lookAtRecentHours(client: PlaceClient, key: AskedKey): Promise<SourceAnswer | null> {
  const hour = await keyMetricsOf(client).recent(key)
  if (!hour.known || hour.value === null) return null
  const { start: at, operation } = hour.value
  return { sighting: { kind: 'used', at, precision: 'hour', operation, since: at, until: client.now } }
}

function unknownAnswer(client: PlaceClient, key: AskedKey, failed: Failure): SourceAnswer {
  client.note(failed, 'cloudwatch:GetMetricData', key.id)
  return { sighting: { kind: 'unknown', reason: failed.reason, why: failed.why } }
}
