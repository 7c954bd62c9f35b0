import { LIST_OPERATIONS, listRateQuotas } from '../../aws/service-quotas/list-rate-quotas.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { QuotaRecord, UsageStatus } from '../../model/assessments/quotas.ts'
import { isWhole, measure, NOT_MEASURED } from './measure.ts'
import { type MergedQuota, mergeQuotas } from './merge-quotas.ts'
import { type MetricUsage, readUsage } from './read-usage.ts'
import type { UsageWindow } from './usage-window.ts'

/** As Service Quotas names the service. */
const SERVICE = 'kms'

/** Reads the request quotas of KMS in one place, and how much of them was used. Null: no quotas could be listed. */
export async function readQuotas(client: PlaceClient, window: UsageWindow): Promise<QuotaRecord[] | null> {
  const [applied, defaults] = await Promise.all([
    listRateQuotas(client, SERVICE, 'applied'),
    listRateQuotas(client, SERVICE, 'default'),
  ])
  client.note(applied.failure, LIST_OPERATIONS.applied)
  client.note(defaults.failure, LIST_OPERATIONS.default)
  const quotas = mergeQuotas(applied, defaults)
  if (quotas.length === 0 && applied.failure !== null) return null
  const metered = quotas.filter(({ metric }) => metric !== null)
  const usages = await readUsage(
    client,
    metered.flatMap(({ metric }) => (metric === null ? [] : [metric])),
    window,
  )
  const usageOf = new Map(metered.map(({ code }, index) => [code, usages[index]]))
  const isSilent = usages.every(usage => isWhole(usage) && usage.calls.buckets.length === 0)
  const countsThrottles = usages.some(({ throttled }) => throttled.buckets.length > 0)
  return quotas.map(quota =>
    toRecord(client, quota, usageOf.get(quota.code) ?? null, { window, isSilent, countsThrottles }),
  )
}

interface PlaceUsage {
  window: UsageWindow
  /** CloudWatch has no data for any quota of the place. */
  isSilent: boolean
  /** CloudWatch has throttled calls of KMS there, so that none for one quota means 0. */
  countsThrottles: boolean
}

function toRecord(
  { place: { account, region } }: PlaceClient,
  { code, name, arn, metric, perSecond, defaultPerSecond, source, isAdjustable }: MergedQuota,
  usage: MetricUsage | null,
  { isSilent, ...place }: PlaceUsage,
): QuotaRecord {
  const status = usage === null ? 'no_metric' : isSilent ? 'no_data' : statusOf(usage)
  return {
    account_id: account,
    region,
    quota_code: code,
    quota_name: name,
    quota_arn: arn,
    operation: metric?.dimensions.find(({ Name }) => Name === 'Resource')?.Value ?? null,
    per_second: perSecond,
    default_per_second: defaultPerSecond,
    source,
    adjustable: isAdjustable,
    status,
    ...(usage !== null && (status === 'measured' || status === 'partial')
      ? measure(usage, perSecond, place)
      : NOT_MEASURED),
  }
}

function statusOf(usage: MetricUsage): UsageStatus {
  if (isWhole(usage)) return 'measured'
  return usage.calls.complete || usage.calls.buckets.length > 0 ? 'partial' : 'unread'
}
