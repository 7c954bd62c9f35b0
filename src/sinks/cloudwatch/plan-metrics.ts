import { putMetrics } from '../../aws/cloudwatch/put-metrics.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { batches } from '../../lib/batches.ts'
import { countNoun, countText } from '../../lib/text/numbers.ts'
import { toSafeJson } from '../../lib/text/safe-json.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { kindOf } from '../../model/assessments/findings-report.ts'
import type { Report } from '../../model/report/report.ts'
import { DAY, HOUR, type Instant } from '../../model/time.ts'
import { requireAccess } from '../no-access.ts'
import type { CallerDelivery, Plan } from '../sink.ts'
import { METRICS_NAMESPACE } from '../../model/metrics-namespace.ts'
import { type MetricData, metricData } from './metric-data.ts'

/** Values in one call. Fewer than the 1,000 that CloudWatch takes, so that a call stays far below 1 MB. */
const BATCH = 500
/** CloudWatch refuses older times, and times more than two hours ahead. */
const OLDEST = 14 * DAY
const AHEAD = 2 * HOUR

/** Prepares the metrics. Their time is that of the report. */
export async function planMetrics({ report, client: access }: CallerDelivery): Promise<Plan> {
  const client = requireAccess(access, 'CloudWatch')
  requireAudit(report)
  requireRecent(report, client.now)
  const data = metricData(report)
  const { account, region } = client.place
  const where = `CloudWatch in ${region} of account ${account}`
  const calls = [...batches(data.values, BATCH)]
  return {
    summary: `${countNoun(data.values.length, 'metric')} for ${where}.`,
    question: `Publish ${countNoun(data.values.length, 'metric')} to ${where}?`,
    notes: notesOf(data),
    errors: [],
    calls: () => calls.map(MetricData => `${toSafeJson({ Namespace: METRICS_NAMESPACE, MetricData })}\n`),
    async send(onError) {
      let accepted = 0
      for (const batch of calls) {
        const answer = await putMetrics(client, METRICS_NAMESPACE, batch)
        if (answer.known) accepted += batch.length
        else onError(`${account} ${region}: ${countNoun(batch.length, 'metric')} not published: ${answer.why}`)
      }
      return {
        lines: accepted === 0 ? [] : [`${account} ${region}: ${countText(accepted)} metrics in ${METRICS_NAMESPACE}`],
        accepted,
        failed: data.values.length - accepted,
      }
    },
  }
}

function requireAudit(report: Report): void {
  const kind = kindOf(report)
  if (kind === null) return
  throw new AuditError('usage', `publish cloudwatch takes the report of an audit, not of ${kind}.`)
}

function requireRecent({ generated_at: time }: Report, now: Instant): void {
  const age = now - Date.parse(time)
  if (age <= OLDEST && age >= -AHEAD) return
  const what = age > 0 ? 'is more than 14 days old' : 'is from the future'
  throw new AuditError('usage', `The report of ${safeText(time)} ${what}, which CloudWatch does not take.`, {
    hint: 'Run the audit again.',
  })
}

function notesOf({ unknown, unreachable }: MetricData): string[] {
  const places = unreachable.slice(0, 3).map(safeText)
  const more = unreachable.length > 3 ? ` and ${unreachable.length - 3} more` : ''
  return [
    ...(unreachable.length === 0
      ? []
      : [`No totals are published, because ${places.join(', ')}${more} did not answer.`]),
    ...(unknown.length === 0 ? [] : [`Not published where it is not known: ${unknown.join(', ')}.`]),
  ]
}
